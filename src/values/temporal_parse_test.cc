#include "values/temporal_parse.h"

#include <doctest/doctest.h>

#include "values/timestamp.h"

namespace mockhaus::values {
namespace {

std::string show(WallClock wall) {
  std::string out;
  TemporalFormat("YYYY-MM-DD HH24:MI:SS.FF9").print({wall}, out);
  while (out.back() == '0' && out[out.size() - 2] != ':') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string timestamp(std::string_view text) {
  ParsedText parsed;
  if (!detect_timestamp(text, &parsed)) return "-";
  return show(parsed.wall) +
         (parsed.has_offset ? " " + std::to_string(parsed.offset_minutes) : std::string());
}

std::string time(std::string_view text) {
  ParsedText parsed;
  return detect_time(text, &parsed) ? show({0, parsed.wall.nanosecond}).substr(11) : "-";
}

TEST_CASE("ISO timestamps with and without their parts") {
  CHECK(timestamp("2013-04-28T20:57:01.123456789+07:00") ==
        "2013-04-28 20:57:01.123456789 420");
  CHECK(timestamp("2013-04-28 20:57:01.123456789 +07:00") ==
        "2013-04-28 20:57:01.123456789 420");
  CHECK(timestamp("2013-04-28 20:57:01 +0700") == "2013-04-28 20:57:01 420");
  CHECK(timestamp("2013-04-28 20:57:01.5+07") == "2013-04-28 20:57:01.5 420");
  CHECK(timestamp("2013-04-28T20:57-07:00") == "2013-04-28 20:57:00 -420");
  CHECK(timestamp("2024-01-01T00:00:00Z") == "2024-01-01 00:00:00 0");
  CHECK(timestamp("2013-04-28T20:57") == "2013-04-28 20:57:00");
  CHECK(timestamp("2013-04-28 20") == "2013-04-28 20:00:00");
  CHECK(timestamp("2013-04-28") == "2013-04-28 00:00:00");
  CHECK(timestamp("2024-1-5") == "2024-01-05 00:00:00");
  CHECK(timestamp("2024-03-29  15:00:11") == "2024-03-29 15:00:11");
  CHECK(timestamp("2024-001-01 001:00:0003") == "2024-01-01 01:00:03");
  CHECK(timestamp("99999-12-31") == "99999-12-31 00:00:00");
  CHECK(timestamp("2024-04-08T23:39:20.123-07:00") == "2024-04-08 23:39:20.123 -420");
}

TEST_CASE("the other forms") {
  CHECK(timestamp("05-Mar-2016") == "2016-03-05 00:00:00");
  CHECK(timestamp("17-december-1980") == "1980-12-17 00:00:00");
  CHECK(timestamp("3/5/2024") == "2024-03-05 00:00:00");
  CHECK(timestamp("2/18/2008 02:36:48") == "2008-02-18 02:36:48");
  CHECK(timestamp("Thu, 21 Dec 2000 16:01:07 +0200") == "2000-12-21 16:01:07 120");
  CHECK(timestamp("Thu, 21 Dec 2000 04:01:07 PM +0200") == "2000-12-21 16:01:07 120");
  CHECK(timestamp("Thu, 21 Dec 2000 16:01:07.5") == "2000-12-21 16:01:07.5");
  CHECK(timestamp("Mon Jul 08 18:09:51 +0000 2013") == "2013-07-08 18:09:51 0");
}

TEST_CASE("what is no timestamp") {
  for (const char* text :
       {"", "-", "ABCD", "05/16", "2024/01/02", "2024-13-01", "2024-02-30", "2024-01-01 24:00:00",
        "2024-01-01 00:00:60", "2024-01-01T", "2024-01-01 10:00:00 PST",
        "2024-01-01 10:00:00 America/Los_Angeles", "2024-01-01x", "12:34:56", "1/2/2024 12:00",
        "20-01-01",
        "2024-01-01 10:00:00z", "2024-01-01 10:00:00 UTC",
        "2024-01-01 00:00:00.1234567890", "1.5", "not a date"}) {
    CHECK_MESSAGE(timestamp(text) == "-", text);
  }
}

TEST_CASE("numbers in text are instants of a unit that their size tells") {
  CHECK(timestamp("31536000") == "1971-01-01 00:00:00");
  CHECK(timestamp("31536000000") == "1971-01-01 00:00:00");
  CHECK(timestamp("31536000000000") == "1971-01-01 00:00:00");
  CHECK(timestamp("31536000000000000") == "1971-01-01 00:00:00");
  CHECK(timestamp("31535999999") == "2969-05-02 23:59:59");
  CHECK(timestamp("-1") == "1969-12-31 23:59:59");
  CHECK(timestamp("20240102") == "1970-08-23 06:15:02");
}

TEST_CASE("times") {
  CHECK(time("12:34:56.789") == "12:34:56.789");
  CHECK(time("1:2") == "01:02:00");
  CHECK(time("12:00 AM") == "00:00:00");
  CHECK(time("01:02:03.5PM") == "13:02:03.5");
  CHECK(time("01:02:03+02:00") == "01:02:03");
  CHECK(time("86401") == "00:00:01");
  CHECK(time(" +12 ") == "00:00:12");
  CHECK(time("99999999999999999999") == "09:46:39.999999999");
  CHECK(time("12.5") == "-");
  CHECK(time("24:00:00") == "-");
  CHECK(time("2024-01-01") == "-");
}

TEST_CASE("a reader says what is wrong") {
  ParsedText parsed;
  TemporalReader automatic("auto", TemporalTarget::date, 1970);
  CHECK(automatic.read("2024-05-10", &parsed));
  CHECK(!automatic.read("Invalid", &parsed));
  CHECK(automatic.error("Invalid").message == "Date 'Invalid' is not recognized");
  TemporalReader formatted("YYYY", TemporalTarget::timestamp, 1970);
  CHECK(!formatted.read("x", &parsed));
  CHECK(formatted.error("x").message == "Can't parse 'x' as timestamp with format 'YYYY'");
  CHECK(formatted.error("x").code == "100096");
}

TEST_CASE("kinds of timestamps from the same text") {
  Zone session = *Zone::find("America/Los_Angeles");
  ParsedText parsed;
  REQUIRE(detect_timestamp("2024-04-05 01:02:03", &parsed));
  const int128 wall = ntz_from_text(parsed);
  CHECK(ltz_from_text(parsed, session) == wall + 7 * 60 * nanoseconds_per_minute);
  CHECK(unpack(tz_from_text(parsed, session)).offset_minutes == -420);
  REQUIRE(detect_timestamp("2024-04-05 01:02:03 +0200", &parsed));
  CHECK(ntz_from_text(parsed) == wall);
  CHECK(unpack(tz_from_text(parsed, session)) ==
        ZonedTimestamp{wall - 120 * nanoseconds_per_minute, 120});
  REQUIRE(detect_timestamp("0", &parsed));
  CHECK(ltz_from_text(parsed, session) == 0);
  CHECK(unpack(tz_from_text(parsed, session)) == ZonedTimestamp{0, 0});
  CHECK(unpack(tz_from_instant(0, session)) == ZonedTimestamp{0, -480});
}

}  // namespace
}  // namespace mockhaus::values
