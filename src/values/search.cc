#include "values/search.h"

#include <algorithm>

#include "values/characters.h"

namespace mockhaus::values {

namespace {

constexpr std::string_view delimiters = " \t\n\r[];<>(){}|!,'\"*&?+/:=@.-$%\\_#";

bool is_delimiter(char c) { return delimiters.find(c) != std::string_view::npos; }

std::string lower(std::string_view text) {
  std::string out;
  while (!text.empty()) append_character(out, to_lower(take_character(text)));
  return out;
}

bool same_word(std::string_view text, std::string_view word) { return lower(text) == word; }

std::vector<std::string> tokens_of(std::string_view text, Analyzer analyzer) {
  std::vector<std::string> tokens;
  if (analyzer == Analyzer::no_op) {
    tokens.emplace_back(text);
    return tokens;
  }
  while (!text.empty()) {
    const auto* end = std::find_if(text.begin(), text.end(), is_delimiter);
    const auto size = static_cast<size_t>(end - text.begin());
    if (size > 0) tokens.push_back(lower(text.substr(0, size)));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return tokens;
}

bool holds(const std::vector<std::string>& tokens, const std::string& token) {
  return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

}  // namespace

std::optional<Analyzer> parse_analyzer(std::string_view name) {
  if (same_word(name, "default_analyzer")) return Analyzer::standard;
  if (same_word(name, "no_op_analyzer")) return Analyzer::no_op;
  return std::nullopt;
}

std::optional<SearchMode> parse_search_mode(std::string_view name) {
  if (same_word(name, "or")) return SearchMode::any;
  if (same_word(name, "and")) return SearchMode::all;
  if (same_word(name, "phrase")) return SearchMode::phrase;
  if (same_word(name, "exact")) return SearchMode::exact;
  return std::nullopt;
}

TextSearch::TextSearch(std::string_view query, SearchMode mode, Analyzer analyzer)
    : mode_(mode),
      analyzer_(analyzer),
      query_(analyzer == Analyzer::no_op ? std::string(query) : lower(query)),
      tokens_(tokens_of(query, analyzer)) {}

bool TextSearch::phrase_in(std::string_view text) const {
  const std::vector<std::string> found = tokens_of(text, analyzer_);
  return std::search(found.begin(), found.end(), tokens_.begin(), tokens_.end()) != found.end();
}

bool TextSearch::exact_in(std::string_view text) const {
  if (analyzer_ == Analyzer::no_op) return text == query_;
  const std::string whole = lower(text);
  for (size_t at = whole.find(query_); at != std::string::npos; at = whole.find(query_, at + 1)) {
    const size_t end = at + query_.size();
    const bool starts = at == 0 || is_delimiter(whole[at]) || is_delimiter(whole[at - 1]);
    const bool ends =
        end == whole.size() || is_delimiter(whole[end]) || is_delimiter(whole[end - 1]);
    if (starts && ends) return true;
  }
  return false;
}

bool TextSearch::matches(std::span<const std::string_view> texts) const {
  if (tokens_.empty()) return false;
  if (mode_ == SearchMode::phrase || mode_ == SearchMode::exact) {
    return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) {
      return mode_ == SearchMode::phrase ? phrase_in(text) : exact_in(text);
    });
  }
  std::vector<std::string> found;
  for (const std::string_view text : texts) {
    for (std::string& token : tokens_of(text, analyzer_)) found.push_back(std::move(token));
  }
  const auto present = [&](const std::string& token) { return holds(found, token); };
  return mode_ == SearchMode::any ? std::any_of(tokens_.begin(), tokens_.end(), present)
                                  : std::all_of(tokens_.begin(), tokens_.end(), present);
}

}  // namespace mockhaus::values
