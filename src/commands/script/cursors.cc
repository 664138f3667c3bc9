// Cursors and RESULTSETs.
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "sql/errors.h"

namespace mockhaus::commands::script {

using sql::as;
using sql::ExpressionKind;

Result<Variable*> Interpreter::find_cursor(const sql::Identifier& name) {
  Variable* variable = variables_.find(name.text);
  const bool fits = variable != nullptr && (variable->holds == Holds::cursor ||
                                            variable->holds == Holds::resultset);
  if (!fits) return errors::unknown_name(name.text);
  return variable;
}

Result<Done> Interpreter::open(const sql::OpenCursor& node) {
  Variable* cursor = TRY(find_cursor(node.cursor));
  std::vector<ScriptValue> arguments;
  for (const sql::Expression* argument : node.arguments) {
    arguments.push_back(TRY(evaluate(*argument)));
  }
  return open(*cursor, std::move(arguments));
}

Result<Done> Interpreter::open(Variable& cursor, std::vector<ScriptValue> arguments) {
  KeptPointer result;
  if (cursor.query != nullptr) {
    const UsingValues names(std::move(arguments), &variables_);
    result = TRY(run_kept(*cursor.query, &names));
  } else {
    const Variable* source = variables_.find(cursor.source);
    if (source == nullptr || source->result == nullptr) return errors::unknown_name(cursor.source);
    result = source->result;
  }
  cursor.result = std::move(result);
  cursor.rows.reset();
  cursor.next_row = 0;
  return Done{};
}

// After the last row the variables become NULL.
Result<Done> Interpreter::fetch(const sql::FetchCursor& node) {
  Variable* cursor = TRY(find_cursor(node.cursor));
  if (cursor->result == nullptr) return errors::cursor_not_open(node.cursor.text);
  if (!cursor->rows) cursor->rows = TRY(read_result(cursor->result->id, context_));
  const ValueRows& rows = *cursor->rows;
  if (rows.shape.size() != node.into.size()) {
    return errors::fetch_count(rows.shape.size(), node.into.size());
  }
  const bool found = cursor->next_row < rows.rows.size();
  for (size_t i = 0; i < node.into.size(); ++i) {
    ScriptValue value{rows.shape[i].type, std::nullopt};
    if (found) value.text = rows.rows[cursor->next_row][i];
    TRY(set_target(*node.into[i], value));
  }
  if (found) ++cursor->next_row;
  return Done{};
}

Result<Done> Interpreter::close(const sql::CloseCursor& node) {
  Variable* cursor = TRY(find_cursor(node.cursor));
  if (cursor->result == nullptr) return errors::cursor_not_open(node.cursor.text);
  cursor->result.reset();
  cursor->rows.reset();
  return Done{};
}

// A RESULTSET or cursor by name, ( query ), or RESULTSET_FROM_CURSOR(c).
Result<KeptPointer> Interpreter::result_of(const sql::Expression& expression) {
  if (expression.kind == ExpressionKind::scalar_subquery) {
    sql::QueryStatement* statement = arena_.make<sql::QueryStatement>();
    statement->query = as<sql::ScalarSubquery>(expression).query;
    statement->span = statement->query->span;
    return run_kept(*statement);
  }
  const sql::Expression* named = &expression;
  if (expression.kind == ExpressionKind::function_call) {
    const auto& call = as<sql::FunctionCall>(expression);
    const bool known = call.arguments.size() == 1 && call.name.parts.size() == 1 &&
                       call.name.parts[0].text == "RESULTSET_FROM_CURSOR";
    if (!known) return sql::errors::unsupported("this expression as a RESULTSET");
    named = call.arguments[0];
  }
  std::string_view name;
  if (named->kind == ExpressionKind::column_reference) {
    name = as<sql::ColumnReference>(*named).parts.back().text;
  } else if (named->kind == ExpressionKind::bind_variable) {
    name = as<sql::BindVariable>(*named).name;
  } else {
    return sql::errors::unsupported("this expression as a RESULTSET");
  }
  Variable* variable = variables_.find(name);
  if (variable == nullptr) return errors::unknown_name(name);
  if (variable->holds == Holds::cursor && variable->result == nullptr) TRY(open(*variable, {}));
  if (variable->result == nullptr) return errors::unknown_name(name);
  return variable->result;
}

}  // namespace mockhaus::commands::script
