// Functions by name and argument types.
#pragma once

#include "commands/context.h"

namespace mockhaus::commands {

// (NUMBER, VARCHAR): how functions of one name are told apart.
Result<std::string> signature_of(sql::List<const sql::TypeName* const> types,
                                 const CommandContext& context);
std::string bare_type_name(const sql::Type& type);  // NUMBER, VARCHAR, TIMESTAMP_NTZ

}  // namespace mockhaus::commands
