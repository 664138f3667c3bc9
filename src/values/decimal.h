// Exact numbers: what NUMBER(p,s) computes, prints and reads.
//
// A decimal is an int128 that counts units of 10^-scale; its absolute value stays below 10^38.
// All rounding is half away from zero unless a Rounding says otherwise. Functions that answer
// `bool` leave the result alone and return false when it would need more than 38 digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "values/physical.h"

namespace mockhaus::values {

constexpr int decimal_digits_max = 38;
constexpr size_t decimal_text_max = 48;  // sign, 38 digits, point, leading zero

// Why a text or a FLOAT is no NUMBER; the caller makes the error (values/errors.h).
enum class NumberFault : uint8_t { none, not_recognized, out_of_range };

enum class Rounding : uint8_t { half_away, half_even, truncate, ceiling, floor };

int128 power_of_ten(int exponent);  // 0 <= exponent <= 38
bool fits(int128 units, int precision);

// a / b with b != 0: round(a * 10^shift / b), where shift = result scale - scale(a) + scale(b).
bool divide(int128 a, int128 b, int shift, int128& result);

// a * b: round(a * b / 10^reduce), where reduce = scale(a) + scale(b) - result scale >= 0.
bool multiply(int128 a, int128 b, int reduce, int128& result);

// a + b where each is first multiplied by its own power of ten (0 or more).
bool add(int128 a, int raise_a, int128 b, int raise_b, int128& result);

// The remainder takes the sign of a; b != 0. The result has the larger of both scales.
int128 remainder(int128 a, int scale_a, int128 b, int scale_b);

// -1, 0, 1; exact for every pair of scales.
int compare(int128 a, int scale_a, int128 b, int scale_b);

// The same number with another scale and at most `precision` digits.
bool rescale(int128 units, int from_scale, int to_scale, int precision, int128& result);

// Rounds at `places` digits behind the point (negative: before it) and gives the number with
// `result_scale`. Places beyond the scale change nothing.
bool round_at(int128 units, int scale, int places, Rounding rounding, int result_scale,
              int128& result);

// Prints every digit of the scale ("1.50", "-0.05"); returns the length.
size_t write_decimal(int128 units, int scale, char* out);

// Reads [blanks][sign]digits[.digits][e[sign]digits][blanks] and rounds at `scale`.
NumberFault parse_decimal(std::string_view text, int precision, int scale, int128& result);

NumberFault decimal_from_double(double value, int precision, int scale, int128& result);
double decimal_to_double(int128 units, int scale);

}  // namespace mockhaus::values
