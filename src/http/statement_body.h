// The JSON by which the SQL API and /api/v1 ask for a statement.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "http/request.h"
#include "service/service.h"

namespace mockhaus::http {

bool is_json_request(const Request& request);
// The text of `statement`. 390142: there is none; 000900: it is blank.
Result<std::string> read_text(const Json* body);
// text, binds, parameters (names in any case, unknown ones do nothing), timeout; one statement
// unless MULTI_STATEMENT_COUNT says otherwise.
Result<service::StatementRequest> read_statement(const Json& body);
// database, schema, role, warehouse.
service::Service::Wishes read_wishes(const Json& body);

}  // namespace mockhaus::http
