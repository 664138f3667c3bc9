// INFER_SCHEMA(LOCATION => '@stage', FILE_FORMAT => 'f', ..): the columns that staged files hold.
#pragma once

#include <memory>

#include "catalog/session_view.h"
#include "commands/context.h"
#include "sql/ast/expression.h"

namespace mockhaus::commands {

// Null: the call is of another function.
Result<std::unique_ptr<sql::Relation>> resolve_infer_schema(const sql::FunctionCall& call,
                                                            std::string_view source,
                                                            const catalog::SessionView& view,
                                                            const CommandContext& context);

}  // namespace mockhaus::commands
