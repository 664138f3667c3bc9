// Functions that answer from the catalog: SYSTEM$GET_TAG and its kin.
//
// They run once, while the statement is translated. Their arguments are literals, variables and
// expressions of them; a column is an error.
#pragma once

#include "catalog/session_view.h"
#include "commands/context.h"

namespace mockhaus::commands {

Result<std::optional<std::string>> call_object_function(const sql::FunctionCall& call,
                                                        std::string_view source,
                                                        const catalog::SessionView& view,
                                                        const CommandContext& context);

}  // namespace mockhaus::commands
