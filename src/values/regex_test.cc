#include "values/regex.h"

#include <doctest/doctest.h>

using mockhaus::values::find_regex;
using mockhaus::values::Regex;

namespace {

std::string extracted(std::string_view text, std::string_view pattern, int64_t start = 1,
                      int64_t occurrence = 1, std::string_view parameters = "c",
                      std::optional<int64_t> group = std::nullopt) {
  const Regex& regex = find_regex(pattern, parameters);
  if (const auto error = regex.error()) return error->message;
  const auto number = regex.effective_group(group);
  if (!number) return "no group";
  const auto found = regex.extract(text, start, occurrence, *number);
  return found ? std::string(*found) : "NULL";
}

int64_t placed(std::string_view text, std::string_view pattern, int64_t start = 1,
               int64_t occurrence = 1, Regex::Side side = Regex::Side::first_character,
               std::string_view parameters = "c", std::optional<int64_t> group = std::nullopt) {
  const Regex& regex = find_regex(pattern, parameters);
  return regex.position(text, start, occurrence, side, *regex.effective_group(group));
}

std::string replaced(std::string_view text, std::string_view pattern, std::string_view by,
                     int64_t start = 1, int64_t occurrence = 0) {
  std::string out;
  find_regex(pattern, "c").replace(text, by, start, occurrence, out);
  return out;
}

bool whole(std::string_view text, std::string_view pattern, std::string_view parameters = "c") {
  return find_regex(pattern, parameters).matches(text);
}

constexpr auto behind = Regex::Side::behind;
constexpr auto first = Regex::Side::first_character;

}  // namespace

TEST_CASE("recorded REGEXP answers") {
  CHECK(whole("San Francisco", "San* [fF].*"));
  CHECK_FALSE(whole("San Jose", "San* [fF].*"));
  CHECK(whole("San Jose", "San\\b.*"));
  CHECK_FALSE(whole("Santa Clara", "San\\b.*"));
  CHECK(whole("Contains embedded single \\backslash", ".*\\s\\\\.*"));
  CHECK_FALSE(whole("a\nb", "a.b"));
  CHECK(whole("a\nb", "a.b", "s"));
  CHECK(whole("ABC", "abc", "i"));
  CHECK_FALSE(whole("ABC", "abc", "ic"));
}

TEST_CASE("recorded REGEXP_SUBSTR and REGEXP_INSTR answers") {
  const char* times = "It was the best of times, it was the worst of times.";
  CHECK(extracted("nevermore1, nevermore2, nevermore3.", "nevermore\\d", 5) == "nevermore2");
  CHECK(placed("nevermore1, nevermore2, nevermore3.", "nevermore\\d", 5) == 13);
  CHECK(placed("nevermore1, nevermore2, nevermore3.", "nevermore\\d", 1, 3, behind) == 35);
  CHECK(extracted("nevermore1, nevermore2", "nevermore", 1, 4) == "NULL");
  CHECK(placed("nevermore1, nevermore2", "nevermore", 1, 4) == 0);
  CHECK(extracted(times, "the\\W+\\w+", 1, 2) == "the worst");
  CHECK(extracted(times, "the\\W+(\\w+)", 1, 2, "e") == "worst");
  CHECK(extracted(times, "the\\W+(\\w+)", 1, 2, "", 1) == "worst");
  CHECK(placed(times, "the\\W+(\\w+)", 1, 2, first, "e") == 38);
  CHECK(placed(times, "[[:alpha:]]{2,}st", 15) == 38);
  CHECK(extracted("A MAN A PLAN A CANAL", "A\\W+(\\w)(\\w)(\\w)", 1, 1, "e", 3) == "N");
  CHECK(extracted("Hellooo World", "\\b\\S*o\\S*\\b", 3) == "llooo");
  CHECK(extracted("How are you doing today?", "\\b\\S*o\\S*\\b", 3, 3) == "today");
  CHECK(placed("PACK MY BOX WITH FIVE DOZEN LIQUOR JUGS", "\\b\\S*o\\S*\\b", 3, 3, behind, "i") ==
        35);
  CHECK(extracted(",abc,,def,,ghi,", "[[:punct:]][[:alnum:]]+[[:punct:]]", 1, 2) == ",def,");
  CHECK(extracted("abc", "x") == "NULL");
  CHECK(placed("öäü1", "\\d") == 4);
}

TEST_CASE("all matches") {
  const Regex& regex = find_regex("(a)([[:digit:]])", "ie");
  std::string list;
  regex.extract_all("a1_a2a3_a4A5a6", 1, 1, *regex.effective_group(std::nullopt),
                    [&](std::string_view found) { list.append(found).append(","); });
  CHECK(list == "a,a,a,a,A,a,");
  CHECK(find_regex("a", "i").count("banAna", 1) == 3);
  CHECK(find_regex("x*", "c").count("abc", 1) == 0);
}

TEST_CASE("replacing") {
  CHECK(replaced("a1b22", "[0-9]+", "") == "ab");
  CHECK(replaced("firstname middlename lastname", "(.*) (.*) (.*)", "\\3, \\1 \\2") ==
        "lastname, firstname middlename");
  CHECK(replaced("aaa", "a", "b", 1, 2) == "aba");
  CHECK(replaced("aaa", "a", "b", 2) == "abb");
  CHECK(replaced("abc", "x*", "-") == "-a-b-c-");
  CHECK(replaced("éa", "a", "b", 5) == "éa");
}

TEST_CASE("what Snowflake refuses") {
  CHECK(extracted("foobarbar", "bar(?=bar)") ==
        "Invalid regular expression: 'bar(?=bar)', no argument for repetition operator: ?");
  CHECK(extracted("a", "(?:a)").starts_with("Invalid regular expression"));
  CHECK(find_regex("a", "x").error().has_value());
}
