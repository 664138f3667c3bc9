// The errors of the SQL front end: one function for each text of Snowflake.
//
// Texts start with "SQL compilation error:"; {at} becomes "line L at position P" when locate() in
// base/error.h is given the source.
#pragma once

#include <string_view>

#include "base/error.h"

namespace mockhaus::sql::errors {

Error empty_statement();                                 // 000900
Error unexpected_token(std::string_view found, Span at);  // 001003; `found` as written, or <EOF>
Error unfinished_text(Span at);  // 001003; a string, name or comment without its end
Error list_too_long(size_t limit, size_t found);         // 001795
Error unsupported(std::string_view feature);             // 000002
// Limits of ours that Snowflake does not have in this form; told as 000002 with the reason.
Error nesting_too_deep(int limit, Span at);
Error lambdas_too_deep(int limit, Span at);
Error statement_too_complex();
Error tree_too_high(int limit, Span at);
Error text_too_long(size_t limit, size_t found);
Error too_many_joins(int limit, Span at);
// OR REPLACE with IF NOT EXISTS.
Error conflicting_clauses(std::string_view first, std::string_view second, Span at);

}  // namespace mockhaus::sql::errors
