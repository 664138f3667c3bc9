// The proleptic Gregorian calendar: day numbers (1970-01-01 is 0) and what they are called.
//
// Exact for every year that fits; no tables, no time zones, no clock.
#pragma once

#include <cstdint>

#include "values/physical.h"

namespace mockhaus::values {

template <class T, class U>
constexpr T floor_divide(T value, U by) {
  T quotient = value / static_cast<T>(by);
  return value % static_cast<T>(by) < 0 ? quotient - 1 : quotient;
}

struct Civil {
  int64_t year = 1970;
  int month = 1;
  int day = 1;

  bool operator==(const Civil&) const = default;
};

// Counts in eras of 400 years that start on March 1, so that the leap day is the last of a year.
constexpr int64_t days_from_civil(int64_t year, int month, int day) {
  year -= month <= 2;
  const int64_t era = floor_divide(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}
constexpr int64_t days_from_civil(Civil date) {
  return days_from_civil(date.year, date.month, date.day);
}

constexpr Civil civil_from_days(int64_t days) {
  days += 719468;
  const int64_t era = floor_divide(days, 146097);
  const auto day_of_era = static_cast<uint32_t>(days - era * 146097);
  const uint32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const uint32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const uint32_t shifted_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {static_cast<int64_t>(year_of_era) + era * 400 + (month <= 2), month, day};
}

constexpr bool is_leap_year(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
constexpr int days_in_month(int64_t year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}
// Monday 1 .. Sunday 7.
constexpr int iso_weekday(int64_t days) {
  return static_cast<int>((days + 3) - floor_divide(days + 3, 7) * 7) + 1;
}

// The time of a wall clock: the day and the nanosecond of the day, 0 <= nanosecond < a day.
struct WallClock {
  int64_t day = 0;
  int64_t nanosecond = 0;

  bool operator==(const WallClock&) const = default;
};

// Most timestamps fit 64 bits; dividing 128 bits is many times slower.
constexpr WallClock wall_clock(int128 nanoseconds) {
  if (const auto small = static_cast<int64_t>(nanoseconds); small == nanoseconds) {
    const int64_t day = floor_divide(small, nanoseconds_per_day);
    return {day, small - day * nanoseconds_per_day};
  }
  const int128 day = floor_divide(nanoseconds, nanoseconds_per_day);
  return {static_cast<int64_t>(day), static_cast<int64_t>(nanoseconds - day * nanoseconds_per_day)};
}
constexpr int128 to_nanoseconds(WallClock wall) {
  return static_cast<int128>(wall.day) * nanoseconds_per_day + wall.nanosecond;
}
constexpr int64_t seconds_of(int128 nanoseconds) {
  if (const auto small = static_cast<int64_t>(nanoseconds); small == nanoseconds) {
    return floor_divide(small, nanoseconds_per_second);
  }
  return static_cast<int64_t>(floor_divide(nanoseconds, nanoseconds_per_second));
}

}  // namespace mockhaus::values
