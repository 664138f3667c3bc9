// Expressions as Snowflake's messages print them: names folded and qualified, SUM(T.A).
#pragma once

#include <string>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

std::string canonical_text(Resolver& r, Scope& scope, const Expression& expression);

}  // namespace mockhaus::sql
