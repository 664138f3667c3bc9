// Entries of the interpreter that the statements themselves use: text to run, procedures to call.
#pragma once

#include <functional>

#include "commands/script/variables.h"
#include "sql/ast/routine.h"

namespace mockhaus::commands::script {

// The values of the expressions that stand in a statement of `source`.
using EvaluateArgument = std::function<Result<ScriptValue>(const sql::Expression& expression)>;

// For a statement within the one of `outer`. Nothing known is given for it: it runs.
CommandContext context_within(const CommandContext& outer, const sql::SessionContext& names);

// EXECUTE IMMEDIATE: one statement or block; `values` are those of USING.
Result<Outcome> execute_text(const std::string& text, std::vector<ScriptValue> values,
                             const CommandContext& context);

// What a call gives back through OUT arguments: the expression of the argument, and its new value.
using CallOutputs = std::vector<std::pair<const sql::Expression*, ScriptValue>>;

// CALL. `local`: a procedure declared in the block around; null: one of the catalog, or the
// anonymous one of WITH.
Result<Outcome> call_procedure(const sql::Call& call, const sql::CreateRoutine* local,
                               const EvaluateArgument& evaluate, const CommandContext& context,
                               CallOutputs* outputs = nullptr);

}  // namespace mockhaus::commands::script
