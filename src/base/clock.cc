#include "base/clock.h"

#include <ctime>

namespace mockhaus {

static int64_t read_clock(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return int64_t{now.tv_sec} * ns_per_second + now.tv_nsec;
}

int64_t SystemClock::wall_ns() const { return read_clock(CLOCK_REALTIME); }
int64_t SystemClock::steady_ns() const { return read_clock(CLOCK_MONOTONIC); }

}  // namespace mockhaus
