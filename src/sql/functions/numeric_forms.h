// table: numeric functions whose result type depends on the values of constants or on both
// arguments together: ROUND(x, 2), DIV0(a, b), TO_NUMBER(text, 10, 2).
#pragma once

#include "sql/functions/function.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_ceil(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_floor(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_round(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_trunc(Resolver& r, Scope& scope, const FunctionCall& call);

Result<const Bound*> resolve_mod(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_div(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_div0(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_div0null(Resolver& r, Scope& scope, const FunctionCall& call);

Result<const Bound*> resolve_to_number(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_try_to_number(Resolver& r, Scope& scope, const FunctionCall& call);

}  // namespace mockhaus::sql
