#include "http/v1/caller.h"

namespace mockhaus::http::v1 {

service::Oversight oversight_of(const Context& context, const service::UserRecord& user,
                                service::Right right) {
  const Result<service::SessionStart> start = context.service.prepare(user, {});
  return context.service.oversight(user.name, start ? start->names.role : "PUBLIC", right);
}

std::shared_ptr<service::Session> find_own_session(const Context& context,
                                                   const std::string& user, int64_t id) {
  auto session = context.service.sessions().use(static_cast<uint64_t>(id));
  return session != nullptr && session->user() == user ? session : nullptr;
}

}  // namespace mockhaus::http::v1
