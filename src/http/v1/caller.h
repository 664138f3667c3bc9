// Who asks /api/v1, and what of others' work is theirs to see and to end
// (service/session/oversight.h).
#pragma once

#include "http/request.h"
#include "http/routes.h"
#include "service/service.h"

namespace mockhaus::http::v1 {

// With the role that the user's sessions begin with.
service::Oversight oversight_of(const Context& context, const service::UserRecord& user,
                                service::Right right);

// The open session of this number if it is the user's own; null otherwise. It counts as used.
std::shared_ptr<service::Session> find_own_session(const Context& context,
                                                   const std::string& user, int64_t id);

}  // namespace mockhaus::http::v1
