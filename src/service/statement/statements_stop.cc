// How statements end before their work is done: timeouts and cancelling.
#include <algorithm>

#include "service/statement/errors.h"
#include "service/statement/statements.h"

namespace mockhaus::service {

constexpr int64_t interrupt_again_ns = 20 * ns_per_ms;  // the engine may not have been at it yet

void Statements::stop(const std::shared_ptr<Statement>& statement, StatementState end, Error why) {
  if (statement->request_stop(end, std::move(why))) keep_interrupting(statement);
}

void Statements::keep_interrupting(const std::shared_ptr<Statement>& statement) {
  if (statement->is_done()) return;
  if (statement->state() == StatementState::running) statement->session->interrupt();
  timer_.after(interrupt_again_ns, [this, weak = std::weak_ptr(statement)] {
    if (const auto still = weak.lock()) keep_interrupting(still);
  });
}

// What a parameter says for the statement: its own value, or its session's.
static int64_t seconds_of(const Statement& statement, std::string_view name) {
  const sql::ParameterValues& own = statement.request.parameters;
  const auto of_session = statement.session->parameters();
  return sql::number_of(own.contains(name) ? own : *of_session, name);
}

void Statements::arm(const std::shared_ptr<Statement>& statement, int64_t seconds) {
  timer_.cancel(statement->timeout_ticket);
  statement->timeout_ticket =
      timer_.after(seconds * ns_per_second, [this, seconds, weak = std::weak_ptr(statement)] {
        const auto late = weak.lock();
        if (late == nullptr || late->is_done()) return;
        stop(late, StatementState::timed_out, errors::timed_out(seconds));
        if (end_queued(late, errors::timed_out(seconds))) withdraw(late);
      });
}

// The smallest of what the request, the session and the server allow.
void Statements::arm_timeout(const std::shared_ptr<Statement>& statement) {
  int64_t seconds = limits_.timeout_seconds;
  const int64_t asked = statement->request.timeout_seconds.value_or(
      seconds_of(*statement, "STATEMENT_TIMEOUT_IN_SECONDS"));
  if (asked > 0) seconds = std::min(seconds, asked);
  if (seconds > 0) arm(statement, seconds);
}

void Statements::arm_queued_timeout(const std::shared_ptr<Statement>& statement) {
  const int64_t seconds = seconds_of(*statement, "STATEMENT_QUEUED_TIMEOUT_IN_SECONDS");
  if (seconds > 0) arm(statement, seconds);
}

bool Statements::cancel(const std::shared_ptr<Statement>& statement) {
  if (const auto parent = statement->parent.lock()) return cancel(parent);
  if (statement->is_done()) return false;
  const bool stopped = statement->request_stop(StatementState::canceled, errors::canceled());
  if (end_queued(statement, errors::canceled())) {
    withdraw(statement);
  } else if (stopped) {
    keep_interrupting(statement);
  }
  return true;
}

size_t Statements::cancel_all(const Session& session) {
  return cancel_chosen([&](const Statement& one) { return one.session.get() == &session; });
}

size_t Statements::cancel_chosen(const std::function<bool(const Statement&)>& choose) {
  std::vector<std::shared_ptr<Statement>> open;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, statement] : by_id_) {
      if (statement->session == nullptr || statement->is_done()) continue;
      if (choose(*statement)) open.push_back(statement);
    }
  }
  // First what waits: it would take the places of what runs.
  std::ranges::partition(open,
                         [](const auto& one) { return one->state() == StatementState::queued; });
  size_t canceled = 0;
  for (const auto& statement : open) canceled += cancel(statement) ? 1 : 0;
  return canceled;
}

bool Statements::is_busy(const Session& session) const {
  const std::lock_guard lock(mutex_);
  return busy_.contains(&session);
}

}  // namespace mockhaus::service
