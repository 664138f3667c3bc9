// What a block or procedure returned, as the rows that its statement answers.
#pragma once

#include "commands/script/variables.h"
#include "sql/ast/routine.h"

namespace mockhaus::commands::script {

// One row, one column `name`; cast to `type` unless that is null. No value: NULL.
Result<Outcome> answer_value(const std::optional<ScriptValue>& value, const sql::TypeName* type,
                             std::string_view name, const CommandContext& context);
// The rows of a kept result; with columns, named and typed as they say.
Result<Outcome> answer_table(const std::string& query_id,
                             sql::List<const sql::ResultColumn> columns,
                             const CommandContext& context);

}  // namespace mockhaus::commands::script
