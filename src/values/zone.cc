#include "values/zone.h"

#include <chrono>
#include <limits>

#include "values/civil.h"
#include "values/zone_names.h"

namespace mockhaus::values {
namespace {

using Instant = cctz::time_point<cctz::seconds>;
Instant instant_at(int64_t utc_seconds) { return Instant(cctz::seconds(utc_seconds)); }

int64_t seconds_of_civil(cctz::civil_second civil) { return civil - cctz::civil_second(); }

// Changes of offset are listed up to here; later ones follow rules that cctz applies one by one.
constexpr int64_t listed_until = days_from_civil(2400, 1, 1) * 86400;

}  // namespace

Zone::Zone() : name_("UTC"), zone_(cctz::utc_time_zone()) {}

std::optional<Zone> Zone::find(std::string_view name) {
  std::optional<std::string_view> official = official_zone_name(name);
  if (!official) return std::nullopt;
  Zone zone;
  zone.name_ = *official;
  if (!cctz::load_time_zone(zone.name_, &zone.zone_)) return std::nullopt;
  return zone;
}

void Zone::look_up(int64_t utc_seconds) {
  const Instant instant = instant_at(utc_seconds);
  offset_ = zone_.lookup(instant).offset;
  from_ = utc_seconds;
  until_ = utc_seconds + 1;
  cctz::time_zone::civil_transition change;
  if (zone_.next_transition(instant, &change)) {
    // Both sides of the change are wall clock times; `from` is in the offset that holds now.
    until_ = seconds_of_civil(change.from) - offset_;
  } else if (utc_seconds < listed_until) {
    until_ = std::numeric_limits<int64_t>::max();
  }
  // A change at this very instant begins the period, so look from just after it.
  if (utc_seconds < listed_until && zone_.prev_transition(instant_at(utc_seconds + 1), &change)) {
    const int64_t begin = seconds_of_civil(change.to) - offset_;
    if (begin < from_) from_ = begin;
  }
}

int128 Zone::to_instant(int128 wall) {
  const int64_t seconds = seconds_of(wall);
  // A day inside the known period, the wall clock has one meaning.
  const int64_t guess = seconds - offset_;
  if (guess - 86400 >= from_ && until_ - 86400 > guess) {
    return wall - static_cast<int128>(offset_) * nanoseconds_per_second;
  }
  const auto times = zone_.lookup(cctz::civil_second() + seconds);
  const int64_t utc_seconds = times.pre.time_since_epoch().count();
  offset_seconds(utc_seconds);
  return wall + static_cast<int128>(utc_seconds - seconds) * nanoseconds_per_second;
}

int128 Zone::to_wall(int128 instant) {
  return instant +
         static_cast<int128>(offset_seconds(seconds_of(instant))) * nanoseconds_per_second;
}

}  // namespace mockhaus::values
