#include "service/statement/shown_text.h"

#include <algorithm>
#include <string_view>

#include "sql/emit/snowflake.h"
#include "sql/parse/parse.h"

namespace mockhaus::service {

// Words beside which secrets stand. Texts without any of them are not parsed again.
constexpr std::string_view words[] = {"PASSWORD",   "SECRET", "TOKEN",   "_KEY",
                                      "CREDENTIAL", "CRYPT",  "PRIVATE", "PASSPHRASE"};

static bool contains(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

std::string shown_text(const std::string& text) {
  const auto may_stand_in = [&](std::string_view word) { return contains(text, word); };
  if (std::ranges::none_of(words, may_stand_in)) return text;
  const auto parsed = sql::parse_statements(text);
  if (!parsed) return "'***'";  // what it would say is not known
  std::string shown;
  bool hides = false;
  for (const sql::ParsedStatement& one : *parsed) {
    const std::string redacted = sql::print_redacted(*one.statement);
    hides = hides || redacted != sql::print_statement(*one.statement);
    if (!shown.empty()) shown += ";\n";
    shown += redacted;
  }
  return hides ? shown : text;
}

}  // namespace mockhaus::service
