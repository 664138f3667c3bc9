// Waiting times between tries that failed because another transaction was in the way.
//
// Short at first, then longer, so that many sessions that collide spread out. Waiting ends early
// when the session is interrupted, and the tries end after a limit: a transaction may hold its
// rows for hours, and the statement has to answer.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace mockhaus::engine::duckdb {

class Backoff {
 public:
  explicit Backoff(const std::atomic<bool>& interrupted) : interrupted_(interrupted) {}

  // Waits, then says whether to try again.
  bool again() {
    const auto now = std::chrono::steady_clock::now();
    if (now - begin_ > limit) return false;
    const auto until = now + pause_;
    while (std::chrono::steady_clock::now() < until) {
      if (interrupted_.load()) return false;
      std::this_thread::sleep_for(std::min(pause_, step));
    }
    pause_ = std::min(pause_ * 2, longest);
    return !interrupted_.load();
  }

 private:
  using microseconds = std::chrono::microseconds;
  static constexpr auto limit = std::chrono::seconds(60);
  static constexpr microseconds longest = std::chrono::milliseconds(50);
  static constexpr microseconds step = std::chrono::milliseconds(5);

  const std::atomic<bool>& interrupted_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  microseconds pause_ = std::chrono::microseconds(200);
};

}  // namespace mockhaus::engine::duckdb
