// Queries inside expressions.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_scalar_subquery(Resolver& r, Scope& scope, const ScalarSubquery& node);
Result<const Bound*> resolve_exists(Resolver& r, Scope& scope, const Exists& node);
Result<const Bound*> resolve_in_subquery(Resolver& r, Scope& scope, const InSubquery& node);
Result<const Bound*> resolve_quantified(Resolver& r, Scope& scope, const Quantified& node);

}  // namespace mockhaus::sql
