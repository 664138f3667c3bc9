// SELECT .. FROM TABLE(procedure(..)): the rows that a procedure with RETURNS TABLE answers.
#pragma once

#include <memory>

#include "catalog/session_view.h"
#include "commands/context.h"
#include "sql/ast/expression.h"

namespace mockhaus::commands {

// Calls the procedure once and makes its rows readable. Null: there is no such procedure.
Result<std::unique_ptr<sql::Relation>> resolve_procedure_table(const sql::FunctionCall& call,
                                                               std::string_view source,
                                                               const catalog::SessionView& view,
                                                               const CommandContext& context);

}  // namespace mockhaus::commands
