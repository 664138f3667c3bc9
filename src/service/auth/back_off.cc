#include "service/auth/back_off.h"

#include <algorithm>

#include "base/clock.h"

namespace mockhaus::service {

constexpr int free_failures_of_user = 4;      // people mistype
constexpr int free_failures_of_address = 20;  // offices share an address
constexpr int64_t first_delay_ns = 200 * ns_per_ms;
constexpr int64_t delay_ns_max = 5 * ns_per_second;
constexpr int64_t wait_ns_max = 20 * ns_per_second;
constexpr int failures_that_lock = 5;
constexpr int64_t memory_ns = 900 * ns_per_second;  // a lock too lasts that long
constexpr size_t records_max = 100'000;

static int64_t step_after(int failures, int free_failures) {
  if (failures < free_failures) return 0;
  return std::min(delay_ns_max, first_delay_ns << std::min(failures - free_failures, 10));
}

static std::string user_key(std::string_view user) { return "u" + std::string(user); }
static std::string address_key(std::string_view address) { return "a" + std::string(address); }

BackOff::Record* BackOff::find(const std::string& key, int64_t now_ns) {
  const auto found = records_.find(key);
  if (found == records_.end()) return nullptr;
  if (now_ns - found->second.last_failure_ns > memory_ns) {
    records_.erase(found);
    return nullptr;
  }
  return &found->second;
}

std::optional<int64_t> BackOff::delay_of(std::string_view user, std::string_view address,
                                         int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  Record* by_user = find(user_key(user), now_ns);
  Record* by_address = find(address_key(address), now_ns);
  const int64_t user_step = by_user ? step_after(by_user->failures, free_failures_of_user) : 0;
  const int64_t address_step =
      by_address ? step_after(by_address->failures, free_failures_of_address) : 0;
  int64_t start = now_ns;
  if (user_step > 0) start = std::max(start, by_user->next_start_ns);
  if (address_step > 0) start = std::max(start, by_address->next_start_ns);
  if (start - now_ns > wait_ns_max) return std::nullopt;
  if (user_step > 0) by_user->next_start_ns = start + user_step;
  if (address_step > 0) by_address->next_start_ns = start + address_step;
  return start - now_ns;
}

void BackOff::count(const std::string& key, int free_failures, int64_t now_ns) {
  find(key, now_ns);  // forgets what is old
  if (records_.size() >= records_max) {
    std::erase_if(records_, [&](const auto& item) {
      return now_ns - item.second.last_failure_ns > memory_ns;
    });
    if (records_.size() >= records_max) records_.clear();  // a flood: start afresh, stay bounded
  }
  Record& record = records_[key];
  ++record.failures;
  record.last_failure_ns = now_ns;
  record.next_start_ns =
      std::max(record.next_start_ns, now_ns + step_after(record.failures, free_failures));
}

void BackOff::failed(std::string_view user, std::string_view address, int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  count(user_key(user), free_failures_of_user, now_ns);
  count(address_key(address), free_failures_of_address, now_ns);
}

std::optional<int64_t> BackOff::locked_since_ns(std::string_view user, int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  const Record* record = find(user_key(user), now_ns);
  if (record == nullptr || record->failures < failures_that_lock) return std::nullopt;
  return now_ns - record->last_failure_ns;
}

void BackOff::succeeded(std::string_view user) {
  const std::lock_guard lock(mutex_);
  records_.erase(user_key(user));
}

}  // namespace mockhaus::service
