#include "values/decimal.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "values/number_text.h"

using namespace mockhaus::values;

namespace {

std::string text_of(int128 units, int scale) {
  char buffer[decimal_text_max];
  return {buffer, write_decimal(units, scale, buffer)};
}

std::string parsed(std::string_view text, int precision, int scale) {
  int128 value = 0;
  switch (parse_decimal(text, precision, scale, value)) {
    case NumberFault::none: return text_of(value, scale);
    case NumberFault::not_recognized: return "not recognized";
    case NumberFault::out_of_range: return "out of range";
  }
  return "";
}

std::string divided(int128 a, int scale_a, int128 b, int scale_b, int scale) {
  int128 value = 0;
  if (!divide(a, b, scale - scale_a + scale_b, value)) return "overflow";
  return text_of(value, scale);
}

std::string from_double(double value, int precision, int scale) {
  int128 result = 0;
  if (decimal_from_double(value, precision, scale, result) != NumberFault::none) return "no";
  return text_of(result, scale);
}

std::string rounded(int128 units, int scale, int places, Rounding rounding, int result_scale) {
  int128 result = 0;
  if (!round_at(units, scale, places, rounding, result_scale, result)) return "overflow";
  return text_of(result, result_scale);
}

}  // namespace

TEST_CASE("division rounds half away from zero at the result scale") {
  CHECK(divided(2, 0, 7, 0, 6) == "0.285714");
  CHECK(divided(1, 0, 3, 0, 6) == "0.333333");
  CHECK(divided(-2, 0, 3, 0, 6) == "-0.666667");
  CHECK(divided(101, 1, 21, 1, 7) == "4.8095238");
  CHECK(divided(10001, 3, 1, 3, 9) == "10001.000000000");
  CHECK(divided(1, 0, 8, 0, 2) == "0.13");
  CHECK(divided(-1, 0, 8, 0, 2) == "-0.13");
  const int128 big = power_of_ten(38) - 1;
  CHECK(divided(big, 0, 1, 0, 0) == text_of(big, 0));
  CHECK(divided(big, 0, 1, 0, 6) == "overflow");
  CHECK(divided(big, 37, big, 37, 12) == "1.000000000000");
  CHECK(divided(1, 0, big, 0, 37) == "0.0000000000000000000000000000000000000");
  CHECK(divided(big, 37, 1, 37, 0) == text_of(big, 0));
  CHECK(divided(123456789, 0, big, 37, 12) == "12345678.900000000000");
}

TEST_CASE("wide division agrees with multiplication") {
  uint64_t seed = 42;
  const auto next = [&] { return seed = seed * 6364136223846793005u + 1442695040888963407u; };
  for (int i = 0; i < 20000; ++i) {
    const int128 quotient = (static_cast<int128>(next() >> (i % 64)) << (i % 40)) + 1;
    const int128 divisor = (static_cast<int128>(next() >> (i * 7 % 64)) << (i * 3 % 50)) + 1;
    int128 product = 0, back = 0;
    if (!fits(quotient, 38) || !fits(divisor, 38)) continue;
    if (!multiply(quotient, divisor, 0, product)) continue;
    REQUIRE(divide(product, divisor, 0, back));
    CHECK(back == quotient);
    if (multiply(quotient, divisor, 5, product) && divide(product, divisor, 5, back)) {
      const int128 off = back > quotient ? back - quotient : quotient - back;
      CHECK(off <= 100000 / divisor + 1);
    }
  }
}

TEST_CASE("multiplication with a reduced scale rounds") {
  int128 value = 0;
  REQUIRE(multiply(15, 15, 1, value));
  CHECK(value == 23);
  REQUIRE(multiply(power_of_ten(37), -power_of_ten(37), 37, value));
  CHECK(value == -power_of_ten(37));
  CHECK(!multiply(power_of_ten(20), power_of_ten(18), 0, value));
}

TEST_CASE("remainder and comparison know scales") {
  CHECK(remainder(45, 1, 12, 1) == 9);
  CHECK(remainder(45, 1, 120, 2) == 90);
  CHECK(remainder(-7, 0, 2, 0) == -1);
  CHECK(remainder(700, 2, 3, 0) == 100);
  CHECK(compare(10, 1, 1, 0) == 0);
  CHECK(compare(power_of_ten(37), 0, 1, 37) == 1);
  CHECK(compare(-1, 0, 1, 37) == -1);
}

TEST_CASE("text becomes NUMBER") {
  CHECK(parsed("12.7", 38, 0) == "13");
  CHECK(parsed("-2.5", 38, 0) == "-3");
  CHECK(parsed(" 1e3 ", 38, 0) == "1000");
  CHECK(parsed("1.5E-2", 38, 3) == "0.015");
  CHECK(parsed(".5", 38, 1) == "0.5");
  CHECK(parsed("5.", 38, 0) == "5");
  CHECK(parsed("+7", 38, 0) == "7");
  CHECK(parsed("345.123", 10, 2) == "345.12");
  CHECK(parsed("345.123", 4, 2) == "out of range");
  CHECK(parsed("12.3456", 10, 9) == "out of range");
  CHECK(parsed("99999999999999999999999999999999999999", 38, 0) ==
        "99999999999999999999999999999999999999");
  CHECK(parsed("99999999999999999999999999999999999999.5", 38, 0) == "out of range");
  CHECK(parsed("1.00000000000000000000000000000000000000000", 38, 2) == "1.00");
  CHECK(parsed("1e99999999999999", 38, 2) == "out of range");
  CHECK(parsed("1e-99999999999999", 38, 2) == "0.00");
  CHECK(parsed("0e99", 38, 2) == "0.00");
  for (const char* bad : {"", " ", "abc", "$7", "1,000", ".", "1e", "- 1", "0x10", "1 2", "--1"}) {
    CHECK(parsed(bad, 38, 0) == "not recognized");
  }
}

TEST_CASE("NUMBER prints every digit of its scale") {
  CHECK(text_of(150, 2) == "1.50");
  CHECK(text_of(-5, 2) == "-0.05");
  CHECK(text_of(0, 0) == "0");
  CHECK(text_of(0, 3) == "0.000");
  CHECK(text_of(power_of_ten(37) * 9, 37) == "9.0000000000000000000000000000000000000");
  CHECK(text_of(-(power_of_ten(38) - 1), 0) == "-99999999999999999999999999999999999999");
}

TEST_CASE("FLOAT becomes NUMBER half away from zero") {
  CHECK(from_double(2.5, 38, 0) == "3");
  CHECK(from_double(-2.5, 38, 0) == "-3");
  CHECK(from_double(1.005, 38, 2) == "1.00");
  CHECK(from_double(10.005, 38, 2) == "10.01");
  CHECK(from_double(1e20, 38, 0) == "100000000000000000000");
  CHECK(from_double(123456789.123, 38, 20) == "123456789.12300000000000000000");
  CHECK(from_double(123456789.123, 38, 30) == "no");
  CHECK(from_double(123456789.123, 38, 15) == "123456789.123000000000000");
  CHECK(from_double(std::numeric_limits<double>::infinity(), 38, 0) == "no");
  CHECK(from_double(100, 2, 0) == "no");
  CHECK(decimal_to_double(15, 1) == 1.5);
  CHECK(decimal_to_double(power_of_ten(37) / 10 * 3, 37) == 0.3);
}

TEST_CASE("rounding at a place") {
  CHECK(rounded(135135, 3, 0, Rounding::half_away, 0) == "135");
  CHECK(rounded(-975975, 3, 0, Rounding::half_away, 0) == "-976");
  CHECK(rounded(25, 1, 0, Rounding::half_even, 0) == "2");
  CHECK(rounded(35, 1, 0, Rounding::half_even, 0) == "4");
  CHECK(rounded(135135, 3, -2, Rounding::ceiling, 0) == "200");
  CHECK(rounded(-975975, 3, -1, Rounding::ceiling, 0) == "-970");
  CHECK(rounded(-975975, 3, -1, Rounding::floor, 0) == "-980");
  CHECK(rounded(-975975, 3, 2, Rounding::truncate, 2) == "-975.97");
  CHECK(rounded(135135, 3, 1, Rounding::half_away, 3) == "135.100");
  CHECK(rounded(5, 0, -50, Rounding::half_away, 0) == "0");
  CHECK(rounded(5, 0, 50, Rounding::half_away, 0) == "5");
}
