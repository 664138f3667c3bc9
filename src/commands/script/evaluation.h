// Values of scripting expressions and rows, as variables hold them.
//
// A value's text is exact and is a constant's text again (sql/context/script_names.h), unlike what
// CAST(x AS VARCHAR) gives. Names of variables come from the context's `script`.
#pragma once

#include "commands/context.h"
#include "sql/context/script_names.h"

namespace mockhaus::commands::script {

using sql::ScriptValue;

// As the type `type`, or for null as the expression's own.
Result<ScriptValue> evaluate_value(const sql::Expression& expression, const sql::TypeName* type,
                                   const CommandContext& context, std::string_view source);

struct ValueRows {
  sql::ResultShape shape;
  std::vector<TextRow> rows;
};
Result<ValueRows> read_values(const sql::Query& query, const CommandContext& context,
                              std::string_view source);
// The rows of a kept result.
Result<ValueRows> read_result(std::string_view query_id, const CommandContext& context);

// A query that answers the rows of a kept result.
Result<Outcome> query_result(const std::string& sql, const CommandContext& context);

// The type that a variable without one gets from its first value.
sql::Type widened(const sql::Type& type);

}  // namespace mockhaus::commands::script
