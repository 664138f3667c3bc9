#include "engine/duckdb/task_threads.h"

#include <chrono>

#include "engine/duckdb/time_slice.h"

namespace mockhaus::engine::duckdb {
namespace {

// Between two looks: what is done earlier needs no help.
constexpr auto look_interval = std::chrono::microseconds(400);
// The same while a call needs help: a stream whose buffer its reader has emptied has a task again.
constexpr auto busy_interval = std::chrono::microseconds(50);
// Looks without any call before the watcher sleeps: waking it for each call would cost the caller.
constexpr int idle_looks_max = 50;
// How long threads that find nothing to do wait before they ask again.
constexpr auto longest_pause = std::chrono::microseconds(1000);
// What is short must not wait for them.
constexpr auto slice = std::chrono::milliseconds(20);

}  // namespace

TaskThreads::TaskThreads(duckdb_database database, int count) {
  if (count <= 0) return;
  tasks_ = duckdb_create_task_state(database);
  threads_.emplace_back([this] { watch(); });
  for (int i = 1; i < count; ++i) threads_.emplace_back([this] { serve(); });
}

TaskThreads::~TaskThreads() {
  if (threads_.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  duckdb_finish_execution(tasks_);
  begun_.notify_all();
  called_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  duckdb_destroy_task_state(tasks_);
}

size_t TaskThreads::begin() {
  const size_t round = round_.load() & 1;
  running_[round].fetch_add(1);
  if (parked_.load()) {
    const std::lock_guard lock(mutex_);
    parked_ = false;
    begun_.notify_one();
  }
  return round;
}

// False: nothing waits for a thread.
bool TaskThreads::run_task() {
  try {
    return duckdb_execute_n_tasks_state(tasks_, 1) > 0;
  } catch (const std::exception&) {
    return false;  // the statement whose task it was tells
  }
}

// Sleeps until a call begins. False: the end has come.
bool TaskThreads::park() {
  std::unique_lock lock(mutex_);
  parked_ = true;
  while (!stopping_ && parked_ && is_idle()) begun_.wait(lock);
  parked_ = false;
  return !stopping_;
}

void TaskThreads::watch() {
  set_time_slice(slice);
  for (int idle_looks = 0; !stopping_;) {
    idle_looks = is_idle() ? idle_looks + 1 : 0;
    if (idle_looks > idle_looks_max) {
      if (!park()) return;
      idle_looks = 0;
    }
    std::this_thread::sleep_for(needed_ ? busy_interval : look_interval);
    const size_t round = round_.load();
    if (running_[(round + 1) & 1].load() == 0) {
      needed_ = false;
      round_ = round + 1;
      continue;
    }
    if (!needed_) {
      const std::lock_guard lock(mutex_);
      needed_ = true;
      called_.notify_all();
    }
    while (!stopping_ && run_task()) continue;
  }
}

void TaskThreads::serve() {
  set_time_slice(slice);
  auto pause = look_interval;
  while (!stopping_) {
    if (!needed_) {
      std::unique_lock lock(mutex_);
      called_.wait(lock, [&] { return stopping_ || needed_; });
    }
    if (run_task()) {
      pause = look_interval;
      continue;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, longest_pause);
  }
}

}  // namespace mockhaus::engine::duckdb
