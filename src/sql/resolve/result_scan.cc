#include "sql/resolve/result_scan.h"

#include <charconv>

#include "sql/context/script_names.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

const FunctionCall* call_named(const Expression* expression, std::string_view name) {
  if (expression == nullptr || expression->kind != ExpressionKind::function_call) return nullptr;
  const auto& call = as<FunctionCall>(*expression);
  const bool fits = call.name.parts.size() == 1 && call.name.parts[0].text == name;
  return fits ? &call : nullptr;
}

int64_t number_of(std::string_view text) {
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// LAST_QUERY_ID(), LAST_QUERY_ID(-n): the n-th latest; LAST_QUERY_ID(n): the n-th of the session.
Result<std::string> last_query_id(Resolver& r, const FunctionCall& call) {
  if (call.arguments.empty()) return r.context.last_query_id;
  const Expression* argument = call.arguments[0];
  bool negative = false;
  if (argument->kind == ExpressionKind::unary) {
    negative = as<Unary>(*argument).op == UnaryOperator::minus;
    argument = as<Unary>(*argument).operand;
  }
  const auto text = TRY(constant_text(r, *argument));
  if (!text && argument->kind != ExpressionKind::literal) {
    return errors::unsupported("LAST_QUERY_ID() of an expression");
  }
  const int64_t number = number_of(text ? *text : as<Literal>(*argument).text);
  const auto count = static_cast<int64_t>(r.context.query_ids.size());
  const int64_t place = negative ? count - number : number - 1;
  if (negative && number == 1) return r.context.last_query_id;
  if (place < 0 || place >= count) return std::string();
  return r.context.query_ids[static_cast<size_t>(place)];
}

Result<const BoundRelation*> scan(Resolver& r, Scope& scope, std::string_view id,
                                  const TableReference& table) {
  const Relation* relation = r.catalog.find_result(id);
  if (relation == nullptr) {
    return Error{"000709", "02000", "Statement " + std::string(id) + " not found", std::nullopt};
  }
  r.result_scans.push_back({std::string(id), relation->name});
  r.footprint.volatile_result = true;
  return add_base_table(r, scope, *relation, table.has_alias ? table.alias.text : "");
}

}  // namespace

static std::optional<std::string> script_result(const Resolver& r, const Expression& call) {
  if (r.context.script == nullptr) return std::nullopt;
  if (call.kind == ExpressionKind::bind_variable) {
    return r.context.script->find_result(as<BindVariable>(call).name);
  }
  if (call.kind != ExpressionKind::column_reference) return std::nullopt;
  return r.context.script->find_result(dotted(as<ColumnReference>(call).parts));
}

bool is_script_result(const Resolver& r, const TableFunction& table) {
  return script_result(r, *table.call).has_value();
}

Result<const BoundRelation*> resolve_script_result(Resolver& r, Scope& scope,
                                                   const TableFunction& table) {
  return scan(r, scope, *script_result(r, *table.call), table);
}

bool is_result_scan(const TableFunction& table) {
  return call_named(table.call, "RESULT_SCAN") != nullptr;
}

Result<const BoundRelation*> resolve_result_scan(Resolver& r, Scope& scope,
                                                 const TableFunction& table) {
  const FunctionCall& call = *call_named(table.call, "RESULT_SCAN");
  if (call.arguments.size() != 1) return errors::unsupported("RESULT_SCAN without one argument");
  if (const FunctionCall* last = call_named(call.arguments[0], "LAST_QUERY_ID")) {
    const std::string id = TRY(last_query_id(r, *last));
    return scan(r, scope, id, table);
  }
  const auto id = TRY(constant_text(r, *call.arguments[0]));
  if (!id) return errors::unsupported("RESULT_SCAN of an expression");
  return scan(r, scope, *id, table);
}

Result<const BoundRelation*> resolve_pipe_result(Resolver& r, Scope& scope,
                                                 const PipeResult& table) {
  return scan(r, scope, "$" + std::to_string(table.position), table);
}

}  // namespace mockhaus::sql
