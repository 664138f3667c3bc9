#include "http/handlers.h"
#include "service/service.h"

namespace mockhaus::http::admin {

static Response status(int code, std::string_view word) {
  Response response;
  response.status = code;
  response.body = "{\"status\":\"" + std::string(word) + "\"}";
  return response;
}

void health(const Context&, Request, Responder responder) { responder.send(status(200, "ok")); }

void ready(const Context& context, Request, Responder responder) {
  using service::Service;
  switch (context.service.readiness()) {
    case Service::Readiness::ready: return responder.send(status(200, "ready"));
    case Service::Readiness::reopening: return responder.send(status(503, "reopening"));
    case Service::Readiness::stopping: break;
  }
  responder.send(status(503, "stopping"));
}

void metrics(const Context& context, Request, Responder responder) {
  Response response;
  response.body = context.service.metrics().print();
  response.content_type = "text/plain; version=0.0.4";
  responder.send(std::move(response));
}

}  // namespace mockhaus::http::admin
