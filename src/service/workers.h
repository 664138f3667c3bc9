// Threads that run statements. Their stacks are 16 MB, because parsing and planning recurse.
//
// Threads are made when work waits and none is idle, up to a number; the queue is bounded. Of idle
// threads the one that worked last is called first: its stack and memory are still in the cache.
// Thread-safe. The destructor finishes the work that runs and drops what still waits.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace mockhaus::service {

class Workers {
 public:
  Workers(size_t threads_max, size_t queue_max);
  ~Workers();

  // False: the queue is full, or the workers are being stopped.
  bool run(std::function<void()> work);
  size_t waiting() const;
  // Drops what waits and joins the threads.
  void stop();

 private:
  static void* start(void* self);
  void work();
  bool wait_for_work(std::unique_lock<std::mutex>& lock);
  bool add_thread();

  const size_t threads_max_, queue_max_;
  mutable std::mutex mutex_;
  struct Idle {
    std::condition_variable wake;
    bool is_called = false;
  };
  std::vector<Idle*> idle_;  // threads that wait, each on its own stack; the latest is last
  std::deque<std::function<void()>> queue_;
  std::vector<pthread_t> threads_;
  bool stopping_ = false;
};

}  // namespace mockhaus::service
