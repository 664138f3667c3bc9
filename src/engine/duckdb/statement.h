// Runs one SQL statement on one connection: the thin layer over DuckDB's prepare, pending, result.
//
// Only kinds of statements that Mockhaus emits are let through, and only one at a time: whatever
// else reaches the engine (ATTACH, COPY without a stage, PRAGMA, SET, LOAD, two statements) fails.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <utility>

#include "duckdb.h"

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

// Runs `sql`; the message of the engine if that failed. `interrupted` is looked at once the
// engine listens to duckdb_interrupt, so that an early interrupt is not lost.
std::optional<std::string> run_statement(duckdb_connection connection, const std::string& sql,
                                         Fetch fetch, const std::atomic<bool>& interrupted,
                                         EngineResult& result);

}  // namespace mockhaus::engine::duckdb
