// Holding back an answer until its statement is done, for 45 seconds at most.
#pragma once

#include "http/driver/reply.h"
#include "http/routes.h"

namespace mockhaus::http::driver {

void answer_when_done(const Context& context, const StatementPointer& statement, std::string host,
                      Responder responder);

}  // namespace mockhaus::http::driver
