// Runs one SQL statement on one connection: the thin layer over DuckDB's prepare, pending, result.
//
// Only kinds of statements that Mockhaus emits are let through, and only one at a time: whatever
// else reaches the engine (ATTACH, COPY without a stage, PRAGMA, SET, LOAD, two statements) fails.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "duckdb.h"
#include "engine/duckdb/turns.h"

namespace mockhaus::engine::duckdb {

// Owns a duckdb_result.
class EngineResult {
 public:
  EngineResult() = default;
  ~EngineResult() { clear(); }
  EngineResult(EngineResult&& other) noexcept
      : result_(other.result_), filled_(std::exchange(other.filled_, false)) {}
  EngineResult& operator=(EngineResult&&) = delete;

  void clear() {
    if (std::exchange(filled_, false)) duckdb_destroy_result(&result_);
  }
  duckdb_result& get() { return result_; }
  duckdb_result* fill() {
    clear();
    filled_ = true;
    return &result_;
  }

 private:
  duckdb_result result_{};
  bool filled_ = false;
};

enum class Fetch : uint8_t { whole, streamed };

// A statement with DuckDB's plan for it, bound to one connection. It may be run again and again,
// but see plan_cache.h. The optional texts are the engine's messages; none: it worked.
class Prepared {
 public:
  Prepared() = default;
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  ~Prepared() { duckdb_destroy_prepare(&statement_); }

  std::optional<std::string> prepare(duckdb_connection connection, const std::string& sql);
  // The same for a text of our own, of any kind.
  std::optional<std::string> prepare_own(duckdb_connection connection, const std::string& sql);
  // Whether `turn` is interrupted is looked at once the engine listens to duckdb_interrupt, so that
  // an early interrupt is not lost: DuckDB forgets one that comes before a query begins.
  std::optional<std::string> run(Fetch fetch, Turn& turn, EngineResult& result);
  // The same for a text that is done at once, and that nothing may interrupt.
  std::optional<std::string> run_short(EngineResult& result);

 private:
  duckdb_connection connection_ = nullptr;  // not ours
  duckdb_prepared_statement statement_ = nullptr;
};

// Prepares and runs `sql` once. Only inside a transaction do both see the same data.
std::optional<std::string> run_statement(duckdb_connection connection, const std::string& sql,
                                         Fetch fetch, Turn& turn, EngineResult& result);

}  // namespace mockhaus::engine::duckdb
