#include "base/json.h"
#include "http/bindings.h"
#include "http/driver/guard.h"
#include "http/driver/reply.h"
#include "http/driver/wait.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "service/service.h"

namespace mockhaus::http::driver {

using service::StatementRequest;

// Unknown parameters and values are accepted and do nothing.
static void read_parameters(const Json* parameters, StatementRequest& statement) {
  if (parameters == nullptr) return;
  for (const JsonMember& member : parameters->members()) {
    const sql::ParameterRow* row = sql::find_parameter(member.name);
    const std::optional<std::string> text = member.value.scalar_text();
    if (row == nullptr || !text) continue;
    if (row->name == "MULTI_STATEMENT_COUNT") {
      statement.statement_count = member.value.integer();
      continue;
    }
    Result<std::string> value = sql::normalize_parameter(*row, *text);
    if (value) statement.parameters[std::string(row->name)] = std::move(*value);
  }
}

// Drivers send VARIANT and its kin as text, and numbers as their languages print them.
static void read_as_drivers_mean(sql::BindValue& bind) {
  if (bind.type == "VARIANT" || bind.type == "OBJECT" || bind.type == "ARRAY") bind.type = "TEXT";
  if (bind.type != "REAL" && bind.type != "DECFLOAT") return;
  for (std::optional<std::string>& value : bind.values) {
    if (value == "inf") value = "Infinity";
    if (value == "-inf") value = "-Infinity";
    if (value == "nan") value = "NaN";
  }
}

static Result<StatementRequest> read_statement(const Json& body, const Request& request) {
  if (!body.is_object()) return errors::invalid_payload();
  StatementRequest statement;
  statement.door = service::Door::driver;
  statement.text = std::string(body.text_of("sqlText"));
  statement.request_id = std::string(request.query_value("requestId").value_or(""));
  statement.asynchronous = body.truth_of("asyncExec");
  statement.describe_only = body.truth_of("describeOnly");
  statement.internal = body.truth_of("isInternal");
  read_parameters(body.find_value("parameters"), statement);
  statement.binds = TRY(read_bindings(body.find_value("bindings")));
  for (auto& [name, bind] : statement.binds) read_as_drivers_mean(bind);
  return statement;
}

void query(const Context& context, Request request, Responder responder) {
  const std::shared_ptr<service::Session> session = find_session(context, request, responder);
  if (session == nullptr) return;
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  Result<StatementRequest> statement = errors::invalid_payload();
  if (body != nullptr) statement = read_statement(*body, request);
  if (!statement) return responder.send(failure(statement.error()));
  const bool asynchronous = statement->asynchronous;
  const auto submitted =
      context.service.statements().submit(session, std::move(*statement), true);
  if (!submitted) return responder.send(failure(submitted.error()));
  if (asynchronous) return responder.send(in_progress(*submitted->statement));
  answer_when_done(context, submitted->statement, host_of(request), std::move(responder));
}

}  // namespace mockhaus::http::driver
