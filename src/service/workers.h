// Threads that run statements. Their stacks are 16 MB, because parsing and planning recurse.
//
// Threads are made when work waits and none is idle, up to a number; the queue is bounded. Of idle
// threads the one that worked last is called first: its stack and memory are still in the cache.
// Work that takes long in a crowd gives way to other work, see give_way().
// Thread-safe. The destructor finishes the work that runs and drops what still waits.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <pthread.h>
#include <sys/types.h>
#include <vector>

namespace mockhaus::service {

class Workers {
 public:
  Workers(size_t threads_max, size_t queue_max);
  ~Workers();

  // False: the queue is full, or the workers are being stopped.
  bool run(std::function<void()> work);
  size_t waiting() const;
  // To be called now and then. If there are many more threads at work than processors, those that
  // have been for long get less of them, so that short work and the rest of the server go on.
  void give_way();
  // Drops what waits and joins the threads.
  void stop();

 private:
  static void* start(void* self);
  void work();
  bool wait_for_work(std::unique_lock<std::mutex>& lock);
  void leave();
  bool add_thread();

  const size_t threads_max_, queue_max_;
  mutable std::mutex mutex_;
  struct Idle {
    std::condition_variable wake;
    bool is_called = false;
  };
  std::vector<Idle*> idle_;  // threads that wait, each on its own stack; the latest is last
  struct Busy {
    pid_t thread = 0;
    std::chrono::steady_clock::time_point since;
    bool gives_way = false;
  };
  std::vector<Busy*> busy_;  // threads at work, each on its own stack
  std::deque<std::function<void()>> queue_;
  std::vector<pthread_t> threads_;
  bool stopping_ = false;
};

}  // namespace mockhaus::service
