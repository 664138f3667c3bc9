// SEARCH: words of a query in texts.
//
// An analyzer cuts a text into tokens: the default one at blanks and punctuation, without regard
// to case; NO_OP_ANALYZER keeps the whole text as one token.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mockhaus::values {

enum class Analyzer : uint8_t { standard, no_op };
std::optional<Analyzer> parse_analyzer(std::string_view name);  // without case

// any: one of the query's tokens; all: each of them, in whatever texts; phrase: all in their order
// in one text; exact: as phrase, with the characters between them.
enum class SearchMode : uint8_t { any, all, phrase, exact };
std::optional<SearchMode> parse_search_mode(std::string_view name);  // OR, AND, PHRASE, EXACT

class TextSearch {
 public:
  TextSearch(std::string_view query, SearchMode mode, Analyzer analyzer);
  bool matches(std::span<const std::string_view> texts) const;

 private:
  bool phrase_in(std::string_view text) const;
  bool exact_in(std::string_view text) const;

  SearchMode mode_;
  Analyzer analyzer_;
  std::string query_;  // in the form of tokens: lower case
  std::vector<std::string> tokens_;
};

}  // namespace mockhaus::values
