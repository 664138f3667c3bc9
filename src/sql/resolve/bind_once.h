// Values that a construct names several times although two evaluations may differ:
// CASE RANDOM() WHEN 1 .. WHEN 2 .., UNIFORM(..) IN (1, 2). Snowflake evaluates them once a row.
#pragma once

#include <functional>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// `build` over the value itself, or over a parameter that stands for it where it is volatile.
// Needs a result without aggregates, windows and subqueries in the volatile case (000002).
Result<const Bound*> bind_once(Resolver& r, const Bound& value, Span span,
                               const std::function<Result<const Bound*>(const Bound&)>& build);

}  // namespace mockhaus::sql
