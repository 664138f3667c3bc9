// Tests that give BOOLEAN: IS, BETWEEN, IN (list), LIKE and its kin, comparisons of rows.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_is_test(Resolver& r, Scope& scope, const IsTest& node);
Result<const Bound*> resolve_between(Resolver& r, Scope& scope, const Between& node);
Result<const Bound*> resolve_in_list(Resolver& r, Scope& scope, const InList& node);
Result<const Bound*> resolve_like(Resolver& r, Scope& scope, const Like& node);
Result<const Bound*> resolve_row_comparison(Resolver& r, Scope& scope, const Binary& node);

const Bound* negate(Resolver& r, const Bound& condition, bool negated, Span span);

}  // namespace mockhaus::sql
