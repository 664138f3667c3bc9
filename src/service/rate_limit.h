// How often one name (a user, an address) may ask: so many a second, a burst of two seconds' worth.
//
// Thread-safe; remembers a bounded number of names.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace mockhaus::service {

class RateLimit {
 public:
  explicit RateLimit(int64_t per_second) : per_second_(per_second) {}  // 0: no limit

  bool allows(const std::string& name, int64_t now_ns);

 private:
  const int64_t per_second_;
  std::mutex mutex_;
  std::unordered_map<std::string, int64_t> free_at_ns_;  // when the name's budget is whole again
};

}  // namespace mockhaus::service
