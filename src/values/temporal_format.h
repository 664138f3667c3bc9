// Snowflake's format of dates and times, compiled once, then used for any number of rows.
//
//   TemporalFormat format("DY, DD MON YYYY HH24:MI:SS TZHTZM");
//   format.print({wall, offset_minutes}, text);
//
// Elements are found from left to right, the longest that fits, in any case (only UUUU must start
// with a capital U); "..." is taken literally and every other character stands for itself. So
// 'MONTH' is MON, T, H. Nothing can be wrong with a format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "values/temporal_text.h"

namespace mockhaus::values {

// A value as it is shown: the wall clock of its zone, and what else the elements print.
struct Displayed {
  WallClock wall;
  int offset_minutes = 0;   // DATE, TIME, TIMESTAMP_NTZ: 0, which prints Z
  int scale = 9;            // of the type: what FF without a digit prints; 0 for a DATE
  // What TZD prints: GMT for values without zone, the session's zone for TIMESTAMP_LTZ. Empty for
  // TIMESTAMP_TZ, which prints GMT+hh:mm.
  std::string_view zone_name = "GMT";
};

class TemporalFormat {
 public:
  explicit TemporalFormat(std::string_view format);

  // Appends to `out`.
  void print(const Displayed& value, std::string& out) const;

  // False: the text does not match. Snowflake's reader tries and takes back: a number has as many
  // digits as its element usually has, or fewer, as long as the rest still matches; a year may be
  // longer if no element follows at once. A blank of the format may be missing in the text, except
  // the last character of the format; blanks around the text do not count. FF reads any number of
  // digits and keeps nine. An element that occurs twice keeps the last value.
  bool parse(std::string_view text, int two_digit_century_start, ParsedText* out) const;

  const std::string& text() const { return text_; }

 private:
  enum class Kind : uint8_t {
    literal, year_full, year_signed, year_two, month, month_short, month_long, day, weekday,
    hour_24, hour_12, meridiem, meridiem_letter, minute, second, fraction, offset_colon,
    offset_plain, offset_hours, zone_name,
  };
  struct Element {
    Kind kind = Kind::literal;
    uint8_t width = 0;             // digits to print at least; of a fraction: exactly
    bool element_follows = false;  // at once, without text between
    uint32_t begin = 0, end = 0;   // of a literal, in literals_
  };
  struct Spelling;
  static const Spelling spellings[];
  class Matcher;  // temporal_format_parse.cc

  void add_literal(std::string_view text);
  bool stands_in_word(std::string_view rest) const;
  size_t add_element(std::string_view rest);

  std::string text_;
  std::string literals_;
  std::vector<Element> elements_;
};

}  // namespace mockhaus::values
