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
  if (is_done() || stop_requested_) return false;
  stop_end_ = end;
  stop_error_ = std::move(why);
  stop_requested_ = true;
  return true;
}

bool Statement::begin() {
  const std::lock_guard lock(mutex_);
  if (stop_requested_ || state_ != StatementState::queued) return false;
  state_ = StatementState::running;
  return true;
}

void Statement::finish(StatementOutcome outcome) {
  std::unique_lock lock(mutex_);
  CHECK(!is_done());
  end(std::move(lock), std::move(outcome));
}

bool Statement::finish_queued(StatementOutcome outcome) {
  std::unique_lock lock(mutex_);
  if (state_ != StatementState::queued) return false;
  end(std::move(lock), std::move(outcome));
  return true;
}

// A statement that was asked to stop but had already done its work did succeed.
StatementState Statement::settle(StatementOutcome& outcome) {
  const std::lock_guard lock(mutex_);
  if (!outcome.error) return StatementState::succeeded;
  if (!stop_requested_) return StatementState::failed;
  outcome.error = stop_error_;
  return stop_end_;
}

void Statement::end(std::unique_lock<std::mutex> lock, StatementOutcome outcome) {
  outcome_ = std::move(outcome);
  StatementState end = StatementState::succeeded;
  // A statement that was asked to stop but had already done its work did succeed.
  if (outcome_.error) end = StatementState::failed;
  if (outcome_.error && stop_requested_) {
    end = stop_end_;
    outcome_.error = stop_error_;
  }
  request.binds.clear();
  state_ = end;
  std::vector<std::function<void()>> waiting;
  waiting.swap(waiting_);
  lock.unlock();
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
