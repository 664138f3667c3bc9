#include "http/errors.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "http/statement_body.h"
#include "http/v1/statement_json.h"
#include "service/result/stored_result.h"
#include "service/service.h"

namespace mockhaus::http::v1 {

// {"statements":["SELECT ...", ...]}: the one column of the result.
static Response translated(const service::Statement& statement) {
  const service::StatementOutcome& outcome = statement.outcome();
  if (outcome.error) {
    return sql_api::full_error(sql_api::status_of(*outcome.error), *outcome.error, statement.id);
  }
  const Result<std::string> rows = outcome.result->json_rows(0, {});
  if (!rows) return sql_api::full_error(422, rows.error(), statement.id);
  Arena arena;
  const std::string text = "[" + *rows + "]";
  JsonWriter json;
  json.begin_object().key("statements").begin_array();
  for (const Json& row : parse_json(text, arena)->items()) json.string(row.items()[0].text);
  json.end_array().end_object();
  return json_response(json);
}

void translate(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  service::Service& service = context.service;
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  const Result<std::string> text = read_text(body);
  if (!text) return responder.send(sql_api::short_error(400, text.error()));
  Result<service::StatementRequest> statement = read_statement(*body);
  if (!statement) return responder.send(sql_api::short_error(400, statement.error()));
  Result<service::SessionStart> start = service.prepare(*user, read_wishes(*body));
  if (!start) return responder.send(sql_api::short_error(400, start.error()));
  start->client_id = "MOCKHAUS_API";
  statement->door = service::Door::sql_api;
  statement->translate_only = true;
  const auto submitted = service.statements().submit(
      service.sessions().open_for_request(std::move(*start)), std::move(*statement), false);
  if (!submitted) return responder.send(sql_api::short_error(429, submitted.error()));
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  submitted->statement->on_done(
      [one = submitted->statement.get(), held] { held->send(translated(*one)); });
}

}  // namespace mockhaus::http::v1
