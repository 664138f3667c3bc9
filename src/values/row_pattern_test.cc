#include "values/row_pattern.h"

#include <doctest/doctest.h>

#include <string>

namespace mockhaus::values {
namespace {

// Rows as letters: row 'a' satisfies symbol 0, 'b' symbol 1, 'x' symbols 0 and 1.
std::vector<int64_t> rows_of(std::string_view letters) {
  std::vector<int64_t> rows;
  for (char letter : letters) rows.push_back(letter == 'x' ? 3 : int64_t{1} << (letter - 'a'));
  return rows;
}

// The matches as "1:AAB 5:B": start row and symbols; - for an empty match.
std::string matches(const char* pattern, std::string_view letters, PatternSkip skip = {}) {
  const auto parsed = RowPattern::parse(pattern);
  REQUIRE(parsed);
  std::vector<PatternMatchRow> found;
  const auto rows = rows_of(letters);
  if (find_matches(*parsed, skip, rows, found) != PatternFault::none) return "fault";
  std::string text;
  for (const PatternMatchRow& row : found) {
    if (row.sequence <= 1) {
      text += (text.empty() ? "" : " ") + std::to_string(row.row + 1) + ":";
    }
    text += row.symbol < 0 ? '-' : static_cast<char>('A' + row.symbol);
    if (row.excluded) text += '!';
  }
  return text;
}

TEST_CASE("sequences, alternatives and quantifiers") {
  CHECK(matches("C2 S0 S1", "abaabb") == "1:AB 4:AB");
  CHECK(matches("C2 Q1,-1 S0 Q1,-1 S1", "aabbab") == "1:AABB 5:AB");
  CHECK(matches("C2 Q1,-1 S0 Q?1,-1 S1", "aabb") == "1:AAB");
  CHECK(matches("Q2,3 S0", "aaaaaa") == "1:AAA 4:AAA");
  CHECK(matches("Q?2,3 S0", "aaaaa") == "1:AA 3:AA");
  CHECK(matches("A2 S0 S1", "xba") == "1:A 2:B 3:A");
  CHECK(matches("A2 S1 S0", "xba") == "1:B 2:B 3:A");
  CHECK(matches("C2 Q0,0 S1 S0", "ba") == "2:A");
  CHECK(matches("Q0,-1 S0", "bab") == "1:- 2:A 3:-");
}

TEST_CASE("empty loops end") {
  CHECK(matches("Q0,-1 Q0,-1 S0", "aab") == "1:AA 3:-");
  CHECK(matches("C2 Q0,-1 Q0,1 S0 S1", "aab") == "1:AAB");
}

TEST_CASE("anchors and exclusion") {
  CHECK(matches("C2 ^ S0", "aa") == "1:A");
  CHECK(matches("C2 S0 $", "aa") == "2:A");
  CHECK(matches("C3 S0 X Q1,-1 S1 S0", "abba") == "1:AB!B!A");
}

TEST_CASE("where the search goes on") {
  using Kind = PatternSkip::Kind;
  CHECK(matches("C2 S0 S0", "aaa", {Kind::to_next_row, 0}) == "1:AA 2:AA");
  CHECK(matches("C2 S0 Q1,-1 S1", "xbbb", {Kind::to_last, 2}) == "1:ABBB");
  CHECK(matches("C3 S0 S1 S0", "ababa", {Kind::to_last, 1}) == "1:ABA 3:ABA");
  CHECK(matches("C2 S0 S1", "ab", {Kind::to_first, 1}) == "fault");
  CHECK(matches("C2 S0 S1", "ab", {Kind::to_first, 4}) == "fault");
}

TEST_CASE("a hard pattern takes no exponential time") {
  const std::string rows(2000, 'a');
  CHECK(matches("C2 Q0,-1 Q0,-1 Q0,-1 S0 S1", rows.substr(0, 300)).empty());
}

TEST_CASE("what is no pattern") {
  for (const char* text : {"", "S", "Z1", "C2 S0", "Q1 S0", "S0 S1", "Q9999,9999 Q9999,9999 S0"}) {
    CHECK_FALSE(RowPattern::parse(text));
  }
}

}  // namespace
}  // namespace mockhaus::values
