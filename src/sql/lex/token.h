// Tokens: what the lexer cuts a text into.
//
// A token is a kind and a span; its text is read from the source when somebody needs it.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace mockhaus::sql {

enum class TokenKind : uint8_t {
  end,            // after the last token
  word,           // an unquoted name or keyword
  quoted_name,    // "name"
  string,         // 'text'
  dollar_string,  // $$text$$
  number,         // 12, 1.5, .5, 1e3
  binary,         // X'0AFF'
  positional,     // $1
  variable,       // $name
  stage,          // @stage/path, @~, @%table
  file_uri,       // file:///path without quotes
  left_paren, right_paren, left_bracket, right_bracket, left_brace, right_brace,
  comma, semicolon, dot, colon, double_colon, assign, question,
  plus, minus, star, double_star, slash, percent, concatenate, bar,
  equal, not_equal, less, less_equal, greater, greater_equal,
  arrow,         // ->
  double_arrow,  // =>
  pipe,          // ->>
  exclamation, caret, dollar,
  unterminated,  // a string, comment or quoted name without its end
  unknown,       // a byte that starts no token
};

enum class Keyword : uint16_t {
  none,  // a word that is in no list
#define KEYWORD(name, text, use) name,
#include "sql/lex/keywords.def"
#undef KEYWORD
};

enum class KeywordUse : uint8_t { plain, not_table, not_column, not_scalar, reserved };

KeywordUse use_of(Keyword keyword);
std::string_view text_of(Keyword keyword);  // upper case; empty for none

struct Token {
  TokenKind kind = TokenKind::end;
  Keyword keyword = Keyword::none;  // of a word
  uint32_t begin = 0;
  uint32_t end = 0;

  Span span() const { return {begin, end}; }
};

}  // namespace mockhaus::sql
