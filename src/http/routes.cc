#include "http/routes.h"

#include "base/uuid.h"
#include "http/driver/guard.h"
#include "http/gate.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http {

constexpr Route routes[] = {
    {"POST", "/api/v2/statements", sql_api::submit},
    {"POST", "/api/v2/statements/", sql_api::submit},
    {"GET", "/api/v2/statements/{handle}", sql_api::get},
    {"POST", "/api/v2/statements/{handle}/cancel", sql_api::cancel},

    {"POST", "/session/v1/login-request", driver::log_in},
    {"POST", "/session/authenticator-request", driver::refuse_authenticator},
    {"POST", "/session/token-request", driver::renew},
    {"POST", "/session/heartbeat", driver::heartbeat},
    {"POST", "/session", driver::log_out},
    {"POST", "/queries/v1/query-request", driver::query},
    {"POST", "/queries/v1/abort-request", driver::abort},
    {"POST", "/queries/{id}/abort-request", driver::abort_by_id},
    {"GET", "/queries/{id}/result", driver::result},
    {"GET", "/monitoring/queries/{id}", driver::monitor},
    {"GET", "/results/{id}/{token}/{format}/{partition}", driver::chunk},
    {"PUT", "/stage-files/{token}", driver::put_file},
    {"GET", "/stage-files/{token}", driver::get_file},
    {"PUT", "/mockhaus-stages/{path...}", driver::put_file},
    {"GET", "/mockhaus-stages/{path...}", driver::get_file},
    {"POST", "/telemetry/send", driver::telemetry},
    {"POST", "/telemetry/send/sessionless", driver::telemetry},

    {"GET", "/api/v2/openapi.json", openapi::sql_api},
    {"GET", "/api/v1/openapi.json", openapi::own_api},
    {"GET", "/api/v1/statements/{handle}", v1::statement},
    {"POST", "/api/v1/statements/{handle}/cancel", v1::cancel},
    {"GET", "/api/v1/statements/{handle}/events", v1::events},
    {"GET", "/api/v1/statements/{handle}/result", v1::result},
    {"POST", "/api/v1/query", v1::query},
    {"POST", "/api/v1/translate", v1::translate},
    {"POST", "/api/v1/sessions", v1::open_session},
    {"GET", "/api/v1/sessions", v1::list_sessions},
    {"DELETE", "/api/v1/sessions/{id}", v1::close_session},
    {"GET", "/api/v1/history", v1::history},
    {"GET", "/api/v1/version", v1::version},
    {"GET", "/api/v1/health", admin::health},
    {"GET", "/api/v1/ready", admin::ready},

    {"GET", "/health", admin::health},
    {"GET", "/ready", admin::ready},
    {"GET", "/metrics", admin::metrics},
};

bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& values) {
  values.clear();
  size_t at = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      if (at == path.size() || path[at++] != pattern[i]) return false;
      continue;
    }
    i = pattern.find('}', i);
    if (pattern.substr(0, i).ends_with("...")) {  // the rest, slashes too
      values.emplace_back(path.substr(at));
      return at < path.size();
    }
    const size_t end = std::min(path.find('/', at), path.size());
    if (end == at) return false;
    values.emplace_back(path.substr(at, end - at));
    at = end;
  }
  return at == path.size();
}

bool is_known_sender(const Context& context, const Request& request) {
  service::Service& service = context.service;
  if (service.sessions().has_token(driver::token_of(request))) return true;
  const std::string_view bearer = sql_api::bearer_of(request);
  return !bearer.empty() &&
         service.authenticator()
             .check_bearer(bearer, request.header("x-snowflake-authorization-token-type"))
             .ok();
}

// No path of ours: drivers retry some statuses for minutes, so the answer says plainly "no".
static Response no_route(const std::string& allowed_methods) {
  Response response;
  response.status = allowed_methods.empty() ? 404 : 405;
  if (allowed_methods.empty()) {
    response.body = R"({"code":"390404","message":"Not found.","success":false,"data":null})";
  } else {
    response.headers.emplace_back("Allow", allowed_methods);
  }
  return response;
}

static void log_internal_error(const Context& context, std::string_view path,
                                  std::string_view what) {
  const std::string reference = random_hex(8);
  ++context.service.metrics().internal_errors;
  context.service.log().error("internal_error",
                              {{"reference", reference}, {"path", path}, {"what", what}});
}

static void route(const Context& context, Request request, Responder responder) {
  std::string allowed;  // where the path fits but not the method
  const bool is_head = request.method == "HEAD";
  for (const Route& route : routes) {
    if (!matches(route.pattern, request.path, request.path_parameters)) continue;
    if (route.method != request.method && !(is_head && route.method == "GET")) {
      if (!allowed.empty()) allowed += ", ";
      allowed += route.method == "GET" ? "GET, HEAD" : std::string(route.method);
      continue;
    }
    const std::string path = request.path;
    if (path.starts_with("/api/")) responder.set_lost_status(422);
    try {
      // An exception destroys the responder, which then answers with error 000603.
      route.handler(context, std::move(request), std::move(responder));
    } catch (const std::exception& thrown) {
      log_internal_error(context, path, thrown.what());
    }
    return;
  }
  responder.send(no_route(allowed));
}

void dispatch(const Context& context, Request request, Responder responder) {
  if (!pass_gate(context, request, responder)) return;
  const bool is_file = request.path.starts_with("/mockhaus-stages/");  // its token is our own
  if (is_file) return route(context, std::move(request), std::move(responder));
  const std::string token(sql_api::bearer_of(request));
  if (token.empty()) return route(context, std::move(request), std::move(responder));
  const std::string type(request.header("x-snowflake-authorization-token-type"));
  // An identity provider may have to be asked; the handler then runs when it has answered.
  auto held = std::make_shared<std::pair<Request, Responder>>(std::move(request),
                                                              std::move(responder));
  context.service.authenticator().prepare_bearer(token, type, [context, held] {
    route(context, std::move(held->first), std::move(held->second));
  });
}

}  // namespace mockhaus::http
