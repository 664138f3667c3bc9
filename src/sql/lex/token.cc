#include "sql/lex/token.h"

namespace mockhaus::sql {

namespace {

struct KeywordRow {
  std::string_view text;
  KeywordUse use;
};

constexpr KeywordRow rows[] = {
    {"", KeywordUse::plain},
#define KEYWORD(name, text, use) {text, KeywordUse::use},
#include "sql/lex/keywords.def"
#undef KEYWORD
};

}  // namespace

KeywordUse use_of(Keyword keyword) { return rows[static_cast<size_t>(keyword)].use; }
std::string_view text_of(Keyword keyword) { return rows[static_cast<size_t>(keyword)].text; }

}  // namespace mockhaus::sql
