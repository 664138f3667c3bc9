// What Snowflake's date functions compute, on wall clocks and day numbers.
//
// A TIMESTAMP_LTZ or TIMESTAMP_TZ is turned into its wall clock first (values/zone.h); only
// add_duration() and the epoch parts work on instants. A TIME is a wall clock of 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "values/civil.h"
#include "values/settings.h"
#include "values/temporal_part.h"

namespace mockhaus::values {

// The first day of the week that holds `day`.
int64_t week_start(int64_t day, WeekRules rules);

// DATE_PART of everything but epoch and time zone parts.
int64_t extract(DatePart part, WallClock wall, WeekRules rules);
int128 extract_epoch(DatePart part, int128 instant);
inline bool is_epoch_part(DatePart part) {
  return part >= DatePart::epoch_second && part <= DatePart::epoch_nanosecond;
}
int64_t extract_offset(DatePart part, int offset_minutes);  // timezone_hour, timezone_minute

WallClock truncate(DatePart span, WallClock wall, WeekRules rules);

// DATEADD. Snowflake counts hours and longer spans in 32 bits, so `amount_fits` may say no (error
// 100039); smaller ones in 64. A month that is too short for the day gives its last day.
bool amount_fits(DatePart span, int128 amount);
int64_t add_date_span(DatePart span, int64_t amount, int64_t day);        // year .. day
int128 add_duration(DatePart span, int64_t amount, int128 nanoseconds);   // hour .. nanosecond
int64_t add_to_time(DatePart span, int64_t amount, int64_t time);         // wraps at midnight

// DATEDIFF: how many boundaries of the part lie between, negative if `end` is earlier.
int128 difference(DatePart span, WallClock begin, WallClock end, WeekRules rules);

// ADD_MONTHS: the last day of a month stays the last day.
int64_t add_months(int64_t day, int32_t months);
// MONTHS_BETWEEN in millionths: `first` minus `second`.
int64_t months_between(WallClock first, WallClock second);
// week, month, quarter, year
int64_t last_day(DatePart span, int64_t day, WeekRules rules);
// Monday 1 .. Sunday 7, decided by the first two letters.
std::optional<int> find_week_day(std::string_view name);
int64_t next_day(int64_t day, int iso_weekday);
int64_t previous_day(int64_t day, int iso_weekday);

enum class SliceEdge : uint8_t { start, end };
// TIME_SLICE; slices are counted from 1970-01-01. `length` is positive.
WallClock time_slice(DatePart span, int64_t length, WallClock wall, SliceEdge edge,
                     WeekRules rules);

// Parts outside their usual range carry over. Nothing if the result is beyond what a DATE holds.
std::optional<int64_t> date_from_parts(int64_t year, int64_t month, int64_t day);
int64_t time_from_parts(int64_t hour, int64_t minute, int64_t second, int64_t nanosecond);
int128 clock_from_parts(int64_t hour, int64_t minute, int64_t second, int64_t nanosecond);

std::string_view day_name(int64_t day);      // Mon
std::string_view month_name(int64_t day);    // Jan

constexpr int64_t day_min = -2'147'483'647;  // what a DATE of the engine holds
constexpr int64_t day_max = 2'147'483'646;

}  // namespace mockhaus::values
