#include "http/errors.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "http/statement_body.h"
#include "http/v1/caller.h"
#include "http/v1/result_body.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::v1 {

using service::Door;
using service::StatementRequest;
using SessionPointer = std::shared_ptr<service::Session>;

static Response not_acceptable() {
  return sql_api::short_error(406, errors::not_acceptable());
}

static Response refusal(const Error& error) {
  const bool is_request = error.code == "390142" || error.code == "390186";
  return sql_api::short_error(is_request ? 400 : sql_api::status_of(error), error);
}

// The session that the body names, or one for this request alone.
static Result<SessionPointer> session_for(const Context& context, const Request& request,
                                          const service::UserRecord& user, const Json& body,
                                          StatementRequest& statement) {
  service::Service& service = context.service;
  if (const Json* named = body.find_value("session")) {
    statement.door = Door::driver;  // its transaction and settings stay
    const SessionPointer session =
        find_own_session(context, user.name, named->integer().value_or(0));
    if (session == nullptr) return errors::no_such_session(named->scalar_text().value_or(""));
    return session;
  }
  statement.door = Door::sql_api;
  service::SessionStart start = TRY(service.prepare(user, read_wishes(body)));
  start.client_id = "MOCKHAUS_API";
  start.address = request.remote_address;
  return service.sessions().open_for_request(std::move(start));
}

static Response in_progress(const service::Statement& statement) {
  JsonWriter json;
  json.begin_object().member("handle", statement.id);
  json.member("state", service::name_of(statement.state())).end_object();
  Response response = json_response(json);
  response.status = 202;
  return response;
}

// On a thread that may encode rows.
static void answer_ended(service::Service& service, const StatementPointer& statement,
                         ResultForm form, Responder responder) {
  if (const std::optional<Error>& error = statement->outcome().error) {
    return responder.send(
        sql_api::full_error(sql_api::status_of(*error), *error, statement->id));
  }
  send_result(service, statement, form, std::move(responder));
}

static void answer_when_done(service::Service& service, const StatementPointer& statement,
                             ResultForm form, Responder responder) {
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  const auto answer = [&service, statement, form, held] {
    answer_ended(service, statement, form, std::move(*held));
  };
  if (statement->is_done()) {
    if (!service.statements().run(answer)) {
      held->send(sql_api::short_error(429, service::errors::queue_full()));
    }
    return;
  }
  service.statements().wait(statement, service.options().wait_ns,
                            [statement, answer, held](bool done) {
                              done ? answer() : held->send(in_progress(*statement));
                            });
}

static void run_body(const Context& context, const Request& request,
                     const service::UserRecord& user, const Json& body, ResultForm form,
                     Responder responder) {
  service::Service& service = context.service;
  Result<StatementRequest> statement = read_statement(body);
  if (!statement) return responder.send(refusal(statement.error()));
  statement->asynchronous = body.truth_of("asynchronous");
  const bool asynchronous = statement->asynchronous;
  Result<SessionPointer> session = session_for(context, request, user, body, *statement);
  if (!session) return responder.send(refusal(session.error()));
  const auto submitted =
      service.statements().submit(std::move(*session), std::move(*statement), false);
  if (!submitted) return responder.send(refusal(submitted.error()));
  if (asynchronous) return responder.send(in_progress(*submitted->statement));
  answer_when_done(service, submitted->statement, form, std::move(responder));
}

void query(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  if (!is_json_request(request)) {
    return responder.send(sql_api::short_error(415, errors::wrong_media_type()));
  }
  const std::optional<ResultForm> form = form_of(request);
  if (!form) return responder.send(not_acceptable());
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  const Result<std::string> text = read_text(body);
  if (!text) return responder.send(sql_api::short_error(400, text.error()));
  run_body(context, request, *user, *body, *form, std::move(responder));
}

void result(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  const std::optional<ResultForm> form = form_of(request);
  if (!form) return responder.send(not_acceptable());
  const std::string& handle = request.path_parameters[0];
  const auto statement = context.service.find_statement(user->name, handle);
  if (statement == nullptr) {
    const Error unknown = service::errors::statement_not_found(handle);
    return responder.send(sql_api::short_error(404, unknown));
  }
  answer_when_done(context.service, statement, *form, std::move(responder));
}

}  // namespace mockhaus::http::v1
