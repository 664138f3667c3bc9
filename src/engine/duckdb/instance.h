// One opened DuckDB database: configured here and nowhere else, and locked before anyone uses it.
//
// Locked means: no file but its own, its temporary directory and the stages can be touched, no
// extension can be loaded, and no setting can be changed.
// DuckDB invalidates a whole database after a full disk or a fatal error; such an instance only
// waits for its last connection to close (instance_slot.h opens the next one).
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "base/result.h"
#include "duckdb.h"
#include "engine/duckdb/table_versions.h"
#include "engine/duckdb/task_threads.h"
#include "engine/engine.h"

namespace mockhaus::engine::duckdb {

class Instance {
 public:
  static Result<std::shared_ptr<Instance>> open(const EngineOptions& options);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  // A new connection; whoever gets it disconnects it, and keeps the instance alive until then.
  Result<duckdb_connection> connect();

  bool valid() const { return valid_.load(std::memory_order_relaxed); }
  void invalidate() { valid_.store(false, std::memory_order_relaxed); }

  // The number of commits that may have changed data; nothing while one is running, because the
  // moment inside of it at which others see the change is unknown. While the number stands, every
  // snapshot shows the same data.
  std::optional<uint64_t> commits() const {
    const uint64_t ended = commits_ended_.load();
    return commits_begun_.load() == ended ? std::optional(ended) : std::nullopt;
  }
  void begin_commit(const TableNames& changed) {
    commits_begun_.fetch_add(1);
    tables_.begin_commit(changed);
  }
  void end_commit(const TableNames& changed) {
    tables_.end_commit(changed);
    commits_ended_.fetch_add(1);
  }
  const TableVersions& tables() const { return tables_; }

  // For calls that take long.
  TaskThreads& task_threads() { return *task_threads_; }

  // Tells this instance from those before it. Set before others use it.
  uint64_t number() const { return number_; }
  void set_number(uint64_t number) { number_ = number; }

  // Whether the database still answers; for use after a failure that may have ended it.
  bool works();

  // Becomes true when the database is closed, which is later than the last shared_ptr's end.
  std::shared_ptr<const std::atomic<bool>> closed() const { return closed_; }

 private:
  Instance() = default;
  Result<Done> configure(const EngineOptions& options);
  Result<Done> prepare_file(duckdb_connection connection);
  Result<Done> start_task_threads(duckdb_connection connection);

  duckdb_database database_ = nullptr;
  std::unique_ptr<TaskThreads> task_threads_;
  uint64_t number_ = 0;
  std::atomic<bool> valid_ = true;
  std::atomic<uint64_t> commits_begun_ = 0;
  std::atomic<uint64_t> commits_ended_ = 0;
  TableVersions tables_;
  // Shared with the slot, which outlives the instance and waits for it.
  std::shared_ptr<std::atomic<bool>> closed_ = std::make_shared<std::atomic<bool>>(false);
};

// Runs statements whose result nobody needs.
Result<Done> run_plain(duckdb_connection connection, const char* sql);

// 'text' with quotes doubled, as SQL writes it.
std::string quote_literal(std::string_view text);
// "name" with double quotes doubled.
std::string quote_identifier(std::string_view name);

}  // namespace mockhaus::engine::duckdb
