#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/test_database.h"

#include <doctest/doctest.h>

namespace mockhaus::engine::duckdb {
namespace {

TEST_CASE("arithmetic on decimals") {
  TestDatabase sql(numeric_arithmetic_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_div_6(2::decimal(1,0), 7::decimal(1,0))") == "0.285714");
  CHECK(sql("mh_div_7(10.1, 2.1)") == "4.8095238");
  CHECK(sql("mh_div_9(10.001, .001)") == "10001.000000000");
  CHECK(sql("mh_div_6(1, 0)") == "100051: Division by zero");
  CHECK(sql("mh_div_6(null, 0)") == "NULL");
  CHECK(sql("mh_div0_6(1, 0)") == "0.000000");
  CHECK(sql("mh_div0_6(1, 2)") == "0.500000");
  CHECK(sql("mh_mod_1(4.5, 1.2)") == "0.9");
  CHECK(sql("mh_mod_0(3, 2)") == "1");
  CHECK(sql("mh_mod_0(-3, 2)") == "-1");
  CHECK(sql("mh_mul_2(1.5, 1.5)") == "2.25");
  CHECK(sql("mh_add_2(1.5::decimal(38,1), 1.25)") == "2.75");
  CHECK(sql("mh_sub_2(1.5, 1.25)") == "0.25");
  CHECK(sql("mh_mul_0(10000000000000000000000::decimal(38,0), "
            "10000000000000000000000::decimal(38,0))") ==
        "100046: Number out of representable range: type FIXED[SB16](38,0){nullable}, value "
        "1e+44");
  CHECK(sql("mh_compare(10000000000000000000000000::decimal(38,0), 1::decimal(38,37))") == "1");
  CHECK(sql("sum(mh_div_6(x::decimal(5,0), 7)) from range(3000) t(x)") == "642642.857142");
}

TEST_CASE("rounding") {
  TestDatabase sql(numeric_rounding_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_round_0(135.135, 0)") == "135");
  CHECK(sql("mh_round_0(-975.975, 0)") == "-976");
  CHECK(sql("mh_ceil_0(135.135, 0)") == "136");
  CHECK(sql("mh_ceil_0(-975.975, 0)") == "-975");
  CHECK(sql("mh_round_even_0(2.5, 0)") == "2");
  CHECK(sql("mh_round_2(-10.005, 2)") == "-10.01");
  CHECK(sql("mh_round_0(155, -1)") == "160");
  struct Row { const char *n, *scale, *ceil, *floor, *round, *trunc; };
  const Row rows[] = {
      {"-975.975", "-1", "-970.0", "-980.0", "-980.0", "-970.0"},
      {"-975.975", "0", "-975.0", "-976.0", "-976.0", "-975.0"},
      {"-975.975", "2", "-975.97", "-975.98", "-975.98", "-975.97"},
      {"135.135", "-2", "200.0", "100.0", "100.0", "100.0"},
      {"135.135", "1", "135.2", "135.1", "135.1", "135.1"},
      {"135.135", "3", "135.135", "135.135", "135.135", "135.135"},
      {"135.135", "50", "135.135", "135.135", "135.135", "135.135"},
      {"135.135", "NULL", "NULL", "NULL", "NULL", "NULL"},
  };
  for (const Row& row : rows) {
    const std::string arguments = std::string("(") + row.n + "::double, " + row.scale + ")";
    CHECK(sql("mh_ceil" + arguments) == row.ceil);
    CHECK(sql("mh_floor" + arguments) == row.floor);
    CHECK(sql("mh_round" + arguments) == row.round);
    CHECK(sql("mh_trunc" + arguments) == row.trunc);
  }
  CHECK(sql("mh_round(1.005::double, 2)") == "1.0");
  CHECK(sql("mh_round(-10.005::double, 2)") == "-10.01");
  CHECK(sql("mh_round_even(2.5::double, 0)") == "2.0");
}

TEST_CASE("conversions") {
  TestDatabase sql(numeric_cast_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_to_decimal_0('12.7', 38)") == "13");
  CHECK(sql("mh_to_decimal_9('12.3456', 10)") == "100039: Numeric value '12.3456' is out of range");
  CHECK(sql("mh_to_decimal_2('$7,543.21', 6)") ==
        "100038: Numeric value '$7,543.21' is not recognized");
  CHECK(sql("mh_to_decimal_2('$7,543.21', 6, '$9,999.00')") == "7543.21");
  CHECK(sql("mh_to_decimal_0('ae5', 38, 'XX')") ==
        "100140: Can't parse 'ae5' as number with format 'XX'");
  CHECK(sql("mh_try_to_decimal_2('345.123', 4)") == "NULL");
  CHECK(sql("mh_try_to_decimal_2('345.123', 10)") == "345.12");
  CHECK(sql("mh_to_decimal_0(2.5, 38)") == "3");
  CHECK(sql("mh_to_decimal_0(2.5::double, 38)") == "3");
  CHECK(sql("mh_to_decimal_0(true, 38)") == "1");
  CHECK(sql("mh_to_decimal_0(123, 2)") ==
        "100046: Number out of representable range: type FIXED[SB1](2,0){nullable}, value 123");
  CHECK(sql("mh_to_double(' 1.5 ')") == "1.5");
  CHECK(sql("mh_to_double('inf') = 'inf'::double") == "true");
  CHECK(sql("mh_to_double('x')") == "100038: Numeric value 'x' is not recognized");
  CHECK(sql("mh_to_double(1.25)") == "1.25");
  CHECK(sql("mh_try_to_double('x')") == "NULL");
  CHECK(sql("mh_to_boolean('on')") == "true");
  CHECK(sql("mh_to_boolean('Not valid')") == "100037: Boolean value 'Not valid' is not recognized");
  CHECK(sql("mh_try_to_boolean('Not valid')") == "NULL");
  CHECK(sql("mh_to_boolean(2.0)") == "true");
  CHECK(sql("mh_float_to_text(1.2618595071429148)") == "1.261859507");
  CHECK(sql("mh_to_char(12.391, '99.9')") == " 12.4");
  CHECK(sql("mh_to_char(1.2::double, '999,999.999')") == "       1.2  ");
  CHECK(sql("mh_to_char(1, 'huh')").starts_with("100141"));
  CHECK(sql("mh_check_length('9.8765', 4)") ==
        "100078: String '9.8765' is too long and would be truncated");
  CHECK(sql("mh_check_length('äöü', 3)") == "äöü");
  CHECK(sql("mh_try_check_length('ABCD', 2)") == "NULL");
}

TEST_CASE("floating point") {
  TestDatabase sql(numeric_float_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_sqrt(-1)") == "100050: Invalid floating point operation: sqrt(-1)");
  CHECK(sql("mh_acos(2)") == "100050: Invalid floating point operation: acos(2)");
  CHECK(sql("mh_ln(0)") == "100050: Invalid floating point operation: ln(0)");
  CHECK(sql("mh_pow(10, 400)") == "100050: Invalid floating point operation: pow(10, 400)");
  CHECK(sql("mh_acosh(2.352409615)") == "1.4999999998857607");
  CHECK(sql("mh_atan2(5, 5)") == "0.7853981633974483");
  CHECK(sql("mh_atanh(0.9051482536)") == "1.4999999997517164");
  CHECK(sql("mh_cot(0)") == "inf");
  CHECK(sql("mh_cot(pi()/3)") == "0.577350269189626");
  CHECK(sql("mh_cot(mh_radians(90))") == "6.123233995736766e-17");
  CHECK(sql("mh_degrees(pi()/3)") == "59.99999999999999");
  CHECK(sql("mh_degrees(pi())") == "180.0");
  CHECK(sql("mh_degrees(3 * pi())") == "540.0");
  CHECK(sql("mh_degrees(1)") == "57.29577951308232");
  CHECK(sql("mh_ln(100)") == "4.605170185988092");
  CHECK(sql("mh_log(10, 20)") == "1.301029995663981");
  CHECK(sql("mh_log(2, 8)") == "3.0");
  CHECK(sql("mh_log(2, 16)") == "4.0");
  CHECK(sql("mh_sin(pi()/3)") == "0.8660254037844386");
  CHECK(sql("mh_cbrt(27)") == "3.0");
  CHECK(sql("mh_float_div(1, 0)") == "100051: Division by zero");
  CHECK(sql("mh_float_mul(1e308, 10)") == "100050: Invalid floating point operation: 1e+308 * 10");
  CHECK(sql("mh_float_add('inf'::double, 1)") == "inf");
  CHECK(sql("mh_factorial(33)") == "8683317618811886495518194401280000000");
  CHECK(sql("mh_width_bucket(399999.99, 200000, 600000, 4)") == "2");
  CHECK(sql("mh_width_bucket(400000.00, 200000, 600000, 4)") == "3");
  CHECK(sql("mh_width_bucket(600000, 200000, 600000, 4)") == "5");
  CHECK(sql("round(mh_haversine(40.7127, -74.0059, 34.0500, -118.2500), 6)") == "3936.385096");
}

TEST_CASE("bits") {
  TestDatabase sql(numeric_bit_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_bitand(16, 24)") == "16");
  CHECK(sql("mh_bitor(16, 24)") == "24");
  CHECK(sql("mh_bitxor(16, 24)") == "8");
  CHECK(sql("mh_bitnot(5)") == "-6");
  CHECK(sql("mh_bitshiftleft(1, 70)") == "1180591620717411303424");
  CHECK(sql("mh_bitshiftright(-8, 1)") == "-4");
  CHECK(sql("mh_getbit(11, 3)") == "1");
  CHECK(sql("hex(mh_binary_bitand('\\xBC\\xBC'::blob, '\\xEE\\xFF'::blob))") == "ACBC");
  CHECK(sql("mh_binary_bitand('\\x11\\x00'::blob, '\\x01\\x01\\x10\\x10'::blob)") ==
        "100544: The lengths of two variable-sized fields do not match: first length 2, second "
        "length 4");
  CHECK(sql("hex(mh_binary_bitor('\\x10\\x10'::blob, '\\x11\\x00\\x10\\x10'::blob, 'LEFT'))") ==
        "11001010");
  CHECK(sql("hex(mh_binary_bitxor('\\x10\\x10'::blob, '\\x11\\x00\\x10\\x10'::blob, 'RIGHT'))") ==
        "01101010");
  CHECK(sql("hex(mh_binary_bitshiftleft('\\x01\\x81'::blob, 1))") == "0302");
  CHECK(sql("hex(mh_binary_bitshiftright('\\x01\\x81'::blob, 9))") == "0000");
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
