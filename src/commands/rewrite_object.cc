#include "commands/rewrite_object.h"

#include "catalog/temporary.h"
#include "catalog/record.h"
#include "commands/answer.h"
#include "commands/transaction.h"

namespace mockhaus::commands {
namespace {

const catalog::Object* find_temporary(const CommandContext& context, const FullName& name) {
  if (context.temporary == nullptr) return nullptr;
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const catalog::Schema* schema = snapshot->find_schema(name.database, name.schema);
  if (schema == nullptr) return nullptr;
  return context.temporary->find(schema->id, catalog::Space::relation, name.name);
}

Result<Outcome> rewrite_temporary(const CommandContext& context, const catalog::Object& object,
                                  const Edit& edit) {
  const std::shared_ptr<catalog::Object> copy = catalog::copy_of_object(object);
  StatementTransaction transaction(context);
  TRY(transaction.begin());
  TRY(edit(nullptr, *copy));
  TRY(transaction.commit());
  copy->altered_ms = context.account.now_ms();
  context.temporary->put(copy);
  return succeeded();
}

}  // namespace

Result<Done> execute_in(catalog::Change* change, const CommandContext& context,
                        const std::string& sql) {
  if (change != nullptr) return change->execute(sql);
  TRY(context.engine.execute(sql));
  return Done{};
}

Result<Outcome> rewrite_relation(const CommandContext& context, const FullName& name,
                                 const Edit& edit) {
  if (const catalog::Object* temporary = find_temporary(context, name)) {
    return rewrite_temporary(context, *temporary, edit);
  }
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const catalog::Object* object = change.current().find_in_schema(
      name.database, name.schema, catalog::Space::relation, name.name);
  if (object == nullptr) return catalog::errors::does_not_exist("Table", name.typed, true);
  const std::shared_ptr<catalog::Object> copy = catalog::copy_of_object(*object);
  TRY(edit(&change, *copy));
  TRY(change.put(copy));
  TRY(change.commit());
  return succeeded();
}

}  // namespace mockhaus::commands
