// Who speaks, on the driver protocol: the token of a request.
#pragma once

#include <memory>
#include <string_view>

#include "http/request.h"
#include "http/routes.h"
#include "service/session/session.h"

namespace mockhaus::http::driver {

// Authorization: Snowflake Token="..."; empty when there is none.
std::string_view token_of(const Request& request);

// The open session, or null after answering 390112, 390104, 390111.
std::shared_ptr<service::Session> find_session(const Context& context, const Request& request,
                                               Responder& responder);

// Where the client reached us: scheme and Host header.
std::string host_of(const Request& request);

}  // namespace mockhaus::http::driver
