#include "values/number_text.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace mockhaus::values;

namespace {

std::string shown(double value) {
  char buffer[float_text_max];
  return {buffer, write_float(value, buffer)};
}
std::string exact(double value) {
  char buffer[float_text_max];
  return {buffer, write_float_exact(value, buffer)};
}

}  // namespace

TEST_CASE("FLOAT prints ten significant digits") {
  CHECK(shown(1.2618595071429148) == "1.261859507");
  CHECK(shown(3.14159265358979) == "3.141592654");
  CHECK(shown(1.0) == "1");
  CHECK(shown(-0.0) == "0");
  CHECK(shown(1e20) == "1e+20");
  CHECK(shown(1e-7) == "1e-07");
  CHECK(shown(INFINITY) == "inf");
  CHECK(shown(-INFINITY) == "-inf");
  CHECK(shown(NAN) == "NaN");
  CHECK(exact(0.1) == "0.1");
  CHECK(exact(1.7976931348623157e308) == "1.7976931348623157e+308");
}

TEST_CASE("text becomes FLOAT") {
  double value = 0;
  CHECK((parse_float(" 1.5e3 ", value) && value == 1500));
  CHECK((parse_float("+.5", value) && value == 0.5));
  CHECK((parse_float("-Infinity", value) && value == -INFINITY));
  CHECK((parse_float("INF", value) && value == INFINITY));
  CHECK((parse_float("nan", value) && std::isnan(value)));
  CHECK((parse_float("1e400", value) && value == INFINITY));
  CHECK((parse_float("1e-400", value) && value == 0));
  for (const char* bad : {"", "abc", "0x10", "1e", "1 2", "--1", "infinite"}) {
    CHECK_FALSE(parse_float(bad, value));
  }
}

TEST_CASE("text becomes BOOLEAN") {
  CHECK(parse_boolean(" TRUE ") == true);
  CHECK(parse_boolean("On") == true);
  CHECK(parse_boolean("1") == true);
  CHECK(parse_boolean("n") == false);
  CHECK(parse_boolean("oFF") == false);
  CHECK(parse_boolean("Not valid") == std::nullopt);
  CHECK(parse_boolean("") == std::nullopt);
  CHECK(parse_boolean("trueeeeeeeeeee") == std::nullopt);
}
