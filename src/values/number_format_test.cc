#include "values/number_format.h"

#include <doctest/doctest.h>

using namespace mockhaus::values;

namespace {

std::string printed(std::string_view model, int128 units, int scale) {
  const auto format = NumberFormat::compile(model);
  if (!format) return "no model";
  std::string out;
  format->print(units, scale, out);
  return out;
}

std::string printed_float(std::string_view model, double value) {
  const auto format = NumberFormat::compile(model);
  if (!format) return "no model";
  std::string out;
  format->print(value, out);
  return out;
}

std::string parsed(std::string_view text, std::string_view model, int precision, int scale) {
  const auto format = NumberFormat::compile(model);
  if (!format) return "no model";
  int128 value = 0;
  switch (format->parse(text, precision, scale, value)) {
    case NumberFault::none: break;
    case NumberFault::not_recognized: return "mismatch";
    case NumberFault::out_of_range: return "out of range";
  }
  char buffer[decimal_text_max];
  return {buffer, write_decimal(value, scale, buffer)};
}

}  // namespace

TEST_CASE("documented output of format models") {
  struct Row {
    int128 units;
    const char *dollar, *grouped, *scientific, *positional, *hex, *signed_hex;
  };
  const Row rows[] = {
      {-12391, ">-$12.4<", ">   -12.4<", ">-1.2391E1<", ">-12.391<", ">FFF4<", ">-000C<"},
      {0, ">  $0.0<", ">      .0<", ">0E0<", ">0.000<", ">0000<", ">+0000<"},
      {-1000, "> -$1.0<", ">    -1.0<", ">-1E0<", ">-1.000<", ">FFFF<", ">-0001<"},
      {100, ">  $0.1<", ">      .1<", ">1E-1<", ">0.100<", ">0000<", ">+0000<"},
      {10, ">  $0.0<", ">      .0<", ">1E-2<", ">0.010<", ">0000<", ">+0000<"},
      {3987000, "> $##.#<", "> 3,987.0<", ">3.987E3<", ">3987.000<", ">0F93<", ">+0F93<"},
      {1111, ">  $1.1<", ">     1.1<", ">1.111E0<", ">1.111<", ">0001<", ">+0001<"},
  };
  for (const Row& row : rows) {
    CHECK(printed("\">\"$99.0\"<\"", row.units, 3) == row.dollar);
    CHECK(printed("\">\"B9,999.0\"<\"", row.units, 3) == row.grouped);
    CHECK(printed("\">\"TME\"<\"", row.units, 3) == row.scientific);
    CHECK(printed("\">\"TM9\"<\"", row.units, 3) == row.positional);
    CHECK(printed("\">\"0XXX\"<\"", row.units, 3) == row.hex);
    CHECK(printed("\">\"S0XXX\"<\"", row.units, 3) == row.signed_hex);
  }
}

TEST_CASE("signs have their places") {
  const char* models[] = {"99", "S99", "99S", "MI99", "99MI", "$99", "FM99"};
  const char* twelve[] = {" 12", "+12", "12+", " 12", "12 ", " $12", "12"};
  const char* minus_seven[] = {" -7", " -7", " 7-", "- 7", " 7-", " -$7", "-7"};
  for (int i = 0; i < 7; ++i) {
    CHECK(printed(models[i], 12, 0) == twelve[i]);
    CHECK(printed(models[i], -7, 0) == minus_seven[i]);
  }
}

TEST_CASE("fill mode keeps columns aligned") {
  CHECK(printed_float("999,999.999", 1.2) == "       1.2  ");
  CHECK(printed_float("999,999.999", 1234.56) == "   1,234.56 ");
  CHECK(printed_float("999,999.999", -123456.789) == "-123,456.789");
  CHECK(printed_float("S000,000.000", 1234.56) == "+001,234.560");
  CHECK(printed_float("S999,999.999", 1.2) == "      +1.2  ");
  CHECK(printed_float("FM999,999.999", 1234.56) == "1,234.56");
  CHECK(printed("99.9", 12391, 3) == " 12.4");
  CHECK(printed("999.99MI", -12345, 2) == "123.45-");
  CHECK(printed("TM9%", 25, 2) == "25%");
  CHECK(printed("TM9(6,3)", 1234567, 0) == "1,234,567");
  CHECK(printed("xxx", 255, 0) == " ff");
  CHECK(printed("9d999EE", 1234, 0) == " 1.234E3");
  CHECK(printed("9.99EEEE", 1234, 0) == " 1.23E+03");
  CHECK(printed_float("99.9", 1.0 / 0.0) == " ##.#");
  CHECK(printed("0000", 12, 0) == " 0012");
  CHECK(printed("AUTO", -125, 1) == "-12.5");
}

TEST_CASE("bad models are refused") {
  for (const char* model : {"", "abc", "9.9.9", "\"open", "TM9TME", "S9S", "E9", "X.X", "$"}) {
    CHECK_MESSAGE(printed(model, 1, 0) == "no model", model);
  }
}

TEST_CASE("text is matched against models") {
  CHECK(parsed("1.0", "99.9", 38, 0) == "1");
  CHECK(parsed("-12.3", "99.9", 9, 5) == "-12.30000");
  CHECK(parsed("- 0.1", "99.9", 9, 5) == "-0.10000");
  CHECK(parsed("- 0.1", "TM9", 9, 5) == "-0.10000");
  CHECK(parsed("- 0.1", "99.9", 38, 0) == "0");
  CHECK(parsed("3,741.72", "9,999.99", 6, 2) == "3741.72");
  CHECK(parsed("$3,741.72", "$9,999.99", 6, 2) == "3741.72");
  CHECK(parsed("$7,543.21", "$9,999.00", 38, 0) == "7543");
  CHECK(parsed("ae5", "XXX", 38, 0) == "2789");
  CHECK(parsed("ae5", "XX", 38, 0) == "mismatch");
  CHECK(parsed("012,345.67", "999,999.99", 8, 2) == "12345.67");
  CHECK(parsed("12,345.67", "999,999.99", 8, 2) == "12345.67");
  CHECK(parsed(" 12,345.67", "999,999.99", 8, 2) == "12345.67");
  CHECK(parsed("12345.67", "999,999.99", 8, 2) == "12345.67");
  CHECK(parsed("012,345.67", "000,000.00", 8, 2) == "12345.67");
  CHECK(parsed("12,345.67", "000,000.00", 8, 2) == "mismatch");
  CHECK(parsed("1,2345.67", "999,999.99", 8, 2) == "mismatch");
  CHECK(parsed("-101", "MI999|999MI", 38, 0) == "-101");
  CHECK(parsed("102-", "MI999|999MI", 38, 0) == "-102");
  CHECK(parsed("103", "MI999|999MI", 38, 0) == "103");
  CHECK(parsed("12.391", "99.9", 38, 0) == "mismatch");
  CHECK(parsed("123", "99", 38, 0) == "mismatch");
  CHECK(parsed("1.5e3", "TME", 38, 0) == "1500");
  CHECK(parsed("1.5e3", "TM9", 38, 0) == "mismatch");
  CHECK(parsed("25%", "TM9%", 38, 2) == "0.25");
  CHECK(parsed("999", "999", 2, 0) == "out of range");
  CHECK(parsed(" 12", "FX99", 38, 0) == "12");
  CHECK(parsed("12", "FX99", 38, 0) == "mismatch");
}
