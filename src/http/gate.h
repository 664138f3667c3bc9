// What every request passes before its handler: rates, and the origins of web pages.
#pragma once

#include "http/request.h"
#include "http/routes.h"

namespace mockhaus::http {

// False after answering: 429 for an address that asks too often, 403 for a page of an origin that
// is not allowed, 204 for a preflight of one that is. Otherwise `responder` may be changed so that
// the answer carries the headers of CORS.
bool pass_gate(const Context& context, const Request& request, Responder& responder);

// False after answering 429.
bool user_may_ask(const Context& context, const std::string& user, Responder& responder);

}  // namespace mockhaus::http
