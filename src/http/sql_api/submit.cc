#include "base/json.h"
#include "http/bindings.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::sql_api {

using service::Service;
using service::StatementRequest;

constexpr int64_t longest_timeout_seconds = 604'800;  // what a timeout of 0 asks for

static bool is_json_request(const Request& request) {
  std::string type(request.header("content-type"));
  for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return type.starts_with("application/json");
}

static bool is_true(const Request& request, std::string_view name) {
  const auto value = request.query_value(name);
  return value && (*value == "true" || *value == "TRUE" || *value == "True");
}

static bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

// Parameters of the request; names in any case, unknown ones are accepted and do nothing.
static Result<Done> read_parameters(const Json* parameters, StatementRequest& statement) {
  if (parameters == nullptr) return Done{};
  if (!parameters->is_object()) return errors::invalid_payload();
  for (const JsonMember& member : parameters->members()) {
    const sql::ParameterRow* row = sql::find_parameter(member.name);
    const std::optional<std::string> text = member.value.scalar_text();
    if (row == nullptr || !text) continue;
    if (row->name == "MULTI_STATEMENT_COUNT") {
      const std::optional<int64_t> count = member.value.integer();
      if (!count) return errors::invalid_payload();
      statement.statement_count = *count;
      continue;
    }
    std::string value = TRY(sql::normalize_parameter(*row, *text));
    statement.parameters[std::string(row->name)] = std::move(value);
  }
  return Done{};
}

static Result<StatementRequest> read_statement(const Json& body, const Request& request) {
  StatementRequest statement;
  statement.door = service::Door::sql_api;
  statement.text = std::string(body.text_of("statement"));
  statement.request_id = std::string(request.query_value("requestId").value_or(""));
  statement.asynchronous = is_true(request, "async");
  const auto nullable = request.query_value("nullable");
  statement.null_as_text = nullable && (*nullable == "false" || *nullable == "FALSE");
  statement.statement_count = 1;
  TRY(read_parameters(body.find_value("parameters"), statement));
  statement.binds = TRY(read_bindings(body.find_value("bindings")));
  if (const Json* timeout = body.find_value("timeout")) {
    const std::optional<int64_t> seconds = timeout->integer();
    if (!seconds || *seconds < 0) return errors::invalid_payload();
    statement.timeout_seconds = *seconds == 0 ? longest_timeout_seconds : *seconds;
  }
  return statement;
}

static std::optional<std::string> wish(const Json& body, std::string_view name) {
  const std::string_view text = body.text_of(name);
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

static Service::Wishes read_wishes(const Json& body) {
  return {wish(body, "database"), wish(body, "schema"), wish(body, "role"),
          wish(body, "warehouse")};
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
  const Json* text = body != nullptr ? body->find("statement") : nullptr;
  if (text == nullptr || !text->is_string()) {
    return responder.send(short_error(400, errors::invalid_payload()));
  }
  if (is_blank(text->text)) {
    return responder.send(full_error(400, errors::empty_statement(), ""));
  }
  Result<StatementRequest> statement = read_statement(*body, request);
  if (!statement) {
    const bool is_payload = statement.error().code == "390142";
    return responder.send(short_error(is_payload ? 400 : 422, statement.error()));
  }
  Result<service::SessionStart> start = service.prepare(*user, read_wishes(*body));
  if (!start) return responder.send(short_error(400, start.error()));
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
