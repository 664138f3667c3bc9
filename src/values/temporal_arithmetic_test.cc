#include "values/temporal_arithmetic.h"

#include <doctest/doctest.h>

namespace mockhaus::values {
namespace {

int64_t day(int64_t year, int month, int date) { return days_from_civil(year, month, date); }
WallClock at(int64_t date, int hour, int minute = 0, int second = 0, int64_t nanosecond = 0) {
  return {date, ((hour * 60 + minute) * 60 + second) * nanoseconds_per_second + nanosecond};
}

TEST_CASE("part names: spans and components are two vocabularies") {
  CHECK(find_part("M", PartUse::span) == DatePart::minute);
  CHECK(find_part("mm", PartUse::span) == DatePart::month);
  CHECK(find_part("woy", PartUse::component) == DatePart::week);
  CHECK(!find_part("woy", PartUse::span));
  CHECK(find_part("ms", PartUse::span) == DatePart::millisecond);
  CHECK(!find_part("ms", PartUse::component));
  CHECK(find_part("YYY", PartUse::component) == DatePart::year);
  CHECK(find_part("nsecs", PartUse::component) == DatePart::nanosecond);
  for (const char* word : {"ss", "wks", "isoweek", "isodow", "", "a very long word indeed ....."}) {
    CHECK(!find_part(word, PartUse::component));
  }
  for (int part = 0; part <= static_cast<int>(DatePart::timezone_minute); ++part) {
    const auto each = static_cast<DatePart>(part);
    const bool component = each != DatePart::millisecond && each != DatePart::microsecond;
    CHECK(find_part(part_name(each), component ? PartUse::component : PartUse::span) == each);
  }
}

TEST_CASE("components") {
  const WallClock moment = at(day(2020, 3, 4), 10, 20, 30, 123456789);
  const WeekRules rules;
  CHECK(extract(DatePart::quarter, moment, rules) == 1);
  CHECK(extract(DatePart::week, moment, rules) == 10);
  CHECK(extract(DatePart::day_of_week, moment, rules) == 3);
  CHECK(extract(DatePart::day_of_year, moment, rules) == 64);
  CHECK(extract(DatePart::nanosecond, moment, rules) == 123456789);
  const int128 instant = to_nanoseconds(moment);
  CHECK(extract_epoch(DatePart::epoch_second, instant) == 1583317230);
  CHECK(extract_epoch(DatePart::epoch_microsecond, instant) == 1583317230123456);
  CHECK(extract_offset(DatePart::timezone_hour, -450) == -7);
  CHECK(extract_offset(DatePart::timezone_minute, -450) == -30);
}

TEST_CASE("weeks under every rule") {
  const WallClock saturday = at(day(2016, 1, 2), 0);
  CHECK(extract(DatePart::week, saturday, {0, 1}) == 1);
  CHECK(extract(DatePart::year_of_week, saturday, {0, 1}) == 2016);
  CHECK(extract(DatePart::week, saturday, {0, 0}) == 53);
  CHECK(extract(DatePart::year_of_week, saturday, {0, 0}) == 2015);
  CHECK(extract(DatePart::week_iso, saturday, {3, 1}) == 53);
  CHECK(extract(DatePart::day_of_week_iso, saturday, {}) == 6);
  CHECK(extract(DatePart::day_of_week, saturday, {0, 0}) == 6);
  CHECK(extract(DatePart::day_of_week, saturday, {1, 0}) == 6);
  CHECK(extract(DatePart::day_of_week, saturday, {7, 0}) == 7);
  CHECK(extract(DatePart::day_of_week, saturday, {6, 0}) == 1);
  CHECK(extract(DatePart::week, at(day(2015, 12, 31), 0), {0, 1}) == 53);
  CHECK(week_start(day(2024, 5, 9), {2, 0}) == day(2024, 5, 7));
  CHECK(week_start(day(2024, 5, 9), {}) == day(2024, 5, 6));
  CHECK(last_day(DatePart::week, day(2024, 5, 9), {}) == day(2024, 5, 12));
  CHECK(last_day(DatePart::week, day(2024, 5, 9), {2, 0}) == day(2024, 5, 13));
}

TEST_CASE("truncation") {
  const WallClock moment = at(day(2024, 5, 9), 8, 50, 57, 891000000);
  CHECK(truncate(DatePart::quarter, moment, {}) == at(day(2024, 4, 1), 0));
  CHECK(truncate(DatePart::year, moment, {}) == at(day(2024, 1, 1), 0));
  CHECK(truncate(DatePart::month, moment, {}) == at(day(2024, 5, 1), 0));
  CHECK(truncate(DatePart::hour, moment, {}) == at(day(2024, 5, 9), 8));
  CHECK(truncate(DatePart::second, moment, {}) == at(day(2024, 5, 9), 8, 50, 57));
  CHECK(truncate(DatePart::millisecond, at(0, 0, 0, 0, 1234567), {}) == at(0, 0, 0, 0, 1000000));
}

TEST_CASE("adding") {
  CHECK(add_date_span(DatePart::month, 1, day(2023, 1, 31)) == day(2023, 2, 28));
  CHECK(add_date_span(DatePart::month, 1, day(2023, 2, 28)) == day(2023, 3, 28));
  CHECK(add_date_span(DatePart::year, -2, day(2022, 5, 8)) == day(2020, 5, 8));
  CHECK(add_date_span(DatePart::year, 2147483647, day(2024, 1, 15)) == day(2023, 1, 15));
  CHECK(add_date_span(DatePart::week, 2147483647, day(2024, 1, 15)) ==
        day(2024, 1, 15) + 2147483641);
  CHECK(add_months(day(2016, 2, 29), 1) == day(2016, 3, 31));
  CHECK(add_months(day(2016, 5, 31), -1) == day(2016, 4, 30));
  CHECK(add_months(day(2016, 5, 15), 2) == day(2016, 7, 15));
  CHECK(!amount_fits(DatePart::hour, 2147483648));
  CHECK(amount_fits(DatePart::minute, 2147483648));
  CHECK(add_to_time(DatePart::hour, -2, at(0, 1).nanosecond) == at(0, 23).nanosecond);
  CHECK(add_to_time(DatePart::minute, 9223372036854775807, at(0, 10).nanosecond) ==
        at(0, 4, 7).nanosecond);
  const int128 moment = to_nanoseconds(at(day(2024, 1, 15), 10));
  CHECK(add_duration(DatePart::minute, 9223372036854775807, moment) ==
        to_nanoseconds(at(day(2024, 1, 15), 9, 59)));
  CHECK(add_duration(DatePart::millisecond, -1, moment) == moment - 1000000);
}

TEST_CASE("differences count boundaries") {
  const auto between = [](DatePart part, WallClock a, WallClock b, WeekRules rules = {}) {
    return static_cast<int64_t>(difference(part, a, b, rules));
  };
  CHECK(between(DatePart::year, at(day(2025, 12, 31), 0), at(day(2026, 1, 1), 0)) == 1);
  CHECK(between(DatePart::quarter, at(day(2025, 11, 30), 0), at(day(2026, 10, 1), 0)) == 4);
  CHECK(between(DatePart::week, at(day(2024, 5, 5), 0), at(day(2024, 5, 6), 0)) == 1);
  CHECK(between(DatePart::week, at(day(2024, 5, 5), 0), at(day(2024, 5, 6), 0), {7, 0}) == 0);
  CHECK(between(DatePart::day, at(day(2026, 7, 26), 23), at(day(2026, 7, 27), 1)) == 1);
  CHECK(between(DatePart::hour, at(0, 10, 59), at(0, 11, 1)) == 1);
  CHECK(between(DatePart::hour, at(1, 10), at(0, 10)) == -24);
  CHECK(between(DatePart::hour, at(0, 11, 30), at(0, 10, 31)) == -1);
  CHECK(between(DatePart::second, at(0, 0, 0, 0, 900000000), at(0, 0, 0, 1, 100000000)) == 1);
}

TEST_CASE("months between, last days, week days") {
  const auto between = [](WallClock a, WallClock b) { return months_between(a, b); };
  CHECK(between(at(day(2019, 3, 1), 0), at(day(2019, 2, 15), 0)) == 548387);
  CHECK(between(at(day(2019, 3, 1), 2), at(day(2019, 2, 15), 1)) == 549731);
  CHECK(between(at(day(2019, 3, 31), 0), at(day(2019, 2, 28), 5)) == 1000000);
  CHECK(between(at(day(2019, 2, 15), 0), at(day(2019, 3, 1), 0)) == -548387);
  CHECK(last_day(DatePart::month, day(2024, 2, 1), {}) == day(2024, 2, 29));
  CHECK(last_day(DatePart::quarter, day(2024, 2, 1), {}) == day(2024, 3, 31));
  CHECK(last_day(DatePart::year, day(2024, 2, 1), {}) == day(2024, 12, 31));
  CHECK(find_week_day("Tuesday") == 2);
  CHECK(find_week_day("su") == 7);
  CHECK(!find_week_day("xx"));
  CHECK(!find_week_day("m"));
  CHECK(next_day(day(2024, 1, 1), 2) == day(2024, 1, 2));
  CHECK(next_day(day(2024, 1, 1), 1) == day(2024, 1, 8));
  CHECK(previous_day(day(2024, 1, 5), 1) == day(2024, 1, 1));
  CHECK(previous_day(day(2024, 1, 1), 1) == day(2023, 12, 25));
}

TEST_CASE("slices") {
  const auto start = SliceEdge::start;
  const auto end = SliceEdge::end;
  const WallClock february = at(day(2019, 2, 28), 0);
  CHECK(time_slice(DatePart::month, 4, february, start, {}) == at(day(2019, 1, 1), 0));
  CHECK(time_slice(DatePart::month, 4, february, end, {}) == at(day(2019, 5, 1), 0));
  CHECK(time_slice(DatePart::hour, 8, at(day(2019, 2, 28), 12, 34), start, {}) ==
        at(day(2019, 2, 28), 8));
  const WallClock july = at(day(2018, 7, 31), 0);
  CHECK(time_slice(DatePart::week, 2, july, start, {}) == at(day(2018, 7, 23), 0));
  CHECK(time_slice(DatePart::week, 2, july, end, {}) == at(day(2018, 8, 6), 0));
  CHECK(time_slice(DatePart::week, 2, july, start, {3, 0}) == at(day(2018, 7, 25), 0));
}

TEST_CASE("parts outside their range carry over") {
  CHECK(date_from_parts(2010, 1, 0) == day(2009, 12, 31));
  CHECK(date_from_parts(2010, 1, 100) == day(2010, 4, 10));
  CHECK(date_from_parts(2010, 25, 1) == day(2012, 1, 1));
  CHECK(date_from_parts(2010, 0, -1) == day(2009, 11, 29));
  CHECK(!date_from_parts(99999999, 1, 1));
  CHECK(time_from_parts(10, 90, 0, 0) == at(0, 11, 30).nanosecond);
  CHECK(time_from_parts(25, 0, 0, 0) == at(0, 1).nanosecond);
  CHECK(time_from_parts(0, 0, -1, 0) == at(0, 23, 59, 59).nanosecond);
  CHECK(day_name(day(2024, 1, 1)) == "Mon");
  CHECK(month_name(day(2024, 1, 1)) == "Jan");
}

}  // namespace
}  // namespace mockhaus::values
