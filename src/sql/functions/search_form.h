// SEARCH(columns, 'query' [, ANALYZER => ..] [, SEARCH_MODE => ..]).
#pragma once

#include "sql/functions/function.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_search_ip(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_search(Resolver& r, Scope& scope, const FunctionCall& call);

}  // namespace mockhaus::sql
