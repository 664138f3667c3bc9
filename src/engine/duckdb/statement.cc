#include "engine/duckdb/statement.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace mockhaus::engine::duckdb {
namespace {

class Pending {
 public:
  ~Pending() { duckdb_destroy_pending(&pending_); }
  bool start(duckdb_prepared_statement statement, Fetch fetch) {
    const duckdb_state state = fetch == Fetch::streamed
                                   ? duckdb_pending_prepared_streaming(statement, &pending_)
                                   : duckdb_pending_prepared(statement, &pending_);
    return state == DuckDBSuccess;
  }
  std::string error() const {
    const char* message = duckdb_pending_error(pending_);
    return message ? message : "no pending result";
  }
  duckdb_pending_result get() const { return pending_; }

 private:
  duckdb_pending_result pending_ = nullptr;
};

// Between two looks for work, while other threads do what there is.
constexpr auto shortest_pause = std::chrono::microseconds(30);
constexpr auto longest_pause = std::chrono::microseconds(1000);

// Runs the query to its end, or to the first rows of a stream.
void compute(duckdb_pending_result pending, Turn& turn) {
  auto pause = shortest_pause;
  while (true) {
    switch (duckdb_pending_execute_task(pending)) {
      case DUCKDB_PENDING_RESULT_NOT_READY:
        pause = shortest_pause;
        turn.pass();
        break;
      case DUCKDB_PENDING_NO_TASKS_AVAILABLE:
        turn.end();
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, longest_pause);
        break;
      default:
        return;
    }
  }
}

std::optional<std::string> take_result(duckdb_pending_result pending, EngineResult& result) {
  if (duckdb_execute_pending(pending, result.fill()) == DuckDBSuccess) return std::nullopt;
  const char* message = duckdb_result_error(&result.get());
  std::string text = message ? message : "no result";
  result.clear();
  return text;
}

bool allowed(duckdb_statement_type type) {
  switch (type) {
    case DUCKDB_STATEMENT_TYPE_SELECT:
    case DUCKDB_STATEMENT_TYPE_INSERT:
    case DUCKDB_STATEMENT_TYPE_UPDATE:
    case DUCKDB_STATEMENT_TYPE_DELETE:
    case DUCKDB_STATEMENT_TYPE_MERGE_INTO:
    case DUCKDB_STATEMENT_TYPE_CREATE:
    case DUCKDB_STATEMENT_TYPE_CREATE_FUNC:
    case DUCKDB_STATEMENT_TYPE_ALTER:
    case DUCKDB_STATEMENT_TYPE_DROP:
    case DUCKDB_STATEMENT_TYPE_EXPLAIN:
    case DUCKDB_STATEMENT_TYPE_TRANSACTION:
    case DUCKDB_STATEMENT_TYPE_COPY:  // the file system decides: only stages are open
      return true;
    default:
      return false;
  }
}

// As sql/limits.h, engine_text_bytes: a longer text was not written to its end.
constexpr size_t text_bytes_max = size_t{32} << 20;

}  // namespace

std::optional<std::string> Prepared::prepare(duckdb_connection connection, const std::string& sql) {
  // Cut off by the emitter, or close to it; errors.cc names it.
  if (sql.size() > text_bytes_max) return "Text Error: the statement is too long";
  if (auto failed = prepare_own(connection, sql)) return failed;
  if (allowed(duckdb_prepared_statement_type(statement_))) return std::nullopt;
  return "Permission Error: a kind of statement that is never emitted";
}

std::optional<std::string> Prepared::prepare_own(duckdb_connection connection,
                                                 const std::string& sql) {
  connection_ = connection;
  if (duckdb_prepare(connection, sql.c_str(), &statement_) == DuckDBSuccess) return std::nullopt;
  const char* message = duckdb_prepare_error(statement_);
  return message ? message : "no statement";
}

std::optional<std::string> Prepared::run(Fetch fetch, Turn& turn, EngineResult& result) {
  Pending pending;
  if (!pending.start(statement_, fetch)) return pending.error();
  // Leaving now would leave the query running on DuckDB's threads.
  if (turn.interrupted().load()) duckdb_interrupt(connection_);
  compute(pending.get(), turn);
  return take_result(pending.get(), result);
}

std::optional<std::string> Prepared::run_short(EngineResult& result) {
  Pending pending;
  if (!pending.start(statement_, Fetch::whole)) return pending.error();
  return take_result(pending.get(), result);
}

std::optional<std::string> run_statement(duckdb_connection connection, const std::string& sql,
                                         Fetch fetch, Turn& turn, EngineResult& result) {
  Prepared statement;
  if (auto failed = statement.prepare(connection, sql)) return failed;
  return statement.run(fetch, turn, result);
}

}  // namespace mockhaus::engine::duckdb
