// Counters that the server keeps of itself; metrics.def lists the plain ones. Thread-safe.
//
// Plain counters never block; families take a short lock.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace mockhaus {

// One counter for each set of labels: add(R"(state="failed")"). Bounded: what is too much is
// counted under other="true".
class CounterFamily {
 public:
  void add(const std::string& labels, int64_t count = 1);
  void print(std::string_view name, std::string_view help, std::string& into) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int64_t> counts_;
};

class DurationHistogram {
 public:
  void add(int64_t microseconds);
  void print(std::string_view name, std::string_view help, std::string& into) const;

 private:
  static constexpr std::array<int64_t, 14> bounds = {  // microseconds
      100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 500'000, 1'000'000, 5'000'000,
      30'000'000, 300'000'000};
  std::array<std::atomic<int64_t>, bounds.size() + 1> counts_{};
  std::atomic<int64_t> sum_{0};
};

struct Metrics {
#define METRIC(name, kind, help) std::atomic<int64_t> name{0};
#include "base/metrics.def"
#undef METRIC

  CounterFamily statements;  // type, state, door
  CounterFamily errors;      // code
  CounterFamily logins;      // method, outcome
  DurationHistogram statement_seconds;

  // Called before printing, to fill gauges that are looked up rather than kept.
  std::function<void(Metrics&)> before_print;

  // In the text format of Prometheus.
  std::string print();
};

}  // namespace mockhaus
