#include <algorithm>

#include "base/json.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "http/statement_body.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::sql_api {

using service::Service;
using service::StatementRequest;

// Whether the query says this word, in any case of letters.
static bool says(const Request& request, std::string_view name, std::string_view word) {
  const std::string_view value = request.query_value(name).value_or("");
  return std::ranges::equal(value, word, {}, [](unsigned char c) { return std::tolower(c); });
}

static bool is_true(const Request& request, std::string_view name) {
  return says(request, name, "true");
}

// What the SQL API says in the query of the URL, with what the body says.
static Result<StatementRequest> read_all(const Json& body, const Request& request) {
  StatementRequest statement = TRY(read_statement(body));
  statement.door = service::Door::sql_api;
  statement.request_id = std::string(request.query_value("requestId").value_or(""));
  statement.asynchronous = is_true(request, "async");
  statement.null_as_text = says(request, "nullable", "false");
  return statement;
}

// Answers when the statement is done, or that it still runs.
static void answer_later(Service& service, StatementPointer statement, int64_t wait_ns,
                         std::string request_id, Responder responder) {
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  service.statements().wait(statement, wait_ns, [statement, request_id, held](bool done) {
    held->send(done ? finished(*statement, request_id) : in_progress(*statement));
  });
}

void submit(const Context& context, Request request, Responder responder) {
  Service& service = context.service;
  const std::optional<service::UserRecord> user = authenticate(context, request, responder);
  if (!user) return;
  if (!request.body.empty() && !is_json_request(request)) {
    return responder.send(short_error(415, errors::wrong_media_type()));
  }
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  const Result<std::string> text = read_text(body);
  if (!text) {
    const bool is_empty = text.error().code == "000900";
    return responder.send(is_empty ? full_error(400, text.error(), "")
                                   : short_error(400, text.error()));
  }
  Result<StatementRequest> statement = read_all(*body, request);
  if (!statement) {
    const bool is_payload = statement.error().code == "390142";
    return responder.send(is_payload ? short_error(400, statement.error())
                                     : full_error(422, statement.error(), ""));
  }
  const Service::Wishes wishes = read_wishes(*body);
  Result<service::SessionStart> start = service.prepare(*user, wishes);
  if (!start) return responder.send(short_error(400, start.error()));
  statement->database_is_unknown = wishes.database && start->names.database != *wishes.database;
  start->client_id = "SQL_API";
  start->address = request.remote_address;

  const bool asynchronous = statement->asynchronous;
  const std::string request_id = statement->request_id;
  const bool attach = is_true(request, "retry");
  auto submitted = service.statements().submit(
      service.sessions().open_for_request(std::move(*start)), std::move(*statement), attach);
  if (!submitted) {
    return responder.send(short_error(status_of(submitted.error()), submitted.error()));
  }
  if (asynchronous) return responder.send(in_progress(*submitted->statement));
  answer_later(service, submitted->statement, service.options().wait_ns, request_id,
               std::move(responder));
}

}  // namespace mockhaus::http::sql_api
