#include "values/zone.h"

#include <doctest/doctest.h>

#include "values/civil.h"

namespace mockhaus::values {
namespace {

int64_t at(int64_t year, int month, int day, int hour = 0, int minute = 0) {
  return days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

int64_t instant(Zone& zone, int64_t wall_seconds) {
  return seconds_of(zone.to_instant(int128{wall_seconds} * nanoseconds_per_second));
}

TEST_CASE("zones are found in any case, abbreviations are not zones") {
  CHECK(Zone::find("america/los_ANGELES")->name() == "America/Los_Angeles");
  CHECK(Zone::find("utc")->name() == "UTC");
  CHECK(Zone::find("GMT").has_value());
  CHECK(Zone::find("US/Pacific").has_value());
  CHECK(!Zone::find("PDT").has_value());
  CHECK(!Zone::find("EST").has_value());
  CHECK(!Zone::find("").has_value());
  CHECK(!Zone::find("Mars/Base").has_value());
}

TEST_CASE("offsets change with daylight time, whatever was asked before") {
  Zone zone = *Zone::find("America/Los_Angeles");
  CHECK(zone.offset_seconds(at(2024, 1, 1)) == -8 * 3600);
  CHECK(zone.offset_seconds(at(2024, 7, 1)) == -7 * 3600);
  CHECK(zone.offset_seconds(at(2024, 3, 10, 10) - 1) == -8 * 3600);
  CHECK(zone.offset_seconds(at(2024, 3, 10, 10)) == -7 * 3600);
  CHECK(zone.offset_seconds(at(2024, 3, 10, 10) - 1) == -8 * 3600);
  CHECK(zone.offset_seconds(at(9999, 7, 1)) == -7 * 3600);
  CHECK(zone.offset_seconds(at(9999, 1, 1)) == -8 * 3600);
  CHECK(zone.offset_seconds(at(1, 1, 1)) == -(7 * 3600 + 52 * 60 + 58));
  Zone india = *Zone::find("Asia/Kolkata");
  CHECK(india.offset_seconds(at(2024, 1, 1)) == 19800);
  CHECK(india.offset_seconds(at(9000, 1, 1)) == 19800);
}

TEST_CASE("every half hour of some years has cctz's offset and meaning") {
  for (const char* name : {"America/Los_Angeles", "Australia/Lord_Howe", "Africa/Casablanca",
                           "Europe/Dublin", "Asia/Kathmandu", "Pacific/Apia"}) {
    Zone zone = *Zone::find(name);
    cctz::time_zone reference;
    REQUIRE(cctz::load_time_zone(name, &reference));
    for (int64_t year : {1883, 1918, 1945, 2011, 2024, 2199, 2201}) {
      for (int64_t seconds = at(year, 1, 1); seconds < at(year + 1, 1, 1); seconds += 1800) {
        const cctz::time_point<cctz::seconds> point{cctz::seconds(seconds)};
        if (zone.offset_seconds(seconds) != reference.lookup(point).offset) FAIL(name, year);
        const auto wall = reference.lookup(cctz::civil_second() + seconds);
        if (instant(zone, seconds) != wall.pre.time_since_epoch().count()) FAIL(name, year);
      }
    }
  }
}

TEST_CASE("the cache gives what a fresh zone gives") {
  Zone cached = *Zone::find("Europe/London");
  for (int64_t seconds = at(1900, 1, 1); seconds < at(2100, 1, 1); seconds += 86400 * 13 + 1777) {
    Zone fresh = *Zone::find("Europe/London");
    if (cached.offset_seconds(seconds) != fresh.offset_seconds(seconds)) FAIL("offset");
    Zone other = *Zone::find("Europe/London");
    if (instant(cached, seconds) != instant(other, seconds)) FAIL("instant");
  }
}

TEST_CASE("skipped times move forward, repeated times are the first") {
  Zone zone = *Zone::find("America/Los_Angeles");
  CHECK(instant(zone, at(2024, 3, 10, 2, 30)) == at(2024, 3, 10, 10, 30));
  CHECK(seconds_of(zone.to_wall(zone.to_instant(int128{at(2024, 3, 10, 2, 30)} *
                                                nanoseconds_per_second))) ==
        at(2024, 3, 10, 3, 30));
  CHECK(instant(zone, at(2024, 11, 3, 1, 30)) == at(2024, 11, 3, 8, 30));
  CHECK(instant(zone, at(2024, 11, 3, 2, 0)) == at(2024, 11, 3, 10, 0));
}

}  // namespace
}  // namespace mockhaus::values
