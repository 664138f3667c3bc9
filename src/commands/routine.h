// Functions by name and argument types.
#pragma once

#include "catalog/object.h"
#include "commands/context.h"
#include "sql/ast/object.h"

namespace mockhaus::commands {

// (NUMBER, VARCHAR): how functions of one name are told apart.
Result<std::string> signature_of(sql::List<const sql::TypeName* const> types,
                                 const CommandContext& context);
// ALTER FUNCTION and ALTER PROCEDURE.
Result<Outcome> alter_routine(const sql::AlterObject& alter, catalog::Kind kind,
                              const CommandContext& context);

std::string bare_type_name(const sql::Type& type);  // NUMBER, VARCHAR, TIMESTAMP_NTZ

}  // namespace mockhaus::commands
