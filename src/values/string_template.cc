#include "values/string_template.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/ascii.h"
#include "values/characters.h"
#include "values/decimal.h"
#include "values/number_text.h"

namespace mockhaus::values {
namespace {

constexpr int precision_max = 100;
constexpr size_t width_max = 100'000;

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

// Digits at the begin of `text`, which they leave; nothing: too many, or there is none.
std::optional<size_t> take_number(std::string_view& text) {
  size_t number = 0, digits = 0;
  while (digits < text.size() && ascii::is_digit(text[digits]) && digits < 7) {
    number = number * 10 + static_cast<size_t>(text[digits++] - '0');
  }
  text.remove_prefix(digits);
  return digits == 0 || digits == 7 ? std::nullopt : std::optional(number);
}

std::string digits_of(uint128 value, unsigned base, bool capitals) {
  const char* digits = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string text;
  do {
    text.insert(text.begin(), digits[static_cast<unsigned>(value % base)]);
    value /= base;
  } while (value != 0);
  return text;
}

// With `places` digits behind the point, rounded half away from zero.
std::string fixed_text(uint128 units, int scale, int places) {
  uint128 shift = 1;
  for (int i = places; i < scale; ++i) shift *= 10;
  if (shift > 1) units = (units + shift / 2) / shift;
  std::string text = digits_of(units, 10, false);
  const auto kept = static_cast<size_t>(std::min(places, scale));
  if (text.size() <= kept) text.insert(0, kept + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - kept, ".");
  if (places > scale) text.append(static_cast<size_t>(places - scale), '0');
  return text;
}

std::string printed(char type, int precision, double value) {
  const char format[] = {'%', '.', '*', type, 0};
  char text[512];
  const int size = std::snprintf(text, sizeof text, format, precision, value);
  return std::string(text, static_cast<size_t>(std::clamp(size, 0, 511)));
}

double as_real(const TemplateValue& value) {
  if (value.kind == TemplateValue::Kind::real) return value.real;
  return static_cast<double>(value.units) / std::pow(10.0, value.scale);
}

}  // namespace

StringTemplate::StringTemplate(std::string_view text) {
  std::string before;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool doubled = i + 1 < text.size() && text[i + 1] == c;
    if ((c != '{' && c != '}') || doubled) {
      before += c;
      if (c == '{' || c == '}') ++i;
      continue;
    }
    const size_t end = text.find('}', i);
    if (c == '}' || end == std::string_view::npos) return;
    Place place;
    place.before = std::move(before);
    before.clear();
    if (!read_place(text.substr(i + 1, end - i - 1), place)) return;
    places_.push_back(std::move(place));
    i = end;
  }
  rest_ = std::move(before);
  valid_ = true;
}

bool StringTemplate::read_place(std::string_view text, Place& place) {
  if (text.empty()) return true;
  if (text[0] != ':') return false;
  text.remove_prefix(1);
  if (text.empty()) return true;
  const size_t fill = character_size(text[0]);
  if (text.size() > fill && is_align(text[fill])) {
    place.fill = text.substr(0, fill);
    place.align = text[fill];
    text.remove_prefix(fill + 1);
  } else if (is_align(text[0])) {
    place.align = text[0];
    text.remove_prefix(1);
  }
  const auto take_one_of = [&text](std::string_view set) -> char {
    if (text.empty() || set.find(text[0]) == std::string_view::npos) return 0;
    const char c = text[0];
    text.remove_prefix(1);
    return c;
  };
  if (const char sign = take_one_of("+- ")) place.sign = sign;
  place.zeros = take_one_of("0") != 0;
  if (!text.empty() && ascii::is_digit(text[0])) {
    const auto width = take_number(text);
    if (!width || *width > width_max) return false;
    place.width = *width;
  }
  if (take_one_of(".") != 0) {
    const auto precision = take_number(text);
    if (!precision || *precision > precision_max) return false;
    place.precision = static_cast<int>(*precision);
  }
  place.type = take_one_of("sdfFeEgGxXob");
  return text.empty();
}

// The digits of a number without its sign; nothing: the type is none for it.
std::optional<std::string> StringTemplate::number_body(const Place& place,
                                                       const TemplateValue& value) {
  const bool exact = value.kind == TemplateValue::Kind::number;
  const bool whole = exact && value.scale == 0;
  const uint128 units = value.units < 0 ? -static_cast<uint128>(value.units)
                                        : static_cast<uint128>(value.units);
  const int precision = place.precision.value_or(6);
  switch (place.type) {
    case 'd': case 'x': case 'X': case 'o': case 'b': {
      if (!whole || place.precision) return std::nullopt;
      const unsigned base = place.type == 'd' ? 10 : place.type == 'o' ? 8
                            : place.type == 'b' ? 2 : 16;
      return digits_of(units, base, place.type == 'X');
    }
    case 'f': case 'F':
      return exact ? fixed_text(units, value.scale, precision)
                   : printed('f', precision, std::fabs(value.real));
    case 'e': case 'E': case 'g': case 'G':
      return printed(place.type, precision, std::fabs(as_real(value)));
    case 's': return std::nullopt;
    default: break;
  }
  if (place.precision) {
    if (whole) return std::nullopt;
    return printed('g', precision, std::fabs(as_real(value)));
  }
  if (exact) return fixed_text(units, value.scale, value.scale);
  char text[float_text_max];
  return std::string(text, write_float(std::fabs(value.real), text));
}

// Nothing: a number's specification.
std::optional<std::string> StringTemplate::text_body(const Place& place, std::string_view text) {
  const bool is_text = place.type == 0 || place.type == 's';
  if (!is_text || place.zeros || place.sign != '-') return std::nullopt;
  if (!place.precision) return std::string(text);
  return std::string(text.substr(0, offset_of(text, static_cast<size_t>(*place.precision))));
}

bool StringTemplate::print_value(const Place& place, const TemplateValue& value,
                                 std::string& out) {
  const bool is_text = value.kind == TemplateValue::Kind::text;
  const auto body = is_text ? text_body(place, value.text) : number_body(place, value);
  if (!body) return false;
  std::string sign;
  if (!is_text) {
    const bool negative = value.kind == TemplateValue::Kind::real ? std::signbit(value.real)
                                                                  : value.units < 0;
    sign = negative ? "-" : place.sign == '-' ? "" : std::string(1, place.sign);
  }
  const size_t size = sign.size() + count_characters(*body);
  const size_t missing = place.width > size ? place.width - size : 0;
  if (place.zeros && place.align == 0) {
    out += sign + std::string(missing, '0') + *body;
    return true;
  }
  const char align = place.align != 0 ? place.align : is_text ? '<' : '>';
  const size_t left = align == '<' ? 0 : align == '>' ? missing : missing / 2;
  for (size_t i = 0; i < left; ++i) out += place.fill;
  out += sign + *body;
  for (size_t i = left; i < missing; ++i) out += place.fill;
  return true;
}

bool StringTemplate::print(const std::vector<TemplateValue>& values, std::string& out) const {
  for (size_t i = 0; i < places_.size(); ++i) {
    out += places_[i].before;
    if (!print_value(places_[i], values[i], out)) return false;
  }
  out += rest_;
  return true;
}

}  // namespace mockhaus::values
