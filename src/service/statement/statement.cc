#include "service/statement/statement.h"

namespace mockhaus::service {

Statement::Statement(std::string id, std::shared_ptr<Session> session, StatementRequest request,
                     int64_t wall_ns, int64_t steady_ns)
    : id(std::move(id)), session(std::move(session)), request(std::move(request)),
      submitted_wall_ms(wall_ns / ns_per_ms), submitted_ns(steady_ns) {}

void Statement::on_done(std::function<void()> call) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_done()) {
      waiting_.push_back(std::move(call));
      return;
    }
  }
  call();
}

bool Statement::request_stop(StatementState end, Error why) {
  const std::lock_guard lock(mutex_);
  if (is_done() || stop_requested_ || settled_) return false;
  stop_end_ = end;
  stop_error_ = std::move(why);
  stop_requested_ = true;
  return true;
}

bool Statement::begin() {
  const std::lock_guard lock(mutex_);
  if (stop_requested_ || settled_ || state_ != StatementState::queued) return false;
  names_ = session->names();
  state_ = StatementState::running;
  return true;
}

// With the lock. A statement that was asked to stop but had already done its work did succeed.
StatementState Statement::decide(StatementOutcome& outcome) {
  if (state_ == StatementState::queued && session != nullptr) names_ = session->names();
  settled_ = StatementState::succeeded;
  if (outcome.error) settled_ = StatementState::failed;
  if (outcome.error && stop_requested_) {
    settled_ = stop_end_;
    outcome.error = stop_error_;
  }
  return *settled_;
}

StatementState Statement::settle(StatementOutcome& outcome) {
  const std::lock_guard lock(mutex_);
  return decide(outcome);
}

std::optional<StatementState> Statement::settle_queued(StatementOutcome& outcome) {
  const std::lock_guard lock(mutex_);
  if (settled_ || state_ != StatementState::queued) return std::nullopt;
  return decide(outcome);
}

void Statement::finish(StatementOutcome outcome) {
  std::vector<std::function<void()>> waiting;
  {
    const std::lock_guard lock(mutex_);
    CHECK(!is_done());
    if (!settled_) decide(outcome);
    outcome_ = std::move(outcome);
    request.binds.clear();
    state_ = *settled_;
    waiting.swap(waiting_);
  }
  for (std::function<void()>& call : waiting) {
    // Encoding an answer may run out of memory; then that answer is an error, and no more is lost.
    try {
      call();
    } catch (const std::exception&) {
      call = nullptr;
    }
  }
}

std::string_view name_of(StatementState state) {
  switch (state) {
    case StatementState::queued: return "QUEUED";
    case StatementState::running: return "RUNNING";
    case StatementState::succeeded: return "SUCCEEDED";
    case StatementState::failed: return "FAILED";
    case StatementState::canceled: return "CANCELED";
    case StatementState::timed_out: return "TIMED_OUT";
  }
  return "";
}

}  // namespace mockhaus::service
