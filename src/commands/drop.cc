// DROP and UNDROP of every kind.

#include "catalog/physical.h"
#include "catalog/routine.h"
#include "catalog/temporary.h"
#include "commands/answer.h"
#include "commands/creation.h"
#include "commands/object.h"
#include "commands/routine.h"
#include "commands/stage_place.h"
#include "commands/transaction.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Kind;
using catalog::KindRow;
using catalog::Object;

std::string operation(const sql::Drop& drop) { return "DROP " + std::string(drop.object_kind); }

// What DROP names: where it should be, and what is there (null: nothing).
struct Target {
  const Object* object = nullptr;
  bool temporary = false;
  std::string name;
  Error missing;
};

Error missing_error(const KindRow& row, const std::string& typed) {
  return catalog::errors::does_not_exist(row.title, typed, row.space == catalog::Space::relation);
}

Result<Target> find_account_object(const sql::Drop& drop, const KindRow& row,
                                   const catalog::Snapshot& snapshot,
                                   const CommandContext& context) {
  Target target;
  target.name = TRY(account_name(drop.name, context));
  target.missing = missing_error(row, target.name);
  target.object = snapshot.find(catalog::account_id, row.space, target.name);
  return target;
}

Result<Target> find_schema_target(const sql::Drop& drop, const KindRow& row,
                                  const catalog::Snapshot& snapshot,
                                  const CommandContext& context) {
  const SchemaName name = TRY(schema_name(drop.name, operation(drop), context));
  Target target;
  target.name = name.schema;
  target.missing = missing_error(row, name.database + "." + name.schema);
  const catalog::Database* database = snapshot.find_database(name.database);
  if (database != nullptr) target.object = snapshot.find(database->id, row.space, name.schema);
  const auto* schema = catalog::object_cast<catalog::Schema>(target.object);
  if (schema != nullptr && schema->information_schema) {
    return catalog::errors::insufficient_privileges("schema", name.schema);
  }
  return target;
}

Result<Target> find_in_schema(const sql::Drop& drop, const KindRow& row,
                              const catalog::Snapshot& snapshot, const CommandContext& context) {
  const FullName name = TRY(full_name(drop.name, operation(drop), context));
  Target target;
  target.name = name.name;
  target.missing = missing_error(row, name.typed);
  const catalog::Schema* schema = snapshot.find_schema(name.database, name.schema);
  if (schema == nullptr) return target;
  if (drop.has_argument_types) {
    const std::string signature = TRY(signature_of(drop.argument_types, context));
    target.object = snapshot.find(schema->id, row.space, name.name, signature);
    target.missing = missing_error(row, name.typed + signature);
    return target;
  }
  if (context.temporary != nullptr) {
    target.object = context.temporary->find(schema->id, row.space, name.name);
    target.temporary = target.object != nullptr;
  }
  if (target.object == nullptr) target.object = snapshot.find(schema->id, row.space, name.name);
  return target;
}

Result<Target> find_target(const sql::Drop& drop, const KindRow& row,
                           const catalog::Snapshot& snapshot, const CommandContext& context) {
  switch (row.level) {
    case catalog::Level::account: return find_account_object(drop, row, snapshot, context);
    case catalog::Level::database: return find_schema_target(drop, row, snapshot, context);
    case catalog::Level::schema: return find_in_schema(drop, row, snapshot, context);
  }
  return Target{};
}

Result<Done> drop_temporary(const Object& object, const CommandContext& context) {
  if (const auto* table = catalog::object_cast<catalog::Table>(&object)) {
    StatementTransaction transaction(context);
    TRY(transaction.begin());
    TRY(context.engine.execute(catalog::physical::drop_table(*table)));
    for (const catalog::Column& column : table->columns) {
      if (!column.identity) continue;
      TRY(context.engine.execute(catalog::physical::drop_sequence(column.identity->sequence)));
    }
    TRY(transaction.commit());
  }
  if (context.stage_files != nullptr) {
    context.stage_files->remove_folder(stage_folder(object, true));
  }
  context.temporary->remove(object.id);
  return Done{};
}

// A session must not be left without what it stands on.
void leave_dropped(const Object& object, const CommandContext& context, Outcome& outcome) {
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const sql::SessionContext& session = context.session;
  const bool database_gone =
      !session.database.empty() && snapshot->find_database(session.database) == nullptr;
  if (object.kind == Kind::database && database_gone) {
    outcome.change.database = "";
    outcome.change.schema = "";
  }
  if (object.kind == Kind::schema && !session.schema.empty() &&
      snapshot->find_schema(session.database, session.schema) == nullptr) {
    outcome.change.schema = "";
  }
  if (object.kind == Kind::warehouse && object.name == session.warehouse) {
    outcome.change.warehouse = "";
  }
}

KindWords droppable_kind(std::string_view object_kind) {
  for (const std::string_view prefix : {"EXTERNAL ", "DYNAMIC ", "ICEBERG ", "HYBRID "}) {
    if (object_kind.starts_with(prefix) && object_kind.ends_with("TABLE")) {
      return kind_of("TABLE");
    }
  }
  if (object_kind == "MATERIALIZED VIEW") return kind_of("VIEW");
  return kind_of(object_kind);
}

}  // namespace

Result<Outcome> run_drop(const Command& command) {
  const auto& drop = command.as<sql::Drop>();
  const CommandContext& context = command.context;
  const KindWords words = droppable_kind(drop.object_kind);
  if (words.row == nullptr) return sql::errors::unsupported(operation(drop));
  if (!drop.properties.empty()) {  // a second name, say
    const Span at = drop.properties[0].span;
    return sql::errors::unexpected_token(command.text.substr(at.begin, at.end - at.begin), at);
  }
  const std::shared_ptr<const catalog::Snapshot> before = context.account.snapshot();
  Target target = TRY(find_target(drop, *words.row, *before, context));
  if (target.object == nullptr) {
    if (drop.if_exists) return already_dropped(target.name);
    return target.missing;
  }
  if (target.object->kind != words.row->kind) {
    return catalog::errors::wrong_kind(row_of(target.object->kind).word, words.row->word);
  }
  if (target.object->kind == Kind::role && target.object->owner.empty()) {  // a system role
    return catalog::errors::insufficient_privileges("role", target.name);
  }
  if (context.describe_only) return dropped(target.name);
  if (target.temporary) {
    TRY(drop_temporary(*target.object, context));
    return dropped(target.name);
  }
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  target = TRY(find_target(drop, *words.row, change.current(), context));
  if (target.object == nullptr) return target.missing;
  const catalog::Id id = target.object->id;
  TRY(change.drop(*target.object));
  TRY(change.commit());
  Outcome outcome = dropped(target.name);
  const Object* gone = before->find_by_id(id);
  if (gone != nullptr) leave_dropped(*gone, context, outcome);
  (void)context.account.purge(context.engine);
  sweep_stages(context);
  return outcome;
}

Result<Outcome> run_undrop(const Command& command) {
  const auto& undrop = command.as<sql::Undrop>();
  const CommandContext& context = command.context;
  const KindWords words = kind_of(undrop.object_kind);
  const bool possible =
      words.row != nullptr && (words.row->kind == Kind::table || words.row->kind == Kind::schema ||
                               words.row->kind == Kind::database);
  if (!possible) return sql::errors::unsupported("UNDROP " + std::string(undrop.object_kind));
  if (!undrop.properties.empty()) return sql::errors::unsupported("UNDROP with RENAME");
  const std::string operation = "UNDROP " + std::string(undrop.object_kind);
  catalog::Id parent = catalog::account_id;
  std::string name, typed;
  const std::shared_ptr<const catalog::Snapshot> before = context.account.snapshot();
  if (words.row->kind == Kind::database) {
    name = typed = TRY(account_name(undrop.name, context));
  } else if (words.row->kind == Kind::schema) {
    const SchemaName full = TRY(schema_name(undrop.name, operation, context));
    const catalog::Database* database = before->find_database(full.database);
    if (database == nullptr) return catalog::errors::does_not_exist("Database", full.database);
    parent = database->id;
    name = full.schema;
    typed = full.database + "." + full.schema;
  } else {
    const FullName full = TRY(full_name(undrop.name, operation, context));
    const catalog::Schema* schema = TRY(schema_for_new(full, *before));
    parent = schema->id;
    name = full.name;
    typed = full.typed;
  }
  if (context.describe_only) return restored(words.row->title, name);
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  if (change.current().find(parent, words.row->space, name) != nullptr) {
    return catalog::errors::object_exists(typed);
  }
  const Object* latest = nullptr;
  for (const Object* object : change.current().dropped(parent)) {
    if (object->kind == words.row->kind && object->name == name) latest = object;
  }
  if (latest == nullptr) return missing_error(*words.row, typed);
  TRY(change.restore(*latest));
  TRY(change.commit());
  return restored(words.row->title, name);
}

}  // namespace mockhaus::commands
