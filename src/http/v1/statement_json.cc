#include "http/v1/statement_json.h"

#include <cmath>

#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "http/v1/caller.h"
#include "service/service.h"
#include "service/statement/errors.h"
#include "service/statement/shown_text.h"

namespace mockhaus::http::v1 {

using service::Statement;
using service::StatementState;

static std::optional<double> percentage_of(const Statement& statement, StatementState state) {
  if (state == StatementState::succeeded) return 100;
  if (state == StatementState::queued) return 0;
  if (state != StatementState::running) return std::nullopt;
  const double percentage = statement.session->progress();
  if (percentage < 0) return std::nullopt;
  return std::floor(std::min(percentage, 100.0) * 10) / 10;
}

Progress progress_of(const service::Service& service, const Statement& statement) {
  Progress progress;
  progress.state = statement.state();
  if (statement.is_done()) {
    progress.state = statement.state();
    progress.rows = statement.outcome().result_rows;
    progress.bytes = statement.outcome().result_bytes;
  } else {
    progress.rows = statement.rows_so_far;
    progress.bytes = statement.bytes_so_far;
  }
  progress.percentage = percentage_of(statement, progress.state);
  if (progress.state == StatementState::queued) {
    progress.queue_position =
        static_cast<int64_t>(service.statements().queue_position(statement));
  }
  return progress;
}

static void write_time(std::string_view name, int64_t wall_ms, JsonWriter& json) {
  wall_ms > 0 ? json.member(name, wall_ms) : json.member_null(name);
}

static void write_error(const std::optional<Error>& error, JsonWriter& json) {
  json.key("error");
  if (!error) {
    json.null();
    return;
  }
  json.begin_object().member("code", error->code).member("sql_state", error->sql_state);
  json.member("message", error->message).end_object();
}

void write_statement(const service::Service& service, const Statement& statement,
                     const Progress& progress, Text text, JsonWriter& json) {
  const bool done = progress.state > StatementState::running;
  const int64_t end = done ? statement.ended_wall_ms.load() : service.clock().wall_ms();
  json.begin_object().member("handle", statement.id);
  json.member("state", service::name_of(progress.state));
  json.member("user", statement.session->user());
  if (text == Text::with) json.member("statement", service::shown_text(statement.request.text));
  json.member("asynchronous", statement.request.asynchronous);
  json.member("submitted_at", statement.submitted_wall_ms);
  write_time("started_at", statement.started_wall_ms, json);
  write_time("ended_at", done ? end : 0, json);
  json.member("elapsed_ms", end - statement.submitted_wall_ms);
  json.member("queue_position", progress.queue_position);
  json.member("rows", progress.rows).member("bytes", progress.bytes).key("percentage");
  progress.percentage ? json.real(*progress.percentage) : json.null();
  if (done) {
    json.member("reused", statement.outcome().is_reused);
    write_error(statement.outcome().error, json);
  }
  json.end_object();
}

Response json_response(JsonWriter& json) {
  Response response;
  response.body = json.take();
  return response;
}

StatementPointer find_statement(const Context& context, const Request& request,
                                service::Right right, Responder& responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return nullptr;
  const std::string& handle = request.path_parameters[0];
  service::Service& service = context.service;
  auto statement = service.find_statement(user->name, handle);
  if (statement == nullptr) {
    statement = service.find_statement(oversight_of(context, *user, right), handle);
  }
  if (statement == nullptr) {
    const Error unknown = service::errors::statement_not_found(handle);
    responder.send(sql_api::short_error(404, unknown));
  }
  return statement;
}

}  // namespace mockhaus::http::v1
