// A time zone by its IANA name: which offset holds when, and when a wall clock shows a time.
//
// Copies are cheap. A zone remembers the last period of constant offset that it looked up, so
// values that lie close together cost two comparisons each, others a binary search; therefore one
// zone object belongs to one thread.
// A wall clock time that a change to daylight time skips counts from before the change (it moves
// forward by the gap); one that occurs twice means the first.
#pragma once

#include <cctz/time_zone.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/physical.h"

namespace mockhaus::values {

class Zone {
 public:
  Zone();  // UTC
  // Any case. Abbreviations that say no place (EST, PDT) are not zones; UTC and GMT are.
  static std::optional<Zone> find(std::string_view name);

  const std::string& name() const { return name_; }  // as IANA writes it

  int offset_seconds(int64_t utc_seconds) {
    if (utc_seconds < from_ || utc_seconds >= until_) look_up(utc_seconds);
    return offset_;
  }
  int offset_minutes(int64_t utc_seconds) { return offset_seconds(utc_seconds) / 60; }

  // Nanoseconds since 1970: of the wall clock and of the instant.
  int128 to_instant(int128 wall);
  int128 to_wall(int128 instant);

 private:
  // A time of constant offset, until the next period begins.
  struct Period {
    int64_t begin;
    int offset;
  };
  using Periods = std::shared_ptr<const std::vector<Period>>;  // shared by all copies of the zone

  static Periods list_periods(const cctz::time_zone& zone);
  void look_up(int64_t utc_seconds);
  int64_t utc_from_wall(int64_t wall_seconds) const;

  std::string name_;
  cctz::time_zone zone_;
  Periods periods_;
  int64_t from_ = 1;  // the known period: from <= instant < until
  int64_t until_ = 0;
  int offset_ = 0;
};

}  // namespace mockhaus::values
