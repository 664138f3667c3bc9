#include "values/temporal_text.h"

#include "base/ascii.h"

namespace mockhaus::values {
namespace {

using ascii::is_digit;
using ascii::lower;

bool starts_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t at = 0; at < word.size(); ++at) {
    if (lower(text[at]) != lower(word[at])) return false;
  }
  return true;
}

// The index of the name that the text starts with, whole or by its first three letters.
template <size_t count>
int take_name(TextScanner& in, const std::string_view (&names)[count]) {
  for (size_t index = 0; index < count; ++index) {
    if (!starts_with(in.rest(), names[index].substr(0, 3))) continue;
    in.skip(starts_with(in.rest(), names[index]) ? names[index].size() : 3);
    return static_cast<int>(index);
  }
  return -1;
}

}  // namespace

bool TextScanner::number(int most, int64_t* out) {
  const char* start = at_;
  int64_t value = 0;
  while (at_ != end_ && is_digit(*at_) && at_ - start < most) value = value * 10 + (*at_++ - '0');
  *out = value;
  return at_ != start;
}

bool TextScanner::fraction(int64_t* nanoseconds) {
  const char* start = at_;
  if (!number(9, nanoseconds)) return false;
  for (auto digits = at_ - start; digits < 9; ++digits) *nanoseconds *= 10;
  return true;
}

size_t TextScanner::digits_ahead() const {
  const char* at = at_;
  while (at != end_ && is_digit(*at)) ++at;
  return static_cast<size_t>(at - at_);
}

bool TextScanner::month_name(int64_t* month) {
  *month = take_name(*this, month_names) + 1;
  return *month != 0;
}

bool TextScanner::day_name() { return take_name(*this, day_names) >= 0; }

bool TextScanner::meridiem(Fields::Meridiem* out, bool letter_is_enough) {
  const char first = lower(peek());
  if (first != 'a' && first != 'p') return false;
  const bool whole = lower(peek(1)) == 'm';
  if (!whole && !letter_is_enough) return false;
  *out = first == 'a' ? Fields::Meridiem::am : Fields::Meridiem::pm;
  skip(whole ? 2 : 1);
  return true;
}

bool TextScanner::offset(int* minutes) {
  *minutes = 0;
  if (take('Z')) return true;
  const bool west = peek() == '-';
  if (!take('-') && !take('+')) return false;
  int64_t hours = 0;
  int64_t rest = 0;
  if (!number(2, &hours)) return false;
  if (peek() == ':' ? take(':') && !number(2, &rest)
                    : is_digit(peek()) && (!is_digit(peek(1)) || !number(2, &rest))) {
    return false;
  }
  if (hours > 23 || rest > 59) return false;
  *minutes = static_cast<int>(hours * 60 + rest) * (west ? -1 : 1);
  return true;
}

bool Fields::finish(WallClock* out) const {
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, static_cast<int>(month))) {
    return false;
  }
  if (twelve_hours && hour > 12) return false;
  int64_t real_hour = hour;
  if (meridiem == Meridiem::pm && hour < 12) real_hour += 12;
  if (meridiem == Meridiem::am && hour == 12 && twelve_hours) real_hour = 0;
  if (real_hour > 23 || minute > 59 || second > 59) return false;
  out->day = days_from_civil(year, static_cast<int>(month), static_cast<int>(day));
  out->nanosecond =
      ((real_hour * 60 + minute) * 60 + second) * nanoseconds_per_second + nanosecond;
  return true;
}

std::string_view trim_blanks(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace mockhaus::values
