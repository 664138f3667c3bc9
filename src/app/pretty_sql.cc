#include "app/pretty_sql.h"

#include <cctype>

namespace mockhaus::app {

namespace {

// Words that start a line; the longer ones first, so that "ORDER BY" is not taken for "ORDER".
constexpr std::string_view starters[] = {
    "UNION ALL", "UNION", "INTERSECT", "EXCEPT",  "GROUP BY", "ORDER BY", "HAVING",
    "QUALIFY",   "WHERE", "FROM",      "SELECT",  "LIMIT",    "OFFSET",   "LEFT JOIN",
    "RIGHT JOIN", "FULL JOIN", "INNER JOIN", "CROSS JOIN", "JOIN", "VALUES", "SET", "RETURNING"};

bool is_word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string_view starter_at(std::string_view sql, size_t at) {
  if (at > 0 && is_word_character(sql[at - 1])) return {};
  for (const std::string_view word : starters) {
    if (!sql.substr(at).starts_with(word)) continue;
    const size_t end = at + word.size();
    if (end == sql.size() || !is_word_character(sql[end])) return word;
  }
  return {};
}

// The end of the quoted text or name that starts at `at`; doubled quotes are inside.
size_t end_of_quoted(std::string_view sql, size_t at) {
  const char quote = sql[at];
  for (size_t i = at + 1; i < sql.size(); ++i) {
    if (sql[i] != quote) continue;
    if (i + 1 < sql.size() && sql[i + 1] == quote) {
      ++i;
      continue;
    }
    return i + 1;
  }
  return sql.size();
}

}  // namespace

std::string pretty_sql(std::string_view sql) {
  std::string out;
  size_t depth = 0;
  for (size_t i = 0; i < sql.size();) {
    const char c = sql[i];
    if (c == '\'' || c == '"') {
      const size_t end = end_of_quoted(sql, i);
      out.append(sql.substr(i, end - i));
      i = end;
      continue;
    }
    const std::string_view word = depth <= 8 ? starter_at(sql, i) : std::string_view();
    if (!word.empty() && !out.empty() && out.back() != '(') {
      while (out.ends_with(' ')) out.pop_back();
      out += "\n" + std::string(depth * 2, ' ');
    }
    if (!word.empty()) {
      out.append(word);
      i += word.size();
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    out += c;
    ++i;
  }
  return out;
}

}  // namespace mockhaus::app
