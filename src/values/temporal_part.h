// Names of the parts of dates and times, as DATE_PART, DATEADD, DATE_TRUNC and others read them.
//
// Two vocabularies: words that name a span (DATEADD, DATEDIFF, DATE_TRUNC, TIME_SLICE, LAST_DAY)
// and words that name a component (DATE_PART, EXTRACT). `woy` is a component only, `ms` a span.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mockhaus::values {

enum class DatePart : uint8_t {
  year, quarter, month, week, day,                // spans of days
  hour, minute, second, millisecond, microsecond, nanosecond,
  week_iso, day_of_week, day_of_week_iso, day_of_year, year_of_week, year_of_week_iso,
  epoch_second, epoch_millisecond, epoch_microsecond, epoch_nanosecond,
  timezone_hour, timezone_minute,
};

enum class PartUse : uint8_t {
  span = 1,       // DATEADD, DATEDIFF, DATE_TRUNC, TIME_SLICE, INTERVAL
  component = 2,  // DATE_PART, EXTRACT
};

// Any case; nothing if no such part exists or it may not be used so.
std::optional<DatePart> find_part(std::string_view name, PartUse use);

// year, quarter, month, week or day: a DATE has it and stays a DATE.
constexpr bool is_date_span(DatePart part) { return part <= DatePart::day; }
// hour or smaller: a TIME has it.
constexpr bool is_time_span(DatePart part) {
  return part >= DatePart::hour && part <= DatePart::nanosecond;
}
// Which LAST_DAY understands.
constexpr bool has_last_day(DatePart part) { return part <= DatePart::week; }
// DATE_PART of a TIME.
constexpr bool is_time_component(DatePart part) {
  return part == DatePart::hour || part == DatePart::minute || part == DatePart::second ||
         part == DatePart::nanosecond ||
         (part >= DatePart::epoch_second && part <= DatePart::epoch_nanosecond);
}

// The canonical lower-case name: find_part(part_name(p)) is p.
std::string_view part_name(DatePart part);

}  // namespace mockhaus::values
