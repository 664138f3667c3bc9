#include "commands/script/evaluation.h"

#include "commands/engine_rows.h"
#include "commands/names.h"
#include "commands/reading.h"

namespace mockhaus::commands::script {
namespace {

using sql::TypeKind;

std::string text_of_column(const sql::Type& type, const std::string& column) {
  if (type.kind == TypeKind::binary) return "hex(" + column + ")";
  return "CAST(" + column + " AS VARCHAR)";
}

// SELECT CAST(v0 AS VARCHAR), .. FROM (query) AS q(v0, ..)
std::string as_texts(const sql::Translation& translation) {
  std::string columns, names;
  for (size_t i = 0; i < translation.shape.size(); ++i) {
    const std::string name = "v" + std::to_string(i);
    if (i > 0) columns += ", ", names += ", ";
    columns += text_of_column(translation.shape[i].type, name);
    names += name;
  }
  return "SELECT " + columns + " FROM (" + translation.sql + ") AS q(" + names + ")";
}

Result<ValueRows> read(sql::Translation translation, const CommandContext& context,
                       const catalog::SessionView& view) {
  TRY(provide_relations(context, view, translation.result_scans));
  ValueRows values;
  values.rows = TRY(query_rows(context.engine, as_texts(translation)));
  values.shape = std::move(translation.shape);
  return values;
}

}  // namespace

Result<ScriptValue> evaluate_value(const sql::Expression& expression, const sql::TypeName* type,
                                   const CommandContext& context, std::string_view source) {
  sql::Cast cast;
  cast.span = expression.span;
  cast.operand = &expression;
  cast.type = type;
  const sql::Expression& whole =
      type != nullptr ? static_cast<const sql::Expression&>(cast) : expression;
  const catalog::SessionView view = session_view(context);
  sql::Translation translation =
      TRY(sql::translate_expression(whole, source, context.session, view));
  ValueRows values = TRY(read(std::move(translation), context, view));
  ScriptValue value{values.shape[0].type, std::nullopt};
  if (!values.rows.empty()) value.text = std::move(values.rows[0][0]);
  return value;
}

Result<ValueRows> read_values(const sql::Query& query, const CommandContext& context,
                              std::string_view source) {
  const catalog::SessionView view = session_view(context);
  sql::Translation translation = TRY(sql::translate_query(query, source, context.session, view));
  return read(std::move(translation), context, view);
}

Result<ValueRows> read_result(std::string_view query_id, const CommandContext& context) {
  Arena arena;
  const std::string text =
      "SELECT * FROM TABLE(RESULT_SCAN('" + std::string(query_id) + "'))";
  const sql::Query* query = TRY(sql::parse_query_text(text, arena));
  return read_values(*query, context, text);
}

Result<Outcome> query_result(const std::string& sql, const CommandContext& context) {
  Arena arena;
  const sql::Query* query = TRY(sql::parse_query_text(sql, arena));
  const catalog::SessionView view = session_view(context);
  sql::Translation translation = TRY(sql::translate_query(*query, sql, context.session, view));
  TRY(provide_relations(context, view, translation.result_scans));
  Outcome outcome;
  outcome.shape = std::move(translation.shape);
  outcome.stream = TRY(context.engine.query(translation.sql));
  return outcome;
}

sql::Type widened(const sql::Type& type) {
  switch (type.kind) {
    case TypeKind::null: return sql::types::text();
    case TypeKind::number:
      return sql::types::number(sql::number_precision_max, type.scale);
    case TypeKind::text: return sql::types::text();
    case TypeKind::binary: return sql::types::binary();
    case TypeKind::time: return sql::types::time();
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz: return sql::types::timestamp(type.kind);
    default: return type;
  }
}

}  // namespace mockhaus::commands::script
