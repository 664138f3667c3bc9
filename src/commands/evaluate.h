// Values of expressions that a command needs before it can act: IDENTIFIER($v), LIMIT :n, SET.
#pragma once

#include "commands/context.h"

namespace mockhaus::commands {

// The value as text, as TO_VARCHAR would give it. Literals, variables and binds need no engine.
Result<std::optional<std::string>> evaluate_text(const sql::Expression& expression,
                                                 const CommandContext& context,
                                                 std::string_view source = {});

struct EvaluatedValue {
  sql::Type type;
  std::optional<std::string> text;
};
Result<EvaluatedValue> evaluate(const sql::Expression& expression, const CommandContext& context,
                                std::string_view source);
// The columns of the first row of a query: SET (a, b) = (SELECT ..). No row: NULLs.
Result<std::vector<EvaluatedValue>> evaluate_row(const sql::Query& query,
                                                 const CommandContext& context,
                                                 std::string_view source);

}  // namespace mockhaus::commands
