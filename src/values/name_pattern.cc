#include "values/name_pattern.h"

#include "base/ascii.h"

namespace mockhaus::values {

using ascii::lower;

bool matches_name(std::string_view text, std::string_view pattern, PatternEscape escape) {
  size_t t = 0;
  size_t p = 0;
  // Where the last % stands, and the first place of the text that it does not cover yet: only the
  // last one ever needs to cover more.
  size_t percent = std::string_view::npos;
  size_t covered = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      percent = p++;
      covered = t;
      continue;
    }
    const bool escaped =
        escape == PatternEscape::backslash && p + 1 < pattern.size() && pattern[p] == '\\';
    const size_t literal = escaped ? p + 1 : p;
    const bool any = !escaped && p < pattern.size() && pattern[p] == '_';
    if (any || (literal < pattern.size() && lower(pattern[literal]) == lower(text[t]))) {
      p = literal + 1;
      ++t;
      continue;
    }
    if (percent == std::string_view::npos) return false;
    p = percent + 1;
    t = ++covered;
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

}  // namespace mockhaus::values
