#include "base/json.h"
#include "http/driver/guard.h"
#include "http/driver/reply.h"
#include "http/handlers.h"
#include "service/service.h"
#include "service/statement/shown_text.h"

namespace mockhaus::http::driver {

// Drivers know these words and no others.
static std::string_view status_word(const service::Statement& statement) {
  using service::StatementState;
  switch (statement.state()) {
    case StatementState::queued: return "QUEUED";
    case StatementState::running: return statement.stop_requested() ? "ABORTING" : "RUNNING";
    case StatementState::succeeded: return "SUCCESS";
    case StatementState::failed: return "FAILED_WITH_ERROR";
    case StatementState::canceled: return "ABORTED";
    case StatementState::timed_out: return "ABORTED";
  }
  return "NO_DATA";
}

static void write_query(const service::Statement& statement, int64_t now_ms, JsonWriter& json) {
  const bool done = statement.is_done();
  const bool failed = done && statement.outcome().error.has_value();
  const int64_t end = done ? statement.ended_wall_ms.load() : now_ms;
  json.begin_object().member("id", statement.id).member("status", status_word(statement));
  json.member("state", service::name_of(statement.state()));
  json.member("sqlText", service::shown_text(statement.request.text));
  // Go takes any text here for a failure.
  json.member("errorCode", failed ? std::string_view(statement.outcome().error->code) : "");
  json.member("errorMessage", failed ? std::string_view(statement.outcome().error->message) : "");
  json.member("startTime", statement.submitted_wall_ms);
  json.member("endTime", done ? end : 0);
  json.member("sessionId", static_cast<int64_t>(statement.session->id()));
  json.member("totalDuration", end - statement.submitted_wall_ms);
  json.member("warehouseId", 0);
  json.member("warehouseName", statement.session->names().warehouse);
  json.end_object();
}

void monitor(const Context& context, Request request, Responder responder) {
  const std::shared_ptr<service::Session> session = find_session(context, request, responder);
  if (session == nullptr) return;
  const service::Oversight visible = context.service.oversight(
      session->user(), session->names().role, service::Right::see);
  const StatementPointer statement =
      context.service.find_statement(visible, request.path_parameters[0]);
  JsonWriter data;
  data.begin_object().key("queries").begin_array();
  if (statement != nullptr) write_query(*statement, context.service.clock().wall_ms(), data);
  data.end_array().end_object();
  responder.send(success(data.text()));
}

}  // namespace mockhaus::http::driver
