// Who speaks, on the SQL API: the bearer of a request.
#pragma once

#include <optional>

#include "http/request.h"
#include "http/routes.h"
#include "service/auth/users.h"

namespace mockhaus::http::sql_api {

// Authorization: Bearer ...; empty when there is none.
std::string_view bearer_of(const Request& request);

// The user, or nothing after answering: 403 when the API is off, 400 without a token, 401 for a
// token that is not good.
std::optional<service::UserRecord> authenticate(const Context& context, const Request& request,
                                                Responder& responder);

}  // namespace mockhaus::http::sql_api
