#include "commands/table_template.h"

#include "base/json.h"
#include "commands/evaluate.h"
#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "sql/resolve/structured.h"

namespace mockhaus::commands {
namespace {

Error no_template() {
  return Error{"001008", "22023",
               "SQL compilation error:\ninvalid value for parameter 'TEMPLATE': the query must "
               "give one array of objects with COLUMN_NAME and TYPE",
               std::nullopt};
}

}  // namespace

Result<Done> add_template_columns(const sql::Query& query, const Command& command,
                                  TableDefinition& definition) {
  const std::vector<EvaluatedValue> row = TRY(evaluate_row(query, command.context, command.text));
  Arena arena;
  const Json* columns =
      row.size() == 1 && row[0].text ? parse_json(*row[0].text, arena) : nullptr;
  if (columns == nullptr || !columns->is_array()) return no_template();
  for (const Json& written : columns->items()) {
    const std::string_view name = written.text_of("COLUMN_NAME");
    const std::string_view type_text = written.text_of("TYPE");
    if (name.empty() || type_text.empty()) return no_template();
    const sql::TypeName* type = TRY(sql::parse_type_text(type_text, arena));
    sql::ColumnShape shape;
    shape.name = name;
    shape.type = TRY(sql::resolve_any_type(*type, command.context.session, arena, type_text));
    catalog::Column* column = TRY(definition.add_column(shape));
    const Json* nullable = written.find_value("NULLABLE");
    column->nullable = nullable == nullptr || !nullable->is_boolean() || nullable->truth;
  }
  return Done{};
}

}  // namespace mockhaus::commands
