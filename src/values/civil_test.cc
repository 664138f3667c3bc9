#include "values/civil.h"

#include <doctest/doctest.h>

#include "values/civil_table.h"

namespace mockhaus::values {

TEST_CASE("days and dates are inverse for the years around 1 to 9999") {
  int64_t day = days_from_civil(-5, 1, 1);
  for (int64_t year = -5; year <= 10010; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int date = 1; date <= days_in_month(year, month); ++date, ++day) {
        if (days_from_civil(year, month, date) != day) FAIL("day");
        if (civil_from_days(day) != Civil{year, month, date}) FAIL("date");
        if (civil_of(day) != Civil{year, month, date}) FAIL("date of the table");
      }
    }
  }
  CHECK(days_from_civil(1970, 1, 1) == 0);
  CHECK(days_from_civil(1, 1, 1) == -719162);
  CHECK(days_from_civil(9999, 12, 31) == 2932896);
  CHECK(iso_weekday(0) == 4);
  CHECK(iso_weekday(-4) == 7);
}

TEST_CASE("a timestamp is a day and a time, before 1970 too") {
  CHECK(wall_clock(-1) == WallClock{-1, nanoseconds_per_day - 1});
  CHECK(wall_clock(int128{2932896} * nanoseconds_per_day + 5) == WallClock{2932896, 5});
  CHECK(wall_clock(int128{-719162} * nanoseconds_per_day) == WallClock{-719162, 0});
  CHECK(to_nanoseconds({-1, nanoseconds_per_day - 1}) == -1);
  CHECK(seconds_of(-1) == -1);
}

}  // namespace mockhaus::values
