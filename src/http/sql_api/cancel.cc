#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::sql_api {

void cancel(const Context& context, Request request, Responder responder) {
  const std::optional<service::UserRecord> user = authenticate(context, request, responder);
  if (!user) return;
  const std::string& handle = request.path_parameters[0];
  const StatementPointer statement = context.service.find_statement(user->name, handle);
  if (statement == nullptr) {
    const Error unknown = service::errors::statement_not_found(handle);
    return responder.send(full_error(422, unknown, ""));
  }
  // What is finished already is answered in the same words.
  context.service.statements().cancel(statement);
  responder.send(canceled(*statement));
}

}  // namespace mockhaus::http::sql_api
