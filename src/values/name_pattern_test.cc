#include "values/name_pattern.h"

#include <doctest/doctest.h>

#include <string>

using mockhaus::values::matches_name;
using mockhaus::values::PatternEscape;

TEST_CASE("patterns of names") {
  const auto like = [](const char* text, const char* pattern) {
    return matches_name(text, pattern, PatternEscape::backslash);
  };
  CHECK(like("ORDERS", "ord%"));
  CHECK(like("ORDERS", "%"));
  CHECK(like("", "%"));
  CHECK(like("", ""));
  CHECK(like("AXBXC", "a%x_"));
  CHECK(like("T_1", "t\\_1"));
  CHECK(like("A%", "a\\%"));
  CHECK_FALSE(like("TX1", "t\\_1"));
  CHECK_FALSE(like("ORDERS", "ord"));
  CHECK_FALSE(like("", "_"));
  CHECK_FALSE(like("ABC", "%b"));
  CHECK(matches_name("A\\B", "a\\b", PatternEscape::none));
}

TEST_CASE("many % end soon") {
  const std::string text(200, 'a');
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "a%";
  CHECK_FALSE(matches_name(text, pattern + "b", PatternEscape::none));
}
