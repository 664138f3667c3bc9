// Literals of the language as typed constants.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

const Bound* resolve_literal(Resolver& r, const Literal& literal);
// DATE '..', TIME '..', TIMESTAMP '..'.
Result<const Bound*> resolve_typed_literal(Resolver& r, const TypedLiteral& literal);

// The type of digits as written: 1 is NUMBER(1,0), 1.50 NUMBER(3,2), 1e2 NUMBER(3,0); FLOAT where
// 38 digits do not hold it. `digits` gets the plain form without exponent.
Type type_of_digits(std::string_view text, std::string& digits);

// Code points of UTF-8 text: what VARCHAR lengths count.
int64_t text_length(std::string_view text);

}  // namespace mockhaus::sql
