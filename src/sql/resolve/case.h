// CASE in both forms, and DECODE.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_case(Resolver& r, Scope& scope, const CaseWhen& node);

// DECODE(x, a, r, b, s, .., otherwise): a simple CASE in which NULL equals NULL.
Result<const Bound*> resolve_decode(Resolver& r, Scope& scope, const FunctionCall& call);

}  // namespace mockhaus::sql
