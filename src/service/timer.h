// Calls functions later: one thread for all waits of the service (long polls, timeouts, delays).
//
// Functions must be short; they run on the timer's thread. Thread-safe. Sleeps until the next is
// due, so an idle server does not wake up; cancelling does not wake it either.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace mockhaus::service {

class Timer {
 public:
  Timer() = default;
  ~Timer() { stop(); }
  // Ends the thread; what is still waiting, or comes later, is dropped.
  void stop();

  using Ticket = std::pair<int64_t, uint64_t>;
  Ticket after(int64_t delay_ns, std::function<void()> call);
  // False: it has run already, or runs now.
  bool cancel(const Ticket& ticket);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::map<Ticket, std::function<void()>> waiting_;  // by time, then by number
  uint64_t next_number_ = 0;
  int64_t asleep_until_ = 0;  // a call that is due later needs no waking
  bool stopping_ = false;
  std::thread thread_;  // started with the first call
};

}  // namespace mockhaus::service
