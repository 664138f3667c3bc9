#include "base/json.h"
#include "http/driver/guard.h"
#include "http/driver/reply.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "service/auth/errors.h"
#include "service/service.h"

namespace mockhaus::http::driver {

void renew(const Context& context, Request request, Responder responder) {
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  if (body == nullptr || body->text_of("requestType") != "RENEW") {
    return responder.send(failure(errors::invalid_payload()));
  }
  const auto renewed = context.service.sessions().renew(token_of(request));
  if (!renewed) return responder.send(failure(renewed.error()));
  JsonWriter data;
  data.begin_object().member("sessionToken", renewed->session_token);
  data.member("validityInSecondsST", service::session_token_seconds);
  data.member("masterToken", renewed->master_token);
  data.member("validityInSecondsMT", service::master_token_seconds);
  data.member("sessionId", static_cast<int64_t>(renewed->session->id())).end_object();
  responder.send(success(data.text()));
}

void heartbeat(const Context& context, Request request, Responder responder) {
  if (find_session(context, request, responder)) responder.send(success("null"));
}

void log_out(const Context& context, Request request, Responder responder) {
  if (request.query_value("delete") != "true") {
    return responder.send(failure(errors::invalid_payload()));
  }
  auto closed = context.service.sessions().close(token_of(request));
  if (!closed) return responder.send(failure(service::errors::session_closed()));
  context.service.statements().close_session(*closed);
  responder.send(success("null"));
}

void telemetry(const Context&, Request, Responder responder) {
  responder.send(success(R"({"code":null,"data":"Log Received","message":null})"));
}

}  // namespace mockhaus::http::driver
