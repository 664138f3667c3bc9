#include "values/temporal_format.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "values/civil_table.h"

namespace mockhaus::values {

struct TemporalFormat::Spelling {
  std::string_view word;
  Kind kind;
  uint8_t width;
};

// For each first letter the longer spelling stands before the shorter.
constexpr TemporalFormat::Spelling TemporalFormat::spellings[] = {
    {"AM", Kind::meridiem, 2},
    {"DDD", Kind::day, 3},
    {"DD", Kind::day, 2},
    {"DY", Kind::weekday, 0},
    {"D", Kind::day, 1},
    {"FF", Kind::fraction, 0},
    {"HH24", Kind::hour_24, 2},
    {"HH12", Kind::hour_12, 2},
    {"HH", Kind::hour_24, 2},
    {"H24", Kind::hour_24, 1},
    {"H12", Kind::hour_12, 1},
    {"H", Kind::hour_24, 1},
    {"MMMM", Kind::month_long, 0},
    {"MM", Kind::month, 2},
    {"MI", Kind::minute, 2},
    {"MON", Kind::month_short, 0},
    {"ME", Kind::minute, 1},
    {"MO", Kind::month, 1},
    {"PM", Kind::meridiem, 2},
    {"P", Kind::meridiem_letter, 1},
    {"SS", Kind::second, 2},
    {"S", Kind::second, 1},
    {"TZD", Kind::zone_name, 0},
    {"TZH:TZM", Kind::offset_colon, 0},
    {"TZHTZM", Kind::offset_plain, 0},
    {"TZHTZH", Kind::offset_plain, 0},
    {"TZH", Kind::offset_hours, 0},
    {"UUUU", Kind::year_signed, 4},
    {"YYYY", Kind::year_full, 4},
    {"YY", Kind::year_two, 2},
    {"Y", Kind::year_two, 1},
};

namespace {

constexpr uint8_t fraction_of_type = 255;  // FF without a digit

using ascii::is_letter;
using ascii::upper;


bool spells(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  if (word == "UUUU" && text[0] != 'U') return false;
  for (size_t at = 0; at < word.size(); ++at) {
    if (upper(text[at]) != word[at]) return false;
  }
  return true;
}

void print_number(int64_t value, int width, std::string& out) {
  if (value < 100 && width == 2) {
    const char digits[] = {static_cast<char>('0' + value / 10),
                           static_cast<char>('0' + value % 10)};
    out.append(digits, 2);
    return;
  }
  char digits[24];
  char* const end = digits + sizeof digits;
  char* at = end;
  do {
    *--at = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (end - at < width) *--at = '0';
  out.append(at, static_cast<size_t>(end - at));
}

void print_offset(int minutes, bool with_minutes, bool colon, std::string& out) {
  out.push_back(minutes < 0 ? '-' : '+');
  if (minutes < 0) minutes = -minutes;
  print_number(minutes / 60, 2, out);
  if (!with_minutes) return;
  if (colon) out.push_back(':');
  print_number(minutes % 60, 2, out);
}

void print_fraction(int64_t nanosecond, int digits, std::string& out) {
  if (digits == 0) return;
  for (int cut = digits; cut < 9; ++cut) nanosecond /= 10;
  print_number(nanosecond, digits, out);
}

}  // namespace

TemporalFormat::TemporalFormat(std::string_view format) : text_(format) {
  for (size_t at = 0; at < format.size();) {
    if (format[at] != '"') {
      at += add_element(format.substr(at));
      continue;
    }
    if (format.substr(at, 2) == "\"\"") {
      add_literal("\"");
      at += 2;
      continue;
    }
    const size_t close = std::min(format.find('"', at + 1), format.size());
    add_literal(format.substr(at + 1, close - at - 1));
    at = close + 1;
  }
  for (size_t at = 0; at + 1 < elements_.size(); ++at) {
    elements_[at].element_follows = elements_[at + 1].kind != Kind::literal;
  }
}

void TemporalFormat::add_literal(std::string_view text) {
  if (text.empty()) return;
  if (elements_.empty() || elements_.back().kind != Kind::literal) {
    elements_.push_back({Kind::literal, 0, false, static_cast<uint32_t>(literals_.size()), 0});
  }
  literals_.append(text);
  elements_.back().end = static_cast<uint32_t>(literals_.size());
}

// Whether the letter that `rest` begins with belongs to a word, as in HH24 hours without quotes: a
// letter stands before it, or one behind it that begins no element.
bool TemporalFormat::stands_in_word(std::string_view rest) const {
  const bool after_letter = !elements_.empty() && elements_.back().kind == Kind::literal &&
                            is_letter(literals_.back());
  if (after_letter) return true;
  const std::string_view behind = rest.substr(1);
  if (behind.empty() || !is_letter(behind[0])) return false;
  return std::none_of(std::begin(spellings), std::end(spellings), [&](const Spelling& spelling) {
    return spells(behind, spelling.word);
  });
}

// Adds what `rest` begins with; gives its length.
size_t TemporalFormat::add_element(std::string_view rest) {
  for (const Spelling& spelling : spellings) {
    if (!spells(rest, spelling.word)) continue;
    if (spelling.word.size() == 1 && stands_in_word(rest)) continue;
    Element element{spelling.kind, spelling.width, false, 0, 0};
    size_t length = spelling.word.size();
    if (spelling.kind == Kind::fraction) {
      element.width = fraction_of_type;
      if (rest.size() > length && rest[length] >= '0' && rest[length] <= '9') {
        element.width = static_cast<uint8_t>(rest[length++] - '0');
      }
    }
    elements_.push_back(element);
    return length;
  }
  add_literal(rest.substr(0, 1));
  return 1;
}

void TemporalFormat::print(const Displayed& value, std::string& out) const {
  const Civil date = civil_of(value.wall.day);
  // The year of the era: two years before year 1 it is 2.
  const int64_t year = date.year > 0 ? date.year : 1 - date.year;
  const int64_t seconds = value.wall.nanosecond / nanoseconds_per_second;
  const int64_t hour = seconds / 3600;
  for (const Element& element : elements_) {
    const int width = element.width;
    switch (element.kind) {
      case Kind::literal:
        out.append(literals_, element.begin, element.end - element.begin);
        break;
      case Kind::year_full:
      case Kind::year_signed: print_number(year, width, out); break;
      case Kind::year_two: print_number(year % 100, width, out); break;
      case Kind::month: print_number(date.month, width, out); break;
      case Kind::month_short: out.append(month_names[date.month - 1].substr(0, 3)); break;
      case Kind::month_long: out.append(month_names[date.month - 1]); break;
      case Kind::day: print_number(date.day, width, out); break;
      case Kind::weekday:
        out.append(day_names[iso_weekday(value.wall.day) - 1].substr(0, 3));
        break;
      case Kind::hour_24: print_number(hour, width, out); break;
      case Kind::hour_12: print_number(hour % 12 == 0 ? 12 : hour % 12, width, out); break;
      case Kind::meridiem: out.append(hour < 12 ? "AM" : "PM"); break;
      case Kind::meridiem_letter: out.push_back(hour < 12 ? 'A' : 'P'); break;
      case Kind::minute: print_number(seconds / 60 % 60, width, out); break;
      case Kind::second: print_number(seconds % 60, width, out); break;
      case Kind::fraction:
        print_fraction(value.wall.nanosecond % nanoseconds_per_second,
                       width == fraction_of_type ? value.scale : width, out);
        break;
      case Kind::offset_colon:
      case Kind::offset_plain:
      case Kind::offset_hours:
        if (value.offset_minutes == 0) {
          out.push_back('Z');
        } else {
          print_offset(value.offset_minutes, element.kind != Kind::offset_hours,
                       element.kind == Kind::offset_colon, out);
        }
        break;
      case Kind::zone_name:
        if (!value.zone_name.empty()) {
          out.append(value.zone_name);
        } else {
          out.append("GMT");
          print_offset(value.offset_minutes, true, true, out);
        }
        break;
    }
  }
}

}  // namespace mockhaus::values
