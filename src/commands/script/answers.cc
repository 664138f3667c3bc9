#include "commands/script/answers.h"

#include "commands/names.h"
#include "commands/reading.h"
#include "commands/script/errors.h"
#include "sql/emit/snowflake.h"

namespace mockhaus::commands::script {

Result<Outcome> answer_value(const std::optional<ScriptValue>& value, const sql::TypeName* type,
                             std::string_view name, const CommandContext& context) {
  const UsingValues given({value.value_or(ScriptValue{sql::types::text(), std::nullopt})}, nullptr);
  sql::SessionContext names = context.session;
  names.script = &given;
  sql::BindVariable bind;
  bind.name = "1";
  sql::Cast cast;
  cast.operand = &bind;
  cast.type = type;
  const sql::Expression& whole =
      type != nullptr ? static_cast<const sql::Expression&>(cast) : bind;
  const catalog::SessionView view = session_view(context);
  sql::Translation translation = TRY(sql::translate_expression(whole, "", names, view));
  Outcome outcome;
  outcome.shape = std::move(translation.shape);
  outcome.shape[0].name = name;
  outcome.stream = TRY(context.engine.query(translation.sql));
  return outcome;
}

Result<Outcome> answer_table(const std::string& query_id,
                             sql::List<const sql::ResultColumn> columns,
                             const CommandContext& context) {
  std::string items;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) items += ", ";
    items += "CAST($" + std::to_string(i + 1) + " AS " + sql::print_type(*columns[i].type) +
             ") AS " + sql::print_identifier(columns[i].name);
  }
  if (!columns.empty()) {
    const sql::ResultShape found = TRY(context.results->shape(query_id));
    if (found.size() != columns.size()) {
      return errors::result_columns(columns.size(), found.size());
    }
  }
  return query_result("SELECT " + (items.empty() ? "*" : items) +
                          " FROM TABLE(RESULT_SCAN('" + query_id + "'))",
                      context);
}

}  // namespace mockhaus::commands::script
