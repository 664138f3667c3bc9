#include "commands/evaluate.h"

#include "catalog/session_view.h"
#include "commands/engine_rows.h"
#include "commands/names.h"
#include "commands/reading.h"
#include "sql/context/script_names.h"

namespace mockhaus::commands {
namespace {

using sql::as;
using sql::ExpressionKind;

// What needs no engine. The outer optional: this kind of expression is answered here.
std::optional<std::optional<std::string>> evaluate_here(const sql::Expression& expression,
                                                        const CommandContext& context) {
  if (expression.kind == ExpressionKind::literal) {
    const auto& literal = as<sql::Literal>(expression);
    if (literal.literal_kind == sql::LiteralKind::string ||
        literal.literal_kind == sql::LiteralKind::number) {
      return std::string(literal.text);
    }
  }
  if (expression.kind == ExpressionKind::session_variable) {
    const auto& variables = context.session.variables;
    const auto variable = variables.find(as<sql::SessionVariable>(expression).name);
    if (variable != variables.end()) return variable->second.text;
  }
  if (expression.kind == ExpressionKind::bind_variable && context.session.script != nullptr) {
    const auto& variable = as<sql::BindVariable>(expression);
    const std::string name =
        variable.name.empty() ? std::to_string(variable.ordinal) : std::string(variable.name);
    const sql::ScriptValue* value = context.session.script->find_value(name);
    if (value != nullptr) return value->text;
  }
  if (expression.kind == ExpressionKind::bind_variable && context.session.binds != nullptr) {
    const auto& variable = as<sql::BindVariable>(expression);
    const std::string name =
        variable.name.empty() ? std::to_string(variable.ordinal) : std::string(variable.name);
    const auto bind = context.session.binds->find(name);
    if (bind != context.session.binds->end() && !bind->second.values.empty()) {
      return bind->second.values[0];
    }
  }
  return std::nullopt;
}

// CAST(expression AS VARCHAR)
const sql::Expression* as_text(const sql::Expression& expression, Arena& arena) {
  auto* type = arena.make<sql::TypeName>();
  type->name = "VARCHAR";
  auto* cast = arena.make<sql::Cast>();
  cast->span = expression.span;
  cast->operand = &expression;
  cast->type = type;
  return cast;
}

// SELECT CAST($1 AS VARCHAR), .. FROM (query)
const sql::Query* as_texts(const sql::Query& query, size_t columns, Arena& arena) {
  std::vector<sql::SelectItem> items;
  for (size_t i = 1; i <= columns; ++i) {
    auto* column = arena.make<sql::PositionalColumn>();
    column->position = static_cast<int64_t>(i);
    items.push_back({.value = as_text(*column, arena)});
  }
  auto* derived = arena.make<sql::DerivedTable>();
  derived->query = &query;
  const std::vector<const sql::TableReference*> from = {derived};
  auto* select = arena.make<sql::Select>();
  select->items = arena.list(items);
  select->from = arena.list(from);
  auto* outer = arena.make<sql::Query>();
  outer->body = select;
  return outer;
}

Result<TextRow> first_row(const sql::Translation& translation, const CommandContext& context,
                          const catalog::SessionView& view) {
  TRY(provide_relations(context, view, translation.result_scans));
  std::vector<TextRow> rows = TRY(query_rows(context.engine, translation.sql));
  if (rows.empty()) return TextRow(translation.shape.size());
  return std::move(rows[0]);
}

}  // namespace

Result<EvaluatedValue> evaluate(const sql::Expression& expression, const CommandContext& context,
                                std::string_view source) {
  const catalog::SessionView view = session_view(context);
  const sql::Translation typed =
      TRY(sql::translate_expression(expression, source, context.session, view));
  Arena arena;
  const sql::Translation text = TRY(
      sql::translate_expression(*as_text(expression, arena), source, context.session, view));
  TextRow row = TRY(first_row(text, context, view));
  return EvaluatedValue{typed.shape[0].type, std::move(row[0])};
}

Result<std::optional<std::string>> evaluate_text(const sql::Expression& expression,
                                                 const CommandContext& context,
                                                 std::string_view source) {
  if (auto known = evaluate_here(expression, context)) return *std::move(known);
  EvaluatedValue value = TRY(evaluate(expression, context, source));
  return std::move(value.text);
}

Result<std::vector<EvaluatedValue>> evaluate_row(const sql::Query& query,
                                                 const CommandContext& context,
                                                 std::string_view source) {
  const catalog::SessionView view = session_view(context);
  const sql::Translation typed =
      TRY(sql::translate_query(query, source, context.session, view));
  Arena arena;
  const sql::Translation text = TRY(sql::translate_query(
      *as_texts(query, typed.shape.size(), arena), source, context.session, view));
  TextRow row = TRY(first_row(text, context, view));
  std::vector<EvaluatedValue> values;
  for (size_t i = 0; i < row.size(); ++i) {
    values.push_back({typed.shape[i].type, std::move(row[i])});
  }
  return values;
}

}  // namespace mockhaus::commands
