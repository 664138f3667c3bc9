#include "commands/procedure_table.h"

#include <algorithm>

#include "catalog/routine.h"
#include "commands/names.h"
#include "commands/script/evaluation.h"
#include "commands/script/run.h"
#include "sql/ast/statements.h"

namespace mockhaus::commands {
namespace {

bool is_table_procedure(const sql::FunctionCall& call, const catalog::Snapshot& snapshot,
                        const CommandContext& context) {
  const Result<FullName> name = full_name(call.name, "SELECT", context);
  const catalog::Schema* schema =
      name.ok() ? snapshot.find_schema(name->database, name->schema) : nullptr;
  if (schema == nullptr) return false;
  return std::ranges::any_of(
      snapshot.children(schema->id, catalog::Space::procedure), [&](const catalog::Object* object) {
        return object->name == name->name &&
               static_cast<const catalog::Routine*>(object)->returns_table;
      });
}

}  // namespace

Result<std::unique_ptr<sql::Relation>> resolve_procedure_table(const sql::FunctionCall& call,
                                                               std::string_view source,
                                                               const catalog::SessionView& view,
                                                               const CommandContext& context) {
  if (context.results == nullptr || !is_table_procedure(call, view.snapshot(), context)) {
    return std::unique_ptr<sql::Relation>();
  }
  const script::EvaluateArgument evaluate = [&](const sql::Expression& expression) {
    return script::evaluate_value(expression, nullptr, context, source);
  };
  sql::Call statement;
  statement.call = &call;
  Outcome outcome = TRY(script::call_procedure(statement, nullptr, evaluate, context));
  const sql::ResultShape shape = outcome.shape;
  if (context.describe_only) {
    return std::make_unique<sql::Relation>(catalog::result_relation("described", shape));
  }
  const std::string id = TRY(context.results->keep(outcome));
  auto relation = std::make_unique<sql::Relation>(catalog::result_relation(id, shape));
  const Result<Done> bound = context.results->bind(context.engine, id, relation->name);
  context.results->forget(id);
  if (!bound.ok()) return bound.error();
  return relation;
}

}  // namespace mockhaus::commands
