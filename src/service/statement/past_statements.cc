#include "service/statement/past_statements.h"

#include "service/statement/shown_text.h"

namespace mockhaus::service {

static std::string_view status_word(StatementState state) {
  switch (state) {
    case StatementState::queued: return "QUEUED";
    case StatementState::running: return "RUNNING";
    case StatementState::succeeded: return "SUCCESS";
    case StatementState::failed:
    case StatementState::canceled:
    case StatementState::timed_out: return "FAILED_WITH_ERROR";
  }
  return "";
}

static std::string tag_of(const Statement& statement, const sql::ParameterValues& of_session) {
  const sql::ParameterValues& own = statement.request.parameters;
  return std::string(sql::effective_value(own.contains("QUERY_TAG") ? own : of_session,
                                          "QUERY_TAG"));
}

// The engine does not count what it reads: the rows that came of it are the least that it was.
static int64_t bytes_scanned(const StatementOutcome& outcome) {
  const bool scans = outcome.reads_tables && !outcome.is_reused;
  return scans ? std::max<int64_t>(outcome.result_bytes, 1) : 0;
}

commands::PastStatement describe_past(const Statement& statement) {
  const bool done = statement.is_done();
  const bool waits = statement.state() == StatementState::queued;
  const SessionNames names = waits ? statement.session->names() : statement.names();
  auto parameters = done ? statement.outcome().parameters : nullptr;
  if (parameters == nullptr) parameters = statement.session->parameters();
  commands::PastStatement past;
  past.id = statement.id;
  past.text = shown_text(statement.request.text);
  past.session_id = statement.session->id();
  past.user = statement.session->user();
  past.database = names.database;
  past.schema = names.schema;
  past.role = names.role;
  past.warehouse = names.warehouse;
  past.tag = tag_of(statement, *parameters);
  past.status = status_word(statement.state());
  past.submitted_ms = statement.submitted_wall_ms;
  past.started_ms = statement.started_wall_ms;
  past.is_client_generated = statement.request.internal;
  if (!done) return past;
  const StatementOutcome& outcome = statement.outcome();
  past.ended_ms = statement.ended_wall_ms;
  past.type_id = outcome.statement_type_id;
  past.rows = outcome.result_rows;
  past.bytes_scanned = bytes_scanned(outcome);
  if (outcome.error) past.error_code = outcome.error->code;
  if (outcome.error) past.error_message = outcome.error->message;
  return past;
}

void visit_past(const Statements& statements, const Oversight& visible,
                const commands::StatementHistory::Visit& visit) {
  constexpr size_t rows_max = 10'000;
  std::vector<std::shared_ptr<Statement>> all = statements.open();
  for (auto& ended : statements.history(rows_max)) all.push_back(std::move(ended));
  for (const auto& one : all) {
    if (!visible.covers(*one) || one->request.describe_only) continue;
    if (!visit(describe_past(*one))) return;
  }
}

}  // namespace mockhaus::service
