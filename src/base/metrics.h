// Counters that the server keeps of itself; metrics.def lists them. Thread-safe, never blocks.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace mockhaus {

struct Metrics {
#define METRIC(name, kind, help) std::atomic<int64_t> name{0};
#include "base/metrics.def"
#undef METRIC

  // In the text format of Prometheus.
  std::string print() const;
};

}  // namespace mockhaus
