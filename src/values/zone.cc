#include "values/zone.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <mutex>

#include "values/civil.h"
#include "values/zone_names.h"

namespace mockhaus::values {
namespace {

using Instant = cctz::time_point<cctz::seconds>;
Instant instant_at(int64_t utc_seconds) { return Instant(cctz::seconds(utc_seconds)); }

constexpr auto begins_later = [](int64_t at, const auto& period) { return at < period.begin; };

int64_t seconds_of_civil(cctz::civil_second civil) { return civil - cctz::civil_second(); }

// Periods are listed up to here; later times ask cctz, which knows the rules for ever.
constexpr int64_t listed_until = days_from_civil(2200, 1, 1) * 86400;

}  // namespace

Zone::Periods Zone::list_periods(const cctz::time_zone& zone) {
  auto periods = std::make_shared<std::vector<Period>>();
  Instant at = Instant::min();
  int offset = zone.lookup(at).offset;
  periods->push_back({std::numeric_limits<int64_t>::min(), offset});
  cctz::time_zone::civil_transition change;
  while (zone.next_transition(at, &change)) {
    // `from` is the wall clock at the change in the offset before it.
    const int64_t begin = seconds_of_civil(change.from) - offset;
    if (begin >= listed_until) break;
    at = instant_at(begin);
    offset = zone.lookup(at).offset;
    periods->push_back({begin, offset});
  }
  return periods;
}

Zone::Zone() : name_("UTC"), zone_(cctz::utc_time_zone()) {
  static const Periods utc = list_periods(cctz::utc_time_zone());
  periods_ = utc;
}

std::optional<Zone> Zone::find(std::string_view name) {
  // Zones never change while the program runs: each is read from the disk and listed once.
  static std::mutex mutex;
  static std::map<std::string, Zone, std::less<>> known;
  const std::optional<std::string_view> official = official_zone_name(name);
  if (!official) return std::nullopt;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(*official); found != known.end()) return found->second;
  Zone zone;
  zone.name_ = *official;
  if (!cctz::load_time_zone(zone.name_, &zone.zone_)) return std::nullopt;
  zone.periods_ = list_periods(zone.zone_);
  known.emplace(zone.name_, zone);
  return zone;
}

void Zone::look_up(int64_t utc_seconds) {
  if (utc_seconds >= listed_until) {
    from_ = utc_seconds;
    until_ = utc_seconds + 1;
    offset_ = zone_.lookup(instant_at(utc_seconds)).offset;
    return;
  }
  const auto next =
      std::upper_bound(periods_->begin(), periods_->end(), utc_seconds, begins_later);
  from_ = std::prev(next)->begin;
  until_ = next == periods_->end() ? listed_until : next->begin;
  offset_ = std::prev(next)->offset;
}

int64_t Zone::utc_from_wall(int64_t wall_seconds) const {
  if (wall_seconds >= listed_until - 2 * 86400) {
    return zone_.lookup(cctz::civil_second() + wall_seconds).pre.time_since_epoch().count();
  }
  // No offset is a whole day, so the period of a day before is not later than the right one. The
  // first period that has not ended yet when its clock shows the time is the right one; if it has
  // not begun either, the time was skipped and counts in the offset before.
  auto period =
      std::upper_bound(periods_->begin(), periods_->end(), wall_seconds - 86400, begins_later);
  for (--period;; ++period) {
    const int64_t utc_seconds = wall_seconds - period->offset;
    const auto next = std::next(period);
    if (next != periods_->end() && utc_seconds >= next->begin) continue;
    return utc_seconds >= period->begin ? utc_seconds : wall_seconds - std::prev(period)->offset;
  }
}

int128 Zone::to_instant(int128 wall) {
  const int64_t seconds = seconds_of(wall);
  // A day inside the known period, the wall clock has one meaning.
  const int64_t guess = seconds - offset_;
  if (guess - 86400 >= from_ && until_ - 86400 > guess) {
    return wall - static_cast<int128>(offset_) * nanoseconds_per_second;
  }
  const int64_t utc_seconds = utc_from_wall(seconds);
  offset_seconds(utc_seconds);
  return wall + static_cast<int128>(utc_seconds - seconds) * nanoseconds_per_second;
}

int128 Zone::to_wall(int128 instant) {
  return instant +
         static_cast<int128>(offset_seconds(seconds_of(instant))) * nanoseconds_per_second;
}

}  // namespace mockhaus::values
