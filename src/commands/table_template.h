// CREATE TABLE .. USING TEMPLATE (query): columns that a query describes.
#pragma once

#include "commands/table_definition.h"

namespace mockhaus::commands {

// The query answers one array of objects as INFER_SCHEMA writes them: COLUMN_NAME, TYPE, NULLABLE.
// Names are taken letter by letter.
Result<Done> add_template_columns(const sql::Query& query, const Command& command,
                                  TableDefinition& definition);

}  // namespace mockhaus::commands
