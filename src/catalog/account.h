// One account: its published snapshot, and what the sessions of the account share.
//
// Readers take snapshot() and keep it; a DDL goes through a Change (change.h), which holds the
// write lock from enter() to its end, so that published snapshots follow one another exactly as
// the engine's commits do. Thread-safe.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "base/clock.h"
#include "base/result.h"
#include "catalog/snapshot.h"
#include "catalog/table_locks.h"
#include "engine/engine.h"

namespace mockhaus::catalog {

struct AccountOptions {
  std::string name = "MOCKHAUS";
  // First start only: a user that may do everything. Empty name: no user is made.
  std::string first_user = "MOCKHAUS";
  std::string first_user_password_hash;
};

class Account {
 public:
  // Loads the records of an engine; an empty one gets the objects of a first start.
  static Result<std::unique_ptr<Account>> open(engine::Engine& engine, const Clock& clock,
                                               AccountOptions options);

  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  const std::string& name() const { return options_.name; }
  std::shared_ptr<const Snapshot> snapshot() const;
  uint64_t version() const { return snapshot()->version(); }

  TableLocks& table_locks() { return table_locks_; }
  engine::RecordStore& records() { return engine_.records(); }
  Id new_id() { return next_id_.fetch_add(1); }  // never given out before; temporary objects too
  int64_t now_ms() const { return clock_.wall_ms(); }

  // Another session of the engine, for a change that must not be part of a transaction.
  Result<std::unique_ptr<engine::EngineSession>> open_session() { return engine_.open_session(); }

  // Removes dropped objects for good: those whose retention is over, and of one name all but the
  // newest four, so that a job that replaces a table every minute cannot fill the disk.
  Result<Done> purge(engine::EngineSession& session);

 private:
  friend class Change;
  Account(engine::Engine& engine, const Clock& clock, AccountOptions options);
  Result<Done> load(engine::EngineSession& session);
  Result<Done> first_start(engine::EngineSession& session);
  void publish(std::shared_ptr<const Snapshot> snapshot);

  engine::Engine& engine_;
  const Clock& clock_;
  AccountOptions options_;
  std::atomic<Id> next_id_ = 1;
  TableLocks table_locks_;
  std::mutex write_lock_;           // held by the one Change that has entered
  mutable std::mutex snapshot_lock_;  // guards the pointer only
  std::shared_ptr<const Snapshot> snapshot_;  // shared by all readers
};

}  // namespace mockhaus::catalog
