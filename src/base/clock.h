// Time, behind an interface: the wall clock for what clients see, the steady one for deadlines.
//
// Expiry of sessions, timeouts and retention use steady_ns(), so a jump of the wall clock changes
// nothing; only times inside tokens and timestamps of statements use wall_ns(). Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>

namespace mockhaus {

constexpr int64_t ns_per_second = 1'000'000'000;
constexpr int64_t ns_per_ms = 1'000'000;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t wall_ns() const = 0;    // since 1970 UTC
  virtual int64_t steady_ns() const = 0;  // since some moment; never goes back

  int64_t wall_ms() const { return wall_ns() / ns_per_ms; }
  int64_t wall_seconds() const { return wall_ns() / ns_per_second; }
};

class SystemClock final : public Clock {
 public:
  int64_t wall_ns() const override;
  int64_t steady_ns() const override;
};

// Stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(int64_t start_ns) : now_ns_(start_ns) {}
  int64_t wall_ns() const override { return now_ns_; }
  int64_t steady_ns() const override { return now_ns_; }
  void advance_seconds(int64_t seconds) { now_ns_ += seconds * ns_per_second; }

 private:
  std::atomic<int64_t> now_ns_;
};

}  // namespace mockhaus
