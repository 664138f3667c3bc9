#include "http/handlers.h"
#include "http/v1/statement_json.h"
#include "service/service.h"

namespace mockhaus::http::v1 {

void version(const Context& context, Request, Responder responder) {
  JsonWriter json;
  json.begin_object().member("version", context.service.options().version);
  json.member("snowflake_version", service::server_version).end_object();
  responder.send(json_response(json));
}

}  // namespace mockhaus::http::v1
