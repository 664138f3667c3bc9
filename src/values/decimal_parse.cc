#include <algorithm>

#include "values/decimal.h"
#include "base/ascii.h"
#include "values/number_text.h"

namespace mockhaus::values {
namespace {

// What stands in a text: mantissa * 10^exponent, cut after 38 significant digits.
struct Digits {
  uint128 mantissa = 0;
  int significant = 0;       // digits in the mantissa
  int64_t exponent = 0;      // of the last mantissa digit
  bool negative = false;
  bool half_follows = false; // the first digit that was cut is 5 or more
};

using ascii::is_digit;

// Takes digits and one point; false when there is no digit at all.
bool scan_mantissa(const char*& next, const char* end, Digits& digits) {
  bool any = false, point = false;
  int64_t cut = 0;
  for (; next != end; ++next) {
    if (*next == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(*next)) break;
    any = true;
    if (point) --digits.exponent;
    if (digits.significant == decimal_digits_max) {
      if (cut == 0) digits.half_follows = *next >= '5';
      ++cut;
    } else {
      digits.mantissa = digits.mantissa * 10 + static_cast<unsigned>(*next - '0');
      if (digits.mantissa != 0) ++digits.significant;
    }
  }
  digits.exponent += cut;
  return any;
}

// Takes e[sign]digits if it is there; false when digits are missing.
bool scan_exponent(const char*& next, const char* end, Digits& digits) {
  if (next == end || (*next != 'e' && *next != 'E')) return true;
  ++next;
  bool negative = false;
  if (next != end && (*next == '+' || *next == '-')) negative = *next++ == '-';
  if (next == end || !is_digit(*next)) return false;
  int64_t exponent = 0;
  for (; next != end && is_digit(*next); ++next) {
    exponent = std::min<int64_t>(exponent * 10 + (*next - '0'), 1'000'000'000);
  }
  digits.exponent += negative ? -exponent : exponent;
  return true;
}

}  // namespace

NumberFault parse_decimal(std::string_view text, int precision, int scale, int128& result) {
  text = trim_blanks(text);
  const char* next = text.data();
  const char* end = next + text.size();
  Digits digits;
  if (next != end && (*next == '+' || *next == '-')) digits.negative = *next++ == '-';
  if (!scan_mantissa(next, end, digits) || !scan_exponent(next, end, digits) || next != end) {
    return NumberFault::not_recognized;
  }
  const int64_t shift = digits.exponent + scale;
  uint128 units = digits.mantissa;
  if (units == 0 || shift < -decimal_digits_max) {
    units = 0;
  } else if (shift >= 0) {
    if (digits.significant + shift > decimal_digits_max) return NumberFault::out_of_range;
    // Cut digits mean 38 significant ones, hence shift 0: only rounding is left.
    units = units * static_cast<uint128>(power_of_ten(static_cast<int>(shift))) +
            digits.half_follows;
  } else {
    const uint128 divisor = static_cast<uint128>(power_of_ten(static_cast<int>(-shift)));
    const uint128 rest = units % divisor;
    units = units / divisor + (rest >= divisor - rest);
  }
  const int128 value = digits.negative ? -static_cast<int128>(units) : static_cast<int128>(units);
  if (!fits(value, precision)) return NumberFault::out_of_range;
  result = value;
  return NumberFault::none;
}

}  // namespace mockhaus::values
