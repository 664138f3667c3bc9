// What the SQL API refuses as the only statement of a request, and what array binds may go into.
#pragma once

#include "base/result.h"
#include "sql/ast/statement.h"

namespace mockhaus::service {

// 391911: a statement whose effect would end with the request's session.
Result<Done> check_alone_in_sql_api(const sql::Statement& statement);

// Whether drivers may send all rows of a batch in one request: INSERT .. VALUES.
bool takes_array_binds(const sql::Statement& statement);

}  // namespace mockhaus::service
