#include <charconv>

#include "base/json.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::v1 {

using service::Statement;

constexpr size_t history_rows_default = 100;
constexpr size_t history_rows_max = 10'000;

static void write_time(std::string_view name, int64_t wall_ms, JsonWriter& json) {
  wall_ms > 0 ? json.member(name, wall_ms) : json.member_null(name);
}

// Where a statement stands; docs/api.md has the members.
static void write_statement(const service::Service& service, const Statement& statement,
                            int64_t queue_position, JsonWriter& json) {
  const bool done = statement.is_done();
  const int64_t end = done ? statement.ended_wall_ms.load() : service.clock().wall_ms();
  json.begin_object().member("handle", statement.id);
  json.member("state", service::name_of(statement.state()));
  json.member("user", statement.session->user()).member("statement", statement.request.text);
  json.member("asynchronous", statement.request.asynchronous);
  json.member("submitted_at", statement.submitted_wall_ms);
  write_time("started_at", statement.started_wall_ms, json);
  write_time("ended_at", done ? end : 0, json);
  json.member("elapsed_ms", end - statement.submitted_wall_ms);
  json.member("queue_position", queue_position);
  if (done) {
    const service::StatementOutcome& outcome = statement.outcome();
    json.member("rows", outcome.result_rows).member("bytes", outcome.result_bytes);
    json.key("error");
    if (!outcome.error) json.null();
    if (outcome.error) {
      json.begin_object().member("code", outcome.error->code);
      json.member("sql_state", outcome.error->sql_state);
      json.member("message", outcome.error->message).end_object();
    }
  }
  json.end_object();
}

static Response json_response(JsonWriter& json) {
  Response response;
  response.body = json.take();
  return response;
}

static sql_api::StatementPointer find(const Context& context, const Request& request,
                                      Responder& responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return nullptr;
  const std::string& handle = request.path_parameters[0];
  auto statement = context.service.find_statement(user->name, handle);
  if (statement == nullptr) {
    const Error unknown = service::errors::statement_not_found(handle);
    responder.send(sql_api::short_error(404, unknown));
  }
  return statement;
}

void statement(const Context& context, Request request, Responder responder) {
  const auto found = find(context, request, responder);
  if (found == nullptr) return;
  JsonWriter json;
  const size_t position = context.service.statements().queue_position(*found);
  write_statement(context.service, *found, static_cast<int64_t>(position), json);
  responder.send(json_response(json));
}

void cancel(const Context& context, Request request, Responder responder) {
  const auto found = find(context, request, responder);
  if (found == nullptr) return;
  JsonWriter json;
  json.begin_object().member("handle", found->id);
  json.member("canceled", context.service.statements().cancel(found)).end_object();
  responder.send(json_response(json));
}

static size_t read_limit(const Request& request) {
  const std::string_view text = request.query_value("limit").value_or("");
  size_t limit = history_rows_default;
  std::from_chars(text.data(), text.data() + text.size(), limit);
  return std::min(limit, history_rows_max);
}

// The user's own statements that have ended, newest first.
void history(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  const size_t limit = read_limit(request);
  JsonWriter json;
  json.begin_object().key("statements").begin_array();
  size_t rows = 0;
  for (const auto& one : context.service.statements().history(history_rows_max)) {
    if (one->session->user() != user->name) continue;
    if (++rows > limit) break;
    write_statement(context.service, *one, 0, json);
  }
  json.end_array().end_object();
  responder.send(json_response(json));
}

}  // namespace mockhaus::http::v1
