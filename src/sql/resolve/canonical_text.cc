#include "sql/resolve/canonical_text.h"

#include "sql/emit/snowflake.h"

namespace mockhaus::sql {

namespace {

std::string column_text(Resolver& r, Scope& scope, const ColumnReference& reference) {
  auto found = resolve_column(r, scope, reference);
  std::string text;
  if (found.ok() && (*found)->kind == BoundKind::column) {
    const auto& column = as<BoundColumn>(**found);
    if (!column.qualifier.empty()) text.append(column.qualifier) += '.';
    return text.append(column.name);
  }
  return dotted(reference.parts);
}

}  // namespace

std::string canonical_text(Resolver& r, Scope& scope, const Expression& expression) {
  if (expression.kind == ExpressionKind::column_reference) {
    return column_text(r, scope, as<ColumnReference>(expression));
  }
  if (expression.kind == ExpressionKind::function_call) {
    const auto& call = as<FunctionCall>(expression);
    std::string text = dotted(call.name.parts);
    text += call.distinct ? "(DISTINCT " : "(";
    if (call.arguments.empty() && dotted(call.name.parts) == "COUNT") text += '*';
    bool first = true;
    for (const Expression* argument : call.arguments) {
      if (!first) text += ", ";
      first = false;
      text += canonical_text(r, scope, *argument);
    }
    return text + ")";
  }
  return print_expression(expression);
}

}  // namespace mockhaus::sql
