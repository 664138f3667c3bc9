#include "service/statement/urgent.h"

#include <algorithm>
#include <cctype>

namespace mockhaus::service {

static void skip_blanks(std::string_view& text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text[0]))) text.remove_prefix(1);
}

static bool take(std::string_view& text, std::string_view upper) {
  if (text.size() < upper.size()) return false;
  const bool same = std::equal(upper.begin(), upper.end(), text.begin(), [](char a, char b) {
    return a == std::toupper(static_cast<unsigned char>(b));
  });
  if (same) text.remove_prefix(upper.size());
  return same;
}

static bool take_word(std::string_view& text, std::string_view upper) {
  skip_blanks(text);
  if (!take(text, upper)) return false;
  return text.empty() || std::isspace(static_cast<unsigned char>(text[0])) || text[0] == ';';
}

// WAREHOUSE name ABORT ALL QUERIES; the name is as the parser will have it.
static bool aborts_all(std::string_view text) {
  if (!take_word(text, "WAREHOUSE") && !take_word(text, "USER")) return false;
  skip_blanks(text);
  text.remove_prefix(std::min(text.find_first_of(" \t\r\n"), text.size()));
  for (const char* word : {"ABORT", "ALL", "QUERIES"}) {
    if (!take_word(text, word)) return false;
  }
  return text.find_first_not_of(" \t\r\n;") == std::string_view::npos;
}

bool is_urgent(std::string_view text) {
  skip_blanks(text);
  if (std::string_view rest = text; take_word(rest, "ALTER")) return aborts_all(rest);
  if (!take(text, "SELECT") || text.empty() || std::isgraph(static_cast<unsigned char>(text[0]))) {
    return false;
  }
  skip_blanks(text);
  if (!take(text, "SYSTEM$CANCEL_ALL_QUERIES") && !take(text, "SYSTEM$CANCEL_QUERY")) return false;
  skip_blanks(text);
  if (!take(text, "(")) return false;
  const size_t end = text.find_first_not_of("0123456789abcdefABCDEF-' ");
  if (end == std::string_view::npos || text[end] != ')') return false;
  text.remove_prefix(end + 1);
  return text.find_first_not_of(" \t\r\n;") == std::string_view::npos;
}

}  // namespace mockhaus::service
