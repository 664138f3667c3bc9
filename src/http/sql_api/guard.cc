#include "http/sql_api/guard.h"

#include "http/errors.h"
#include "http/gate.h"
#include "http/sql_api/reply.h"
#include "service/auth/errors.h"
#include "service/service.h"

namespace mockhaus::http::sql_api {

std::string_view bearer_of(const Request& request) {
  constexpr std::string_view scheme = "bearer ";
  std::string_view value = request.header("authorization");
  if (value.size() < scheme.size()) return {};
  for (size_t i = 0; i < scheme.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(value[i])) != scheme[i]) return {};
  }
  value.remove_prefix(scheme.size());
  while (value.starts_with(' ')) value.remove_prefix(1);
  while (value.ends_with(' ')) value.remove_suffix(1);
  return value;
}

std::optional<service::UserRecord> authenticate(const Context& context, const Request& request,
                                                Responder& responder) {
  if (!context.service.options().sql_api_enabled) {
    responder.send(short_error(403, errors::sql_api_disabled()));
    return std::nullopt;
  }
  const std::string_view token = bearer_of(request);
  if (token.empty()) {
    responder.send(short_error(400, service::errors::no_token()));
    return std::nullopt;
  }
  Result<service::UserRecord> user = context.service.authenticator().check_bearer(
      token, request.header("x-snowflake-authorization-token-type"));
  service::Service& service = context.service;
  if (service.authenticator().is_news(token, user.ok())) {
    service.log().audit("login", {{"user", user ? std::string_view(user->name) : ""},
                                  {"address", request.remote_address},
                                  {"client", "SQL_API"},
                                  {"proof", user ? std::string_view(user->proof) : ""},
                                  {"token", user ? std::string_view(user->token_name) : ""},
                                  {"outcome", user ? "accepted" : "refused"},
                                  {"code", user ? "" : std::string_view(user.error().code)}});
  }
  if (!user) {
    const bool is_down = user.error().code == "390503";
    responder.send(short_error(is_down ? 503 : 401, user.error()));
    return std::nullopt;
  }
  if (!user_may_ask(context, user->name, responder)) return std::nullopt;
  return std::move(user).value();
}

}  // namespace mockhaus::http::sql_api
