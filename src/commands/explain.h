// The plan that EXPLAIN and SYSTEM$EXPLAIN_PLAN_JSON tell.
#pragma once

#include "commands/context.h"
#include "sql/ast/query.h"

namespace mockhaus::commands {

// Mockhaus has few plan steps to tell: what the query answers, and the tables that it reads. The
// engine's own plan is written in terms that no reader of Snowflake's plans knows.
Result<std::string> plan_json(const sql::Query& query, std::string_view source,
                              const CommandContext& context);
// Of a statement as text.
Result<std::string> plan_json(const std::string& statement, const CommandContext& context);

}  // namespace mockhaus::commands
