// Paths into VARIANT values, and literals of arrays and objects.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_path(Resolver& r, Scope& scope, const Path& node);
Result<const Bound*> resolve_array_literal(Resolver& r, Scope& scope, const ArrayLiteral& node);
Result<const Bound*> resolve_object_literal(Resolver& r, Scope& scope, const ObjectLiteral& node);

Result<const Bound*> resolve_as_decimal(Resolver& r, Scope& scope, const FunctionCall& call);

// OBJECT_CONSTRUCT and OBJECT_CONSTRUCT_KEEP_NULL: pairs, or * for the columns of FROM.
Result<const Bound*> resolve_object_construct(Resolver& r, Scope& scope, const FunctionCall& call);

// Any value as VARIANT (also what ARRAY_CONSTRUCT and its kin do with their arguments).
Result<const Bound*> as_variant(Resolver& r, const Bound& value, Span span);
// The value that mh_variant is about to make a VARIANT of, else the value itself: the functions
// that build arrays and objects take both.
const Bound* without_variant(const Bound& value);

}  // namespace mockhaus::sql
