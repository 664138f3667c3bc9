// What the SQL API answers: result sets, statuses, errors (sql-api.md §7 to §11).
#pragma once

#include <optional>

#include "base/error.h"
#include "http/request.h"
#include "service/statement/statement.h"

namespace mockhaus::http::sql_api {

using StatementPointer = std::shared_ptr<service::Statement>;

// {code, message}: proofs, roles and payloads that were refused.
Response short_error(int status, const Error& error);
// {code, message, sqlState, statementHandle}; an empty handle is written as null.
Response full_error(int status, const Error& error, std::string_view handle);

// 202: still running.
Response in_progress(const service::Statement& statement);
// The statement's end: 200 with its first rows, or the status of its error. `request_id` is echoed.
Response finished(const service::Statement& statement, std::string_view request_id);
// Rows of one partition from 1 on.
Response partition(const service::Statement& statement, size_t number);
Response canceled(const service::Statement& statement);

int status_of(const Error& error);

}  // namespace mockhaus::http::sql_api
