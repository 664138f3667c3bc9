// Text to tokens, in one pass.
//
// Never fails: what is no token becomes `unknown` or `unterminated`, and the parser says so when it
// gets there. The last token is always `end`. Comments (--, //, /* */) and blanks are dropped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/lex/token.h"

namespace mockhaus::sql {

std::vector<Token> lex(std::string_view text);

// The value of a string token, without its quotes and with escapes resolved. A view into `source`
// where nothing had to be resolved, else a view into `buffer`.
std::string_view decode_string(std::string_view source, std::string& buffer);
// The same for "quoted names", where only "" is special.
std::string_view decode_quoted_name(std::string_view source, std::string& buffer);
// A word as Snowflake stores it: in upper case. A view into `source` if it already is.
std::string_view fold_word(std::string_view source, std::string& buffer);

bool equal_ignoring_case(std::string_view word, std::string_view upper_case);

}  // namespace mockhaus::sql
