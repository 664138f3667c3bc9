// Regular expressions as Snowflake has them: POSIX ERE with \d \s \w \b and their opposites, and
// none of (?: ), look-around or lazy quantifiers. The engine is RE2: time is linear in the text.
//
// Compiled patterns are kept per thread; what find_regex() answers is valid until that thread
// asks again. Positions and occurrences count from 1, positions in characters.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace mockhaus::values {

class Regex {
 public:
  // Parameters: any of c i m e s; of c and i the last one counts.
  Regex(std::string_view pattern, std::string_view parameters);
  ~Regex();

  std::optional<Error> error() const;  // when pattern or parameters are wrong
  bool is(std::string_view pattern, std::string_view parameters) const {
    return pattern == pattern_ && parameters == parameters_;
  }

  // The whole text, as RLIKE and REGEXP_LIKE ask.
  bool matches(std::string_view text) const;

  // Which group a call returns that names one (or none), under the parameter e; 0 is the whole
  // match. Nothing when the pattern has no such group.
  std::optional<int> effective_group(std::optional<int64_t> named) const;

  // Text before `start` is invisible to the pattern: ^ and \b match there.
  std::optional<std::string_view> extract(std::string_view text, int64_t start,
                                          int64_t occurrence, int group) const;
  void extract_all(std::string_view text, int64_t start, int64_t occurrence, int group,
                   const std::function<void(std::string_view)>& visit) const;

  enum class Side : uint8_t { first_character, behind };
  int64_t position(std::string_view text, int64_t start, int64_t occurrence, Side side,
                   int group) const;  // 0 when there is no such match

  int64_t count(std::string_view text, int64_t start) const;  // empty matches do not count

  // Occurrence 0 replaces all; \1 to \9 in the replacement are groups, \0 is the match.
  void replace(std::string_view text, std::string_view replacement, int64_t start,
               int64_t occurrence, std::string& out) const;

 private:
  struct Compiled;

  std::string pattern_, parameters_;
  bool extracts_ = false;
  bool parameters_wrong_ = false;
  std::unique_ptr<Compiled> compiled_;
};

const Regex& find_regex(std::string_view pattern, std::string_view parameters);

}  // namespace mockhaus::values
