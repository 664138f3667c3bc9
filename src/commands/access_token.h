// ALTER USER .. {ADD | MODIFY | ROTATE | REMOVE} {PROGRAMMATIC ACCESS TOKEN | PAT} name ..
#pragma once

#include "catalog/access.h"
#include "commands/command.h"

namespace mockhaus::commands {

bool is_access_token_clause(const sql::AlterObject& alter);
Result<Outcome> run_access_token(const sql::AlterObject& alter, const CommandContext& context);

// Whether the session may see and change tokens and keys of this user: its own, or as one of the
// roles that administer users.
bool may_administer(const catalog::User& user, const CommandContext& context);

}  // namespace mockhaus::commands
