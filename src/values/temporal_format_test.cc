#include "values/temporal_format.h"

#include <doctest/doctest.h>

namespace mockhaus::values {
namespace {

constexpr int64_t clock(int hour, int minute, int second, int64_t nanosecond = 0) {
  return ((hour * 60 + minute) * 60 + second) * nanoseconds_per_second + nanosecond;
}

const Displayed afternoon{{days_from_civil(2005, 6, 15), clock(14, 45, 30, 123456789)},
                          -(5 * 60 + 30),
                          9,
                          {}};
const Displayed early{{days_from_civil(2005, 6, 5), clock(4, 5, 6)}, 0, 0, "GMT"};

std::string print(std::string_view format, const Displayed& value) {
  std::string out;
  TemporalFormat(format).print(value, out);
  return out;
}

// What a format reads, printed in one form; "-" if it does not match.
std::string parse(std::string_view format, std::string_view text, int century = 1970) {
  ParsedText parsed;
  if (!TemporalFormat(format).parse(text, century, &parsed)) return "-";
  std::string out =
      print("YYYY-MM-DD HH24:MI:SS.FF9", {parsed.wall, 0, 9, "GMT"});
  while (out.back() == '0' && out[out.size() - 2] != ':') out.pop_back();
  if (out.back() == '.') out.pop_back();
  if (parsed.has_offset) out += " " + std::to_string(parsed.offset_minutes);
  return out;
}

TEST_CASE("every element, padded and not") {
  CHECK(print("YYYY YY Y UUUU uuuu", afternoon) == "2005 05 5 2005 uuuu");
  CHECK(print("MM MO MON MMMM DDD DD D DY", afternoon) == "06 6 Jun June 015 15 15 Wed");
  CHECK(print("HH24 H24 HH12 H12 HH H MI ME SS S", afternoon) == "14 14 02 2 14 14 45 45 30 30");
  CHECK(print("HH24 H24 HH12 H12 HH H MI ME SS S", early) == "04 4 04 4 04 4 05 5 06 6");
  CHECK(print("AM PM P", afternoon) == "PM PM P");
  CHECK(print("am pm p", early) == "AM AM A");
  CHECK(print("FF FF3 FF0|", afternoon) == "123456789 123 |");
  CHECK(print("HH24:MI:SS.FF", early) == "04:05:06.");
  CHECK(print("TZH:TZM TZHTZM TZH TZD", afternoon) == "-05:30 -0530 -05 GMT-05:30");
  CHECK(print("TZH:TZM TZHTZM TZH TZD", early) == "Z Z Z GMT");
  CHECK(print("H12:ME P", afternoon) == "2:45 P");
}

TEST_CASE("other letters stand for themselves, the longest element wins") {
  CHECK(print("MMM MMMMM YYY TZM FF10 %", afternoon) == "06M JuneM 055 TZM 10 %");
  // A lone letter counts only where it is no part of a word.
  CHECK(print("DAY MONTH seconds", afternoon) == "DAY JunTH seconds");
  CHECK(print("D/MO/Y H:ME:S", afternoon) == "15/6/5 14:45:30");
  CHECK(print("\"Year:\" YYYY\"-\"MM", afternoon) == "Year: 2005-06");
  CHECK(print("YYYY\"\"MM \"unterminated", afternoon) == "2005\"06 unterminated");
  CHECK(print("DY, DD MON YYYY HH12:MI:SS AM", afternoon) == "Wed, 15 Jun 2005 02:45:30 PM");
}

TEST_CASE("years beyond four digits and before the first") {
  CHECK(print("YYYY-MM-DD", {{days_from_civil(20201, 1, 15), 0}}) == "20201-01-15");
  CHECK(print("YYYY", {{days_from_civil(1, 1, 1), 0}}) == "0001");
  CHECK(print("YYYY", {{days_from_civil(-1, 1, 1), 0}}) == "0002");
}

TEST_CASE("reading by a format") {
  CHECK(parse("dd/mm/yyyy", "3/4/2024") == "2024-04-03 00:00:00");
  CHECK(parse("YYYY.MM.DD HH:MI:SS", "2024.10.02 04:00:00") == "2024-10-02 04:00:00");
  CHECK(parse("YYYYMMDDHH24MISS", "20240102030405") == "2024-01-02 03:04:05");
  CHECK(parse("YYYYMMDD", "20240102") == "2024-01-02 00:00:00");
  CHECK(parse("YYYY-MM-DD", "20201-01-15") == "20201-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DD\"T\"HH24:MI", "2024-01-02T03:04") == "2024-01-02 03:04:00");
  CHECK(parse("HH12:MI AM", "12:30 am") == "1970-01-01 00:30:00");
  CHECK(parse("HH12:MI PM", "12:30 PM") == "1970-01-01 12:30:00");
  CHECK(parse("HH12:MI PM", "1:30 PM") == "1970-01-01 13:30:00");
  CHECK(parse("HH12:MI AM", "13:30 AM") == "-");
  CHECK(parse("HH12:MI", "13:30") == "-");
  CHECK(parse("HH12:MI", "10:00") == "1970-01-01 10:00:00");
  CHECK(parse("HH24:MI:SS AM", "10:00:00 PM") == "1970-01-01 22:00:00");
  CHECK(parse("HH24:MI AM", "12:30 AM") == "1970-01-01 12:30:00");
  CHECK(parse("HH24:MI AM", "13:30 PM") == "1970-01-01 13:30:00");
  CHECK(parse("MON DD, YYYY", "jan 5, 2024") == "2024-01-05 00:00:00");
  CHECK(parse("MMMM DD YYYY", "December 5 2024") == "2024-12-05 00:00:00");
  CHECK(parse("SS.FF", "1.5") == "1970-01-01 00:00:01.5");
  CHECK(parse("YYYY-MM-DD HH24:MI:SS.FF TZH:TZM", "2005-06-15 14:45:30.1 -05:30") ==
        "2005-06-15 14:45:30.1 -330");
  CHECK(parse("YYYY-MM-DD TZHTZM", "2005-06-15 Z") == "2005-06-15 00:00:00 0");
  CHECK(parse("YYYY-MM-DD", "2023-02-29") == "-");
  CHECK(parse("YYYY-MM-DD", "2023-02-2x") == "-");
  CHECK(parse("YYYY-MM-DD", "2023-02") == "-");
  CHECK(parse("YYYY-MM-DD HH24:MI", "2023-02-01") == "-");
  CHECK(parse("YYYY-MM-DD", "2023-02-01 10:00") == "-");
}

TEST_CASE("digits are given back where the rest needs them") {
  CHECK(parse("YYYYMMDD", "1631711999") == "-");
  CHECK(parse("YYYYMMDD", "2020115") == "2020-11-05 00:00:00");
  CHECK(parse("MMDDYYYY", "1152020") == "2020-11-05 00:00:00");
  CHECK(parse("MMDDYYYY", "01152020") == "2020-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DD", "202-01-15") == "0202-01-15 00:00:00");
  CHECK(parse("YYYY-YYYY-MM-DD", "2020-2021-01-15") == "2021-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DD", "-2020-01-15") == "-");
  CHECK(parse(std::string(60, 'D'), std::string(100, '1')) == "-");
}

TEST_CASE("blanks, names and fractions match loosely") {
  CHECK(parse("YYYY - MM - DD", "2020-01-15") == "2020-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DD ", "2020-01-15 ") == "2020-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DD ", "2020-01-15") == "-");
  CHECK(parse("YYYY-MM-DD", " 2020-01-15 ") == "2020-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DD", "2020 - 01 - 15") == "-");
  CHECK(parse("DD MON YYYY", "15 jAN 2020") == "2020-01-15 00:00:00");
  CHECK(parse("DD MMMM YYYY", "15 Jan 2020") == "2020-01-15 00:00:00");
  CHECK(parse("DD MON YYYY", "15  2020") == "-");
  CHECK(parse("DY YYYY-MM-DD", "Wednesday 2020-01-15") == "2020-01-15 00:00:00");
  CHECK(parse("DY YYYY-MM-DD", "Mon 2020-01-15") == "2020-01-15 00:00:00");
  CHECK(parse("YYYY-MM-DDTHH24:MI:SS", "2020-01-15T10:00:00") == "2020-01-15 10:00:00");
  CHECK(parse("HH24:MI:SS.FF3", "10:00:00.123456") == "1970-01-01 10:00:00.123456");
  CHECK(parse("HH24:MI:SS.FF", "10:00:00.") == "1970-01-01 10:00:00");
  CHECK(parse("HH24:MI:SS.FF", "10:00:00.1234567891") == "1970-01-01 10:00:00.123456789");
  CHECK(parse("", "") == "1970-01-01 00:00:00");
  CHECK(parse("", "2020-01-15") == "-");
  CHECK(parse("\"abc\"", "abc") == "1970-01-01 00:00:00");
  CHECK(parse("HH24 TZD", "10 PST") == "1970-01-01 10:00:00 -480");
  CHECK(parse("HH24 TZD", "10 XYZ") == "-");
}

TEST_CASE("two digits of a year mean the hundred years from the start of the century") {
  CHECK(parse("YY", "70") == "1970-01-01 00:00:00");
  CHECK(parse("YY", "69") == "2069-01-01 00:00:00");
  CHECK(parse("YY", "00", 1900) == "1900-01-01 00:00:00");
  CHECK(parse("YY", "99", 1900) == "1999-01-01 00:00:00");
  CHECK(parse("YY", "05", 2000) == "2005-01-01 00:00:00");
  CHECK(parse("MM/DD/YY", "1/2/2024") == "-");
}

}  // namespace
}  // namespace mockhaus::values
