#include "values/temporal_arithmetic.h"

#include <limits>

#include "values/civil_table.h"
#include "values/temporal_text.h"

namespace mockhaus::values {
namespace {

constexpr int64_t days_of_week(DatePart span) { return span == DatePart::week ? 7 : 1; }
constexpr int64_t months_of(DatePart span) {
  return span == DatePart::year ? 12 : span == DatePart::quarter ? 3 : 1;
}
constexpr int64_t nanoseconds_of(DatePart span) {
  switch (span) {
    case DatePart::hour: return 3600 * nanoseconds_per_second;
    case DatePart::minute: return 60 * nanoseconds_per_second;
    case DatePart::second: return nanoseconds_per_second;
    case DatePart::millisecond: return 1'000'000;
    case DatePart::microsecond: return 1'000;
    default: return 1;
  }
}

int64_t month_index(Civil date) { return date.year * 12 + date.month - 1; }
int64_t first_of_month(int64_t index) {
  const int64_t year = floor_divide(index, 12);
  return days_from_civil(year, static_cast<int>(index - year * 12) + 1, 1);
}
int last_of_month(int64_t index) {
  const int64_t year = floor_divide(index, 12);
  return days_in_month(year, static_cast<int>(index - year * 12) + 1);
}

int64_t day_of_year(int64_t day, int64_t year) { return day - days_from_civil(year, 1, 1) + 1; }

struct Week {
  int64_t year;
  int64_t number;
};

// The year to which most days of the week belong, and the week's number in it.
Week week_by_majority(int64_t day, WeekRules rules) {
  const int64_t pivot = week_start(day, rules) + 3;
  const int64_t year = civil_of(pivot).year;
  return {year, (day_of_year(pivot, year) - 1) / 7 + 1};
}

Week week_of(int64_t day, WeekRules rules) {
  if (rules.week_of_year_policy == 0) return week_by_majority(day, rules);
  const int64_t year = civil_of(day).year;
  const int64_t first = week_start(days_from_civil(year, 1, 1), rules);
  return {year, (week_start(day, rules) - first) / 7 + 1};
}

int64_t day_of_week(int64_t day, WeekRules rules) {
  if (rules.week_start == 0) return iso_weekday(day) % 7;
  return (iso_weekday(day) - rules.week_start + 7) % 7 + 1;
}

int64_t clamp_to_month(int64_t index, int day) {
  const int last = last_of_month(index);
  return first_of_month(index) + (day < last ? day : last) - 1;
}

// Products of 32 bits wrap in Snowflake, so they do here.
int32_t wrapping_product(int64_t amount, int32_t by) {
  return static_cast<int32_t>(static_cast<uint32_t>(amount) * static_cast<uint32_t>(by));
}

}  // namespace

int64_t week_start(int64_t day, WeekRules rules) {
  const int first = rules.week_start == 0 ? 1 : rules.week_start;
  return day - (iso_weekday(day) - first + 7) % 7;
}

int64_t extract(DatePart part, WallClock wall, WeekRules rules) {
  const int64_t seconds = wall.nanosecond / nanoseconds_per_second;
  switch (part) {
    case DatePart::hour: return seconds / 3600;
    case DatePart::minute: return seconds / 60 % 60;
    case DatePart::second: return seconds % 60;
    case DatePart::nanosecond: return wall.nanosecond % nanoseconds_per_second;
    case DatePart::day_of_week: return day_of_week(wall.day, rules);
    case DatePart::day_of_week_iso: return iso_weekday(wall.day);
    case DatePart::week: return week_of(wall.day, rules).number;
    case DatePart::year_of_week: return week_of(wall.day, rules).year;
    case DatePart::week_iso: return week_by_majority(wall.day, {}).number;
    case DatePart::year_of_week_iso: return week_by_majority(wall.day, {}).year;
    default: break;
  }
  const Civil date = civil_of(wall.day);
  switch (part) {
    case DatePart::year: return date.year;
    case DatePart::quarter: return (date.month - 1) / 3 + 1;
    case DatePart::month: return date.month;
    case DatePart::day: return date.day;
    case DatePart::day_of_year: return day_of_year(wall.day, date.year);
    default: return 0;
  }
}

int128 extract_epoch(DatePart part, int128 instant) {
  switch (part) {
    case DatePart::epoch_second: return seconds_of(instant);
    case DatePart::epoch_millisecond: return floor_divide(instant, 1'000'000);
    case DatePart::epoch_microsecond: return floor_divide(instant, 1'000);
    default: return instant;
  }
}

int64_t extract_offset(DatePart part, int offset_minutes) {
  return part == DatePart::timezone_hour ? offset_minutes / 60 : offset_minutes % 60;
}

WallClock truncate(DatePart span, WallClock wall, WeekRules rules) {
  switch (span) {
    case DatePart::year:
    case DatePart::quarter:
    case DatePart::month: {
      const int64_t index = month_index(civil_of(wall.day));
      return {first_of_month(index - (index - floor_divide(index, 12) * 12) % months_of(span)), 0};
    }
    case DatePart::week: return {week_start(wall.day, rules), 0};
    case DatePart::day: return {wall.day, 0};
    default: return {wall.day, wall.nanosecond - wall.nanosecond % nanoseconds_of(span)};
  }
}

bool amount_fits(DatePart span, int128 amount) {
  if (span <= DatePart::hour) {
    return amount >= std::numeric_limits<int32_t>::min() &&
           amount <= std::numeric_limits<int32_t>::max();
  }
  return amount >= std::numeric_limits<int64_t>::min() &&
         amount <= std::numeric_limits<int64_t>::max();
}

int64_t add_date_span(DatePart span, int64_t amount, int64_t day) {
  if (span == DatePart::day || span == DatePart::week) {
    return day + wrapping_product(amount, static_cast<int32_t>(days_of_week(span)));
  }
  const Civil date = civil_of(day);
  const int32_t months = wrapping_product(amount, static_cast<int32_t>(months_of(span)));
  return clamp_to_month(month_index(date) + months, date.day);
}

int128 add_duration(DatePart span, int64_t amount, int128 nanoseconds) {
  if (span == DatePart::minute) {
    amount = static_cast<int64_t>(static_cast<uint64_t>(amount) * 60);  // wraps as Snowflake does
    span = DatePart::second;
  }
  if (span != DatePart::second) {
    return nanoseconds + static_cast<int128>(amount) * nanoseconds_of(span);
  }
  const int64_t seconds = seconds_of(nanoseconds);
  const auto sum = static_cast<int64_t>(static_cast<uint64_t>(seconds) +
                                        static_cast<uint64_t>(amount));
  return nanoseconds + (static_cast<int128>(sum) - seconds) * nanoseconds_per_second;
}

int64_t add_to_time(DatePart span, int64_t amount, int64_t time) {
  const int128 sum = time + static_cast<int128>(amount) * nanoseconds_of(span);
  return static_cast<int64_t>(sum - floor_divide(sum, nanoseconds_per_day) * nanoseconds_per_day);
}

int128 difference(DatePart span, WallClock begin, WallClock end, WeekRules rules) {
  switch (span) {
    case DatePart::year:
    case DatePart::quarter:
    case DatePart::month: {
      const int64_t months = months_of(span);
      return floor_divide(month_index(civil_of(end.day)), months) -
             floor_divide(month_index(civil_of(begin.day)), months);
    }
    case DatePart::week: return (week_start(end.day, rules) - week_start(begin.day, rules)) / 7;
    case DatePart::day: return end.day - begin.day;
    default: break;
  }
  const int64_t unit = nanoseconds_of(span);
  return static_cast<int128>(end.day - begin.day) * (nanoseconds_per_day / unit) +
         (end.nanosecond / unit - begin.nanosecond / unit);
}

int64_t add_months(int64_t day, int32_t months) {
  const Civil date = civil_of(day);
  const bool is_last = date.day == days_in_month(date.year, date.month);
  return clamp_to_month(month_index(date) + months, is_last ? 31 : date.day);
}

int64_t months_between(WallClock first, WallClock second) {
  const Civil a = civil_of(first.day);
  const Civil b = civil_of(second.day);
  const int64_t months = month_index(a) - month_index(b);
  const bool both_last =
      a.day == days_in_month(a.year, a.month) && b.day == days_in_month(b.year, b.month);
  if (a.day == b.day || both_last) return months * 1'000'000;
  constexpr int128 month = int128{31} * nanoseconds_per_day;
  const int128 rest = int128{a.day - b.day} * nanoseconds_per_day +
                      (first.nanosecond - second.nanosecond);
  const int128 total = (months * month + rest) * 1'000'000;
  return static_cast<int64_t>((total + (total < 0 ? -month / 2 : month / 2)) / month);
}

int64_t last_day(DatePart span, int64_t day, WeekRules rules) {
  if (span == DatePart::week) return week_start(day, rules) + 6;
  const int64_t first = truncate(span, {day, 0}, rules).day;
  return first_of_month(month_index(civil_of(first)) + months_of(span)) - 1;
}

std::optional<int> find_week_day(std::string_view name) {
  if (name.size() < 2) return std::nullopt;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const std::string_view known = day_names[weekday - 1];
    if ((name[0] | 32) == (known[0] | 32) && (name[1] | 32) == (known[1] | 32)) return weekday;
  }
  return std::nullopt;
}

int64_t next_day(int64_t day, int weekday) {
  const int ahead = (weekday - iso_weekday(day) + 7) % 7;
  return day + (ahead == 0 ? 7 : ahead);
}

int64_t previous_day(int64_t day, int weekday) {
  const int back = (iso_weekday(day) - weekday + 7) % 7;
  return day - (back == 0 ? 7 : back);
}

WallClock time_slice(DatePart span, int64_t length, WallClock wall, SliceEdge edge,
                     WeekRules rules) {
  const int more = edge == SliceEdge::end ? 1 : 0;
  switch (span) {
    case DatePart::year:
    case DatePart::quarter:
    case DatePart::month: {
      const int64_t months = months_of(span) * length;
      constexpr int64_t origin = 1970 * 12;
      const int64_t index = month_index(civil_of(wall.day)) - origin;
      return {first_of_month(origin + (floor_divide(index, months) + more) * months), 0};
    }
    case DatePart::week:
    case DatePart::day: {
      const int64_t days = days_of_week(span) * length;
      const int64_t origin = span == DatePart::week ? week_start(0, rules) : 0;
      return {origin + (floor_divide(wall.day - origin, days) + more) * days, 0};
    }
    default: break;
  }
  const int128 unit = static_cast<int128>(nanoseconds_of(span)) * length;
  return wall_clock((floor_divide(to_nanoseconds(wall), unit) + more) * unit);
}

std::optional<int64_t> date_from_parts(int64_t year, int64_t month, int64_t day) {
  constexpr int64_t most = 10'000'000'000;  // far beyond any date, far below an overflow
  if (year > most || year < -most || month > most || month < -most || day > most || day < -most) {
    return std::nullopt;
  }
  const int64_t result = first_of_month(year * 12 + month - 1) + day - 1;
  if (result < day_min || result > day_max) return std::nullopt;
  return result;
}

int128 clock_from_parts(int64_t hour, int64_t minute, int64_t second, int64_t nanosecond) {
  return ((static_cast<int128>(hour) * 60 + minute) * 60 + second) * nanoseconds_per_second +
         nanosecond;
}

int64_t time_from_parts(int64_t hour, int64_t minute, int64_t second, int64_t nanosecond) {
  const int128 sum = clock_from_parts(hour, minute, second, nanosecond);
  return static_cast<int64_t>(sum - floor_divide(sum, nanoseconds_per_day) * nanoseconds_per_day);
}

std::string_view day_name(int64_t day) { return day_names[iso_weekday(day) - 1].substr(0, 3); }
std::string_view month_name(int64_t day) {
  return month_names[civil_of(day).month - 1].substr(0, 3);
}

}  // namespace mockhaus::values
