#include "http/driver/guard.h"

#include "http/driver/reply.h"
#include "http/gate.h"
#include "service/service.h"

namespace mockhaus::http::driver {

std::string_view token_of(const Request& request) {
  const std::string_view value = request.header("authorization");
  constexpr std::string_view start = "Token=\"";
  const size_t begin = value.find(start);
  if (begin == value.npos) return {};
  const std::string_view rest = value.substr(begin + start.size());
  return rest.substr(0, rest.find('"'));
}

std::shared_ptr<service::Session> find_session(const Context& context, const Request& request,
                                               Responder& responder) {
  auto session = context.service.sessions().find(token_of(request));
  if (!session) {
    responder.send(failure(session.error()));
    return nullptr;
  }
  if (!user_may_ask(context, (*session)->user(), responder)) return nullptr;
  return std::move(session).value();
}

std::string host_of(const Request& request) {
  return (request.is_secure ? "https://" : "http://") + std::string(request.header("host"));
}

}  // namespace mockhaus::http::driver
