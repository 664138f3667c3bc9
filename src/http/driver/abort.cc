#include "base/json.h"
#include "http/driver/guard.h"
#include "http/driver/reply.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::driver {

static Response abort_statement(const Context& context, const StatementPointer& statement) {
  if (statement != nullptr && context.service.statements().cancel(statement)) {
    return success("null");
  }
  const std::string id = statement != nullptr ? statement->id : std::string();
  return statement_failure(service::errors::not_executing(), id);
}

void abort(const Context& context, Request request, Responder responder) {
  const std::shared_ptr<service::Session> session = find_session(context, request, responder);
  if (session == nullptr) return;
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  if (body == nullptr) return responder.send(failure(errors::invalid_payload()));
  responder.send(abort_statement(
      context, context.service.statements().find_request(*session, service::Door::driver,
                                                         body->text_of("requestId"))));
}

void abort_by_id(const Context& context, Request request, Responder responder) {
  const std::shared_ptr<service::Session> session = find_session(context, request, responder);
  if (session == nullptr) return;
  const service::Oversight may_end = context.service.oversight(
      session->user(), session->names().role, service::Right::end);
  responder.send(abort_statement(
      context, context.service.find_statement(may_end, request.path_parameters[0])));
}

}  // namespace mockhaus::http::driver
