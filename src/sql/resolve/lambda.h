// FILTER, TRANSFORM and REDUCE: functions that apply a lambda to each element of an array.
//
// The engine's own list functions run the lambda over the array's elements as VARIANT values. A
// parameter is in scope while the body is resolved; around it, all names of the block are.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// A parameter in the engine's lambda. It is no column: GROUP BY has nothing to say about it.
struct EngineParameter {
  std::string_view name;
  const Bound* value = nullptr;  // a VARIANT, NULL where the element is
};
EngineParameter new_parameter(Resolver& r, Span span);

Result<const Bound*> resolve_filter(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_transform(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_reduce(Resolver& r, Scope& scope, const FunctionCall& call);

}  // namespace mockhaus::sql
