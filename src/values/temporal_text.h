// What reading a date or time from text gives, and the scanner that both readers use
// (temporal_format.cc: by a format; temporal_parse.cc: by detection). No allocation, no exceptions.
#pragma once

#include <cstdint>
#include <string_view>

#include "values/civil.h"

namespace mockhaus::values {

struct ParsedText {
  WallClock wall;              // 1970-01-01 00:00:00 where the text says nothing
  bool has_offset = false;     // the text named an offset from UTC
  bool is_epoch = false;       // the text was a number: `wall` is an instant, shown in UTC
  int offset_minutes = 0;
};

// Fields as read, before they are checked.
struct Fields {
  int64_t year = 1970;
  int64_t month = 1, day = 1, hour = 0, minute = 0, second = 0;
  int64_t nanosecond = 0;
  bool twelve_hours = false;  // hour counts to 12; without AM or PM it means what it says
  enum class Meridiem : uint8_t { none, am, pm } meridiem = Meridiem::none;

  bool finish(WallClock* out) const;  // false: no such date or time
};

class TextScanner {
 public:
  explicit TextScanner(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool done() const { return at_ == end_; }
  char peek(size_t ahead = 0) const {
    return static_cast<size_t>(end_ - at_) > ahead ? at_[ahead] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool take_blanks() {
    const char* start = at_;
    while (peek() == ' ' || peek() == '\t') ++at_;
    return at_ != start;
  }
  std::string_view rest() const { return {at_, static_cast<size_t>(end_ - at_)}; }
  void skip(size_t count) { at_ += count; }

  // One to `most` digits.
  bool number(int most, int64_t* out);
  bool fraction(int64_t* nanoseconds);  // one to nine digits
  bool month_name(int64_t* month);
  bool day_name();
  bool meridiem(Fields::Meridiem* out, bool letter_is_enough);
  bool offset(int* minutes);  // Z, +7, +07, +0700, +07:00
  size_t digits_ahead() const;

 private:
  const char* at_;
  const char* end_;
};

constexpr int any_digits = 9;  // a field is as long as its digits are, then its value is checked

std::string_view trim_blanks(std::string_view text);

constexpr std::string_view month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};
constexpr std::string_view day_names[] = {  // ISO order
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
};

}  // namespace mockhaus::values
