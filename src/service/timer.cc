#include "service/timer.h"

#include <chrono>
#include <limits>

namespace mockhaus::service {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

static int64_t steady_now() { return steady_clock::now().time_since_epoch().count(); }

void Timer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Timer::Ticket Timer::after(int64_t delay_ns, std::function<void()> call) {
  const std::lock_guard lock(mutex_);
  const Ticket ticket{steady_now() + delay_ns, next_number_++};
  waiting_.emplace(ticket, std::move(call));
  if (stopping_) return ticket;
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  if (ticket.first < asleep_until_) wake_.notify_one();
  return ticket;
}

bool Timer::cancel(const Ticket& ticket) {
  std::function<void()> dropped;  // outlives the lock: destroying it may do a lot
  const std::lock_guard lock(mutex_);
  const auto found = waiting_.find(ticket);
  if (found == waiting_.end()) return false;
  dropped.swap(found->second);
  waiting_.erase(found);
  return true;
}

void Timer::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (waiting_.empty()) {
      asleep_until_ = std::numeric_limits<int64_t>::max();
      wake_.wait(lock);
      continue;
    }
    const int64_t due = waiting_.begin()->first.first;
    if (due > steady_now()) {
      asleep_until_ = due;
      wake_.wait_until(lock, steady_clock::time_point(nanoseconds(due)));
      continue;
    }
    const std::function<void()> call = std::move(waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
    asleep_until_ = 0;
    lock.unlock();
    call();
    lock.lock();
  }
}

}  // namespace mockhaus::service
