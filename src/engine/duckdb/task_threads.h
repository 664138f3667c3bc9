// Threads that take part in statements which take long.
//
// DuckDB wakes threads of its own for each statement. A short one pays more for that than for its
// work: it takes a processor from others, and waits until the thread that took its only task gets
// one. So DuckDB has no threads of its own here (external_threads): a statement runs on the thread
// that calls, and when it is not done soon, these threads run its other tasks.
// An idle database wakes nobody. Thread-safe.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "duckdb.h"

namespace mockhaus::engine::duckdb {

class TaskThreads {
 public:
  // `count` may be 0. To be destroyed before the database is closed.
  TaskThreads(duckdb_database database, int count);
  ~TaskThreads();
  TaskThreads(const TaskThreads&) = delete;
  TaskThreads& operator=(const TaskThreads&) = delete;

  // A call or stream begins; end() gets what begin() gave.
  size_t begin();
  void end(size_t round) { running_[round].fetch_sub(1); }

 private:
  void watch();
  void serve();
  bool park();
  bool run_task();
  bool is_idle() const { return running_[0].load() + running_[1].load() == 0; }

  duckdb_task_state tasks_ = nullptr;
  // Calls that run, by the round in which they began. A round ends with a look of the watcher, so
  // that what is left of the round before has taken longer than the time between two looks.
  std::array<std::atomic<int>, 2> running_{};
  std::atomic<size_t> round_{0};
  std::atomic<bool> needed_{false}, stopping_{false}, parked_{false};
  std::mutex mutex_;
  std::condition_variable begun_;     // for the watcher
  std::condition_variable called_;    // for the others
  std::vector<std::thread> threads_;  // the first one watches, too
};

}  // namespace mockhaus::engine::duckdb
