// Statements of the server as QUERY_HISTORY tells of them.
#pragma once

#include "commands/context.h"
#include "service/session/oversight.h"
#include "service/statement/statements.h"

namespace mockhaus::service {

// As it stands now. The text is without secrets.
commands::PastStatement describe_past(const Statement& statement);

// Those that `visible` covers: what runs or waits, then what has ended, newest first.
void visit_past(const Statements& statements, const Oversight& visible,
                const commands::StatementHistory::Visit& visit);

}  // namespace mockhaus::service
