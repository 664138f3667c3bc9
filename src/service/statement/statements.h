// Every statement of the server: submitted, queued, run one at a time for each session, kept for
// a while. Who runs next is fair_queue.h's to say.
//
// The ledger answers repeated requests: the same request id from the same session (driver) or user
// (SQL API) finds the first statement instead of running another. Results stay until they are too
// old, too many or too large together; then a handle is as unknown as one that never was.
// Thread-safe.
#pragma once

#include <deque>
#include <unordered_map>

#include "base/log.h"
#include "base/metrics.h"
#include "service/statement/executor.h"
#include "service/statement/fair_queue.h"
#include "service/statement/journal.h"
#include "service/statement/statement.h"
#include "service/timer.h"
#include "service/workers.h"

namespace mockhaus::service {

struct StatementLimits {
  size_t running_max = 100;
  size_t running_max_of_user = 0;  // 0: nine tenths, so that others find a place at once
  size_t queued_max = 20'000;
  int64_t timeout_seconds = 3600;  // of the server; what a client asks for can only be less
  int64_t retention_seconds = 86'400;
  size_t kept_max = 25'000;                   // finished statements; more than may wait
  int64_t kept_bytes_max = int64_t{4} << 30;  // their results together, mostly on disk
  int64_t kept_text_bytes_max = 64 << 20;     // their texts together
};

class Statements {
 public:
  Statements(Executor& executor, StatementLimits limits, const Clock& clock, Timer& timer,
             const Log& log, Metrics& metrics);
  ~Statements();

  // From now on statements outlive the process. Before the first one is submitted.
  void keep_in(Journal& journal) { journal_ = &journal; }
  // A statement of an earlier process, as it ended; oldest first, children before parents.
  void restore(std::shared_ptr<Session> session, SavedStatement saved);

  struct Submitted {
    std::shared_ptr<Statement> statement;
    bool attached = false;  // it ran, or runs, for an earlier request
  };
  // `attach`: look for an earlier request with this id first.
  Result<Submitted> submit(std::shared_ptr<Session> session, StatementRequest request, bool attach);

  std::shared_ptr<Statement> find(std::string_view id) const;
  std::shared_ptr<Statement> find_request(const Session& session, Door door,
                                          std::string_view request_id) const;

  // True when the statement was not done; it ends soon after.
  bool cancel(const std::shared_ptr<Statement>& statement);
  size_t cancel_all(const Session& session);
  // Those that `choose` picks; it is called under the lock.
  size_t cancel_chosen(const std::function<bool(const Statement&)>& choose);
  // Whether one of the session's statements runs or waits.
  bool is_busy(const Session& session) const;
  // Cancels what the closed session runs, then gives up what it holds in the engine.
  void close_session(const std::shared_ptr<Session>& session);
  // Cancels what the session runs, then rolls back as Session::abort_transaction() asked.
  void end_aborted(const std::shared_ptr<Session>& session);

  // Calls once: with true when the statement is done, with false after `wait_ns`.
  void wait(const std::shared_ptr<Statement>& statement, int64_t wait_ns,
            std::function<void(bool done)> call);

  // Work that answers requests (encoding results) and must not block an event loop.
  bool run(std::function<void()> work) { return workers_.run(std::move(work)); }

  // Newest first.
  std::vector<std::shared_ptr<Statement>> history(size_t rows_max) const;
  std::vector<std::shared_ptr<Statement>> open() const;  // what runs or waits, newest first
  size_t active() const { return active_; }
  // 1: runs next; 0: does not wait.
  size_t queue_position(const Statement& statement) const;

  // Takes no more statements; waits up to `grace_ns`, then cancels what is left.
  void drain(int64_t grace_ns);
  void hurry() { hurry_ = true; }  // ends the grace period

 private:
  void schedule(const std::shared_ptr<Statement>& statement);
  void fill_places();
  void leave_place(const Statement& statement);
  void withdraw(const std::shared_ptr<Statement>& statement);
  std::shared_ptr<Statement> free_session(const Session& session);
  bool end_queued(const std::shared_ptr<Statement>& statement, const Error& why);
  void run_statement(const std::shared_ptr<Statement>& statement);
  void stop(const std::shared_ptr<Statement>& statement, StatementState end, Error why);
  void keep_interrupting(const std::shared_ptr<Statement>& statement);
  void arm_timeout(const std::shared_ptr<Statement>& statement);
  void arm_queued_timeout(const std::shared_ptr<Statement>& statement);
  void arm(const std::shared_ptr<Statement>& statement, int64_t seconds);
  void ended(const std::shared_ptr<Statement>& statement);
  void run_next(std::shared_ptr<Statement> next);
  std::shared_ptr<Statement> file(const std::shared_ptr<Statement>& statement);
  // What must have happened when the client hears that the statement has ended.
  void enter_history(const std::shared_ptr<Statement>& statement, const StatementOutcome& outcome,
                     StatementState state);
  void record(const Statement& statement, const StatementOutcome& outcome, StatementState state);
  void save_end(Statement& statement, const StatementOutcome& outcome, StatementState state);
  void save_begin(Statement& statement);
  void keep(const std::shared_ptr<Statement>& statement, const StatementOutcome& outcome);
  void count(const Statement& statement, const StatementOutcome& outcome, StatementState state);
  void add(const std::shared_ptr<Statement>& statement);
  void evict(int64_t now_ns);
  void forget(const Statement& statement);

  Executor& executor_;
  const StatementLimits limits_;
  const Clock& clock_;
  Timer& timer_;
  const Log& log_;
  Metrics& metrics_;

  mutable std::mutex mutex_;  // guards what follows; no call outward is made while it is held
  std::unordered_map<std::string, std::shared_ptr<Statement>> by_id_;
  std::unordered_map<std::string, std::weak_ptr<Statement>> by_request_;
  std::deque<std::shared_ptr<Statement>> finished_;  // oldest first
  int64_t kept_bytes_ = 0, kept_text_bytes_ = 0;
  // Sessions with a running statement, and the statements that wait for it to end.
  std::unordered_map<const Session*, std::deque<std::shared_ptr<Statement>>> busy_;
  Journal* journal_ = nullptr;  // null: nothing outlives the process
  FairQueue queue_;
  size_t places_taken_ = 0;
  std::unordered_map<std::string, size_t> places_of_user_;
  bool draining_ = false;

  std::atomic<size_t> active_{0};
  std::atomic<bool> hurry_{false};
  Workers workers_;  // last: its threads use the rest
};

}  // namespace mockhaus::service
