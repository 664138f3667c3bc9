// One statement from submission to its outcome, the same for every door.
//
// States only move forward: queued, running, then one of the ends. The outcome is written once,
// before the end state, and never changes; whoever saw is_done() may read it without a lock.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "commands/context.h"
#include "service/session/session.h"

namespace mockhaus::service {

class StoredResult;

enum class StatementState : uint8_t { queued, running, succeeded, failed, canceled, timed_out };

enum class Door : uint8_t { driver, sql_api };

struct StatementRequest {
  std::string text;
  std::string request_id;  // empty: none, the statement cannot be found by it
  Door door = Door::driver;
  bool describe_only = false;
  bool translate_only = false;  // answers what the engine would run
  bool internal = false;
  bool asynchronous = false;
  bool database_is_unknown = false;  // SQL API: the request names one that does not exist
  bool null_as_text = false;  // SQL API, nullable=false: NULL is the text null
  sql::BindValues binds;
  sql::ParameterValues parameters;  // for this statement only
  std::optional<int64_t> statement_count;  // 0: any; absent: the session's parameter
  std::optional<int64_t> timeout_seconds;  // 0: none; absent: the session's parameter
};

struct Statement;

struct StatementOutcome {
  std::optional<Error> error;
  // shared_ptr: answers that are being written, RESULT_SCAN and the store use it at once.
  std::shared_ptr<const StoredResult> result;
  int64_t result_rows = 0, result_bytes = 0;
  int statement_type_id = 0;
  commands::RowCounts counts;
  bool has_counts = false;
  bool is_reused = false;          // the result is that of an earlier statement
  std::optional<commands::Transfer> transfer;  // PUT and GET
  bool reads_tables = false;
  uint32_t bind_count = 0;
  bool takes_array_binds = false;  // INSERT .. VALUES
  SessionNames names;              // of the session after the statement: see Statement::names()
  std::shared_ptr<const sql::ParameterValues> parameters;  // likewise
  std::vector<std::shared_ptr<Statement>> children;  // of several statements in one text
};

struct Statement : std::enable_shared_from_this<Statement> {
  Statement(std::string id, std::shared_ptr<Session> session, StatementRequest request,
            int64_t wall_ns, int64_t steady_ns);

  const std::string id;
  const std::shared_ptr<Session> session;  // lives as long as one of its statements
  StatementRequest request;  // constant, but for the binds, which go when it ends
  const int64_t submitted_wall_ms;
  const int64_t submitted_ns;  // steady clock
  std::atomic<int64_t> started_wall_ms{0}, ended_wall_ms{0};
  std::atomic<int64_t> rows_so_far{0}, bytes_so_far{0};  // of the result that is being stored
  std::weak_ptr<Statement> parent;

  StatementState state() const { return state_; }
  bool is_done() const { return state_ > StatementState::running; }
  const StatementOutcome& outcome() const { return outcome_; }  // only when done
  // Of the session when the statement began, or was given up; only when it does not wait any more.
  const SessionNames& names() const { return names_; }

  // Calls at once when the statement is done, otherwise when it ends, on the thread that ends it.
  void on_done(std::function<void()> call);

  // Asks it to stop with this error; true when it was not done and not asked before.
  bool request_stop(StatementState end, Error why);
  bool stop_requested() const { return stop_requested_; }
  const std::atomic<bool>& stop_flag() const { return stop_requested_; }

  // For statements.cc.
  bool begin();  // queued to running; false: it was stopped while it waited
  // Decides how it ends with this outcome, whose error becomes that of a stop; what asks it to stop
  // later comes too late. finish() follows, after what must be true when the client hears of it.
  StatementState settle(StatementOutcome& outcome);
  // The same for one that has not begun, and never will; nothing: it runs, or is settled.
  std::optional<StatementState> settle_queued(StatementOutcome& outcome);
  void finish(StatementOutcome outcome);
  std::atomic<uint32_t> begun_segment{0}, ended_segment{0};  // of the journal
  bool has_place = false;                        // of those that may run
  std::pair<int64_t, uint64_t> timeout_ticket{};  // of the timer, while it runs

 private:
  StatementState decide(StatementOutcome& outcome);

  std::atomic<StatementState> state_{StatementState::queued};
  std::atomic<bool> stop_requested_{false};
  StatementOutcome outcome_;
  SessionNames names_;  // written before the state says running

  std::mutex mutex_;  // guards what follows
  StatementState stop_end_ = StatementState::canceled;
  std::optional<Error> stop_error_;
  std::optional<StatementState> settled_;
  std::vector<std::function<void()>> waiting_;
};

std::string_view name_of(StatementState state);

}  // namespace mockhaus::service
