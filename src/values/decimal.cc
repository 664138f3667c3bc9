#include "values/decimal.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/check.h"

namespace mockhaus::values {
namespace {

constexpr std::array<uint128, 39> powers = [] {
  std::array<uint128, 39> result{};
  uint128 power = 1;
  for (auto& entry : result) {
    entry = power;
    power *= 10;
  }
  return result;
}();

// The correctly rounded double of each power that a decimal needs as a divisor.
constexpr double double_powers[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11, 1e12,
    1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25,
    1e26, 1e27, 1e28, 1e29, 1e30, 1e31, 1e32, 1e33, 1e34, 1e35, 1e36, 1e37, 1e38};

uint128 magnitude(int128 value) {
  return value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
}
int128 with_sign(uint128 value, bool negative) {
  return negative ? -static_cast<int128>(value) : static_cast<int128>(value);
}

// The library divides 128 bits slowly; most numbers fit 64.
uint128 quotient_of(uint128 value, uint128 divisor, uint128& remainder) {
  if ((value >> 64) == 0) {
    if ((divisor >> 64) != 0) {
      remainder = value;
      return 0;
    }
    const uint64_t small = static_cast<uint64_t>(value), by = static_cast<uint64_t>(divisor);
    const uint64_t quotient = small / by;
    remainder = small - quotient * by;
    return quotient;
  }
  const uint128 quotient = value / divisor;
  remainder = value - quotient * divisor;
  return quotient;
}

struct Wide {  // 256 bits
  uint128 high = 0;
  uint128 low = 0;
};

Wide wide_product(uint128 a, uint128 b) {
  const uint64_t a0 = static_cast<uint64_t>(a), a1 = static_cast<uint64_t>(a >> 64);
  const uint64_t b0 = static_cast<uint64_t>(b), b1 = static_cast<uint64_t>(b >> 64);
  const uint128 low = static_cast<uint128>(a0) * b0;
  const uint128 mid1 = static_cast<uint128>(a1) * b0;
  const uint128 mid2 = static_cast<uint128>(a0) * b1;
  const uint128 carry = (low >> 64) + static_cast<uint64_t>(mid1) + static_cast<uint64_t>(mid2);
  Wide result;
  result.low = (carry << 64) | static_cast<uint64_t>(low);
  result.high = static_cast<uint128>(a1) * b1 + (mid1 >> 64) + (mid2 >> 64) + (carry >> 64);
  return result;
}

// Multiplies in place; false when the product needs more than 256 bits.
bool wide_multiply(Wide& value, uint128 factor) {
  const Wide low = wide_product(value.low, factor);
  const Wide high = wide_product(value.high, factor);
  if (high.high != 0) return false;
  value.low = low.low;
  return !__builtin_add_overflow(low.high, high.low, &value.high);
}

// Divides the 192 bits (high, next) by a divisor whose top bit is set; high < divisor.
// Knuth's step with 64 bit digits: the estimate is at most two too large.
uint64_t divide_step(uint128& high, uint64_t next, uint128 divisor) {
  const uint64_t top = static_cast<uint64_t>(divisor >> 64);
  const uint64_t bottom = static_cast<uint64_t>(divisor);
  uint128 estimate = static_cast<uint64_t>(high >> 64) == top ? ~uint64_t{0} : high / top;
  uint128 rest = high - estimate * top;
  while ((rest >> 64) == 0 && estimate * bottom > ((rest << 64) | next)) {
    --estimate;
    rest += top;
  }
  high = (high << 64 | next) - estimate * divisor;  // exact modulo 2^128
  return static_cast<uint64_t>(estimate);
}

// Requires value.high < divisor, so that the quotient has 128 bits.
uint128 wide_divide(Wide value, uint128 divisor, uint128& remainder) {
  if (value.high == 0) return quotient_of(value.low, divisor, remainder);
  const uint64_t top = static_cast<uint64_t>(divisor >> 64);
  const int shift = top != 0 ? __builtin_clzll(top)
                             : 64 + __builtin_clzll(static_cast<uint64_t>(divisor));
  const uint128 scaled = divisor << shift;
  uint128 high = shift == 0 ? value.high
                            : (value.high << shift) | (value.low >> (128 - shift));
  const uint128 low = value.low << shift;
  const uint64_t first = divide_step(high, static_cast<uint64_t>(low >> 64), scaled);
  const uint64_t second = divide_step(high, static_cast<uint64_t>(low), scaled);
  remainder = high >> shift;
  return (static_cast<uint128>(first) << 64) | second;
}

// round(value / divisor) with the sign, or false when it has more than 38 digits.
bool rounded_quotient(Wide value, uint128 divisor, bool negative, int128& result) {
  if (value.high >= divisor) return false;
  uint128 rest;
  uint128 quotient = wide_divide(value, divisor, rest);
  if (rest >= divisor - rest) ++quotient;
  if (quotient >= powers[decimal_digits_max]) return false;
  result = with_sign(quotient, negative);
  return true;
}

// a * 10^raise, or false when it leaves 38 digits.
bool raise(int128 value, int by, int128& result) {
  if (by == 0 || value == 0) {
    result = value;
    return true;
  }
  if (by > decimal_digits_max) return false;
  const uint128 limit = powers[decimal_digits_max - by];
  const uint128 size = magnitude(value);
  if (size >= limit) return false;
  result = with_sign(size * powers[by], value < 0);
  return true;
}

bool rounds_up(uint128 quotient, uint128 rest, uint128 divisor, Rounding rounding,
               bool negative) {
  switch (rounding) {
    case Rounding::half_away: return rest >= divisor - rest;
    case Rounding::half_even:
      return rest > divisor - rest || (rest == divisor - rest && (quotient & 1) != 0);
    case Rounding::truncate: return false;
    case Rounding::ceiling: return rest != 0 && !negative;
    case Rounding::floor: return rest != 0 && negative;
  }
  return false;
}

}  // namespace

int128 power_of_ten(int exponent) {
  CHECK(exponent >= 0 && exponent <= decimal_digits_max);
  return static_cast<int128>(powers[exponent]);
}

bool fits(int128 units, int precision) { return magnitude(units) < powers[precision]; }

bool divide(int128 a, int128 b, int shift, int128& result) {
  const bool negative = (a < 0) != (b < 0);
  const uint128 dividend = magnitude(a);
  uint128 divisor = magnitude(b);
  if (shift < 0) {
    // A divisor beyond 128 bits leaves less than a half of any dividend.
    if (shift < -decimal_digits_max || divisor > ~uint128{0} / powers[-shift]) {
      result = 0;
      return true;
    }
    divisor *= powers[-shift];
    return rounded_quotient({0, dividend}, divisor, negative, result);
  }
  if (shift <= 18 && (dividend >> 64) == 0) {
    const uint128 raised = dividend * static_cast<uint64_t>(powers[shift]);
    if ((raised >> 64) == 0 && (divisor >> 63) == 0) {
      const uint64_t small = static_cast<uint64_t>(divisor);
      uint64_t quotient = static_cast<uint64_t>(raised) / small;
      const uint64_t rest = static_cast<uint64_t>(raised) % small;
      quotient += rest >= small - rest;
      result = with_sign(quotient, negative);
      return true;
    }
    return rounded_quotient({0, raised}, divisor, negative, result);
  }
  Wide raised{0, dividend};
  for (int left = shift; left > 0; left -= decimal_digits_max) {
    const int step = left < decimal_digits_max ? left : decimal_digits_max;
    if (!wide_multiply(raised, powers[step])) return false;
  }
  return rounded_quotient(raised, divisor, negative, result);
}

bool multiply(int128 a, int128 b, int reduce, int128& result) {
  if (a == static_cast<int64_t>(a) && b == static_cast<int64_t>(b)) {
    const int128 product = a * b;
    if (reduce == 0) {
      if (!fits(product, decimal_digits_max)) return false;
      result = product;
      return true;
    }
    return rounded_quotient({0, magnitude(product)}, powers[reduce], product < 0, result);
  }
  const Wide product = wide_product(magnitude(a), magnitude(b));
  return rounded_quotient(product, powers[reduce], (a < 0) != (b < 0), result);
}

bool add(int128 a, int raise_a, int128 b, int raise_b, int128& result) {
  int128 left, right;
  if (!raise(a, raise_a, left) || !raise(b, raise_b, right)) return false;
  const int128 sum = left + right;  // both below 10^38: no overflow of 127 bits
  if (!fits(sum, decimal_digits_max)) return false;
  result = sum;
  return true;
}

int128 remainder(int128 a, int scale_a, int128 b, int scale_b) {
  if (scale_a == scale_b) return a % b;
  if (scale_a < scale_b) {
    Wide raised = wide_product(magnitude(a), powers[scale_b - scale_a]);
    const uint128 divisor = magnitude(b);
    raised.high %= divisor;
    uint128 rest;
    wide_divide(raised, divisor, rest);
    return with_sign(rest, a < 0);
  }
  const uint128 size = magnitude(b);
  const uint128 factor = powers[scale_a - scale_b];
  if (size > ~uint128{0} / factor) return a;  // |b| is larger than any |a|
  return with_sign(magnitude(a) % (size * factor), a < 0);
}

int compare(int128 a, int scale_a, int128 b, int scale_b) {
  if (scale_a == scale_b) return a < b ? -1 : a > b;
  if ((a < 0) != (b < 0)) return a < 0 ? -1 : 1;
  const Wide left = wide_product(magnitude(a), powers[scale_a < scale_b ? scale_b - scale_a : 0]);
  const Wide right = wide_product(magnitude(b), powers[scale_a > scale_b ? scale_a - scale_b : 0]);
  int order = left.high != right.high ? (left.high < right.high ? -1 : 1)
              : left.low != right.low ? (left.low < right.low ? -1 : 1)
                                      : 0;
  return a < 0 ? -order : order;
}

bool rescale(int128 units, int from_scale, int to_scale, int precision, int128& result) {
  int128 scaled;
  if (to_scale >= from_scale) {
    if (!raise(units, to_scale - from_scale, scaled)) return false;
  } else if (!rounded_quotient({0, magnitude(units)}, powers[from_scale - to_scale], units < 0,
                               scaled)) {
    return false;
  }
  if (!fits(scaled, precision)) return false;
  result = scaled;
  return true;
}

bool round_at(int128 units, int scale, int places, Rounding rounding, int result_scale,
              int128& result) {
  if (places >= scale) return rescale(units, scale, result_scale, decimal_digits_max, result);
  const int drop = scale - places;
  if (drop > decimal_digits_max) {
    // Every digit goes; only rounding outwards leaves something, which no NUMBER can hold.
    const bool outwards = (rounding == Rounding::ceiling && units > 0) ||
                          (rounding == Rounding::floor && units < 0);
    if (outwards) return false;
    result = 0;
    return true;
  }
  const uint128 divisor = powers[drop];
  uint128 rest;
  uint128 quotient = quotient_of(magnitude(units), divisor, rest);
  quotient += rounds_up(quotient, rest, divisor, rounding, units < 0);
  const int128 rounded = with_sign(quotient, units < 0);
  if (result_scale >= places) return raise(rounded, result_scale - places, result);
  return rescale(rounded, places, result_scale, decimal_digits_max, result);
}

size_t write_decimal(int128 units, int scale, char* out) {
  char digits[40];
  int count = 0;
  uint128 rest = magnitude(units);
  while ((rest >> 64) != 0) {
    uint64_t chunk = static_cast<uint64_t>(rest % 1'000'000'000'000'000'000u);
    rest /= 1'000'000'000'000'000'000u;
    for (int i = 0; i < 18; ++i, chunk /= 10) digits[count++] = '0' + chunk % 10;
  }
  for (uint64_t small = static_cast<uint64_t>(rest); small != 0; small /= 10) {
    digits[count++] = '0' + small % 10;
  }
  while (count <= scale) digits[count++] = '0';
  char* next = out;
  if (units < 0) *next++ = '-';
  while (count > 0) {
    if (count == scale) *next++ = '.';
    *next++ = digits[--count];
  }
  return static_cast<size_t>(next - out);
}

NumberFault decimal_from_double(double value, int precision, int scale, int128& result) {
  if (!(std::fabs(value) < 1e38)) return NumberFault::out_of_range;
  const double scaled = value * double_powers[scale];
  if (std::fabs(scaled) < 9007199254740992.0) {
    const int128 units = static_cast<int128>(std::round(scaled));
    if (!fits(units, precision)) return NumberFault::out_of_range;
    result = units;
    return NumberFault::none;
  }
  if (scale == 0) {
    const int128 units = static_cast<int128>(value);
    if (!fits(units, precision)) return NumberFault::out_of_range;
    result = units;
    return NumberFault::none;
  }
  // Beyond 53 bits the product would invent digits: the shortest text has those that count.
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return parse_decimal({text, static_cast<size_t>(end.ptr - text)}, precision, scale, result);
}

double decimal_to_double(int128 units, int scale) {
  const uint128 size = magnitude(units);
  if (scale == 0) return static_cast<double>(units);
  if (size < (uint128{1} << 53) && scale <= 22) {
    return static_cast<double>(units) / double_powers[scale];  // both exact: one rounding
  }
  char text[decimal_text_max];
  const size_t length = write_decimal(units, scale, text);
  double value = 0;
  std::from_chars(text, text + length, value);
  return value;
}

}  // namespace mockhaus::values
