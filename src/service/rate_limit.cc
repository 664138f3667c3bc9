#include "service/rate_limit.h"

#include <algorithm>

#include "base/clock.h"

namespace mockhaus::service {

constexpr int64_t burst_seconds = 2;
constexpr size_t names_max = 100'000;

// One request costs 1/rate seconds of budget; a name may be in debt for the length of a burst.
bool RateLimit::allows(const std::string& name, int64_t now_ns) {
  if (per_second_ <= 0) return true;
  const std::lock_guard lock(mutex_);
  if (free_at_ns_.size() >= names_max) {
    std::erase_if(free_at_ns_, [&](const auto& item) { return item.second <= now_ns; });
    if (free_at_ns_.size() >= names_max) free_at_ns_.clear();
  }
  int64_t& free_at = free_at_ns_[name];
  const int64_t after = std::max(free_at, now_ns) + ns_per_second / per_second_;
  if (after - now_ns > burst_seconds * ns_per_second) return false;
  free_at = after;
  return true;
}

}  // namespace mockhaus::service
