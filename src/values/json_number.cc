#include "values/json_number.h"

#include <charconv>
#include <cmath>

#include "base/ascii.h"
#include "values/decimal.h"

namespace mockhaus::values {
namespace {

using ascii::is_digit;

// Digits read into a number, leading zeros not counted.
struct Digits {
  uint64_t narrow = 0;  // holds the first 18 digits, then wide takes over
  uint128 wide = 0;
  int count = 0;

  void add(char digit) {
    const auto value = static_cast<uint64_t>(digit - '0');
    if (count == 0 && value == 0) return;
    if (++count <= 18) {
      narrow = narrow * 10 + value;
    } else if (count <= decimal_digits_max) {
      wide = (count == 19 ? narrow : wide) * 10 + value;
    }
  }
  int128 signed_value(bool negative) const {
    const auto value = static_cast<int128>(count <= 18 ? narrow : wide);
    return negative ? -value : value;
  }
};

size_t skip_exponent(std::string_view text, size_t at) {
  if (at >= text.size() || (text[at] | 32) != 'e') return at;
  size_t next = at + 1;
  if (next < text.size() && (text[next] == '+' || text[next] == '-')) ++next;
  if (next >= text.size() || !is_digit(text[next])) return at;
  while (next < text.size() && is_digit(text[next])) ++next;
  return next;
}

double to_double(std::string_view text) {
  double value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc::result_out_of_range) return value;
  // from_chars leaves the value alone: too large, unless the exponent says it is tiny.
  const size_t exponent = text.find_first_of("eE");
  const bool tiny = exponent != std::string_view::npos ? text[exponent + 1] == '-'
                                                       : text.find_first_not_of("-0.") > 300;
  if (tiny) return 0;
  return text[0] == '-' ? -HUGE_VAL : HUGE_VAL;
}

}  // namespace

size_t add_json_number(std::string_view text, VariantBuilder& out) {
  const bool negative = text[0] == '-';
  size_t at = negative ? 1 : 0;
  const size_t first_digit = at;
  Digits digits;
  while (at < text.size() && is_digit(text[at])) digits.add(text[at++]);
  if (at == first_digit) return 0;
  size_t scale = 0;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    const size_t point = at++;
    while (at < text.size() && is_digit(text[at])) digits.add(text[at++]);
    scale = at - point - 1;
  }
  const size_t end = skip_exponent(text, at);
  if (end != at || digits.count > decimal_digits_max || scale > variant_scale_max) {
    out.add_real(to_double(text.substr(0, end)));
  } else {
    out.add_decimal(digits.signed_value(negative), static_cast<int>(scale));
  }
  return end;
}

}  // namespace mockhaus::values
