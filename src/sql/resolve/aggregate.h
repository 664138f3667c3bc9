// Aggregates and window functions: calls whose row of the table says so.
#pragma once

#include "sql/functions/function.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_aggregate_call(Resolver& r, Scope& scope, const FunctionCall& call,
                                            std::span<const Function> overloads);

// The parts of an aggregate that a row's own `resolve` starts from: arguments resolved as inside
// an aggregate, WITHIN GROUP, and OVER.
struct AggregateParts {
  std::vector<const Bound*> arguments;
  std::span<const BoundOrder> order;
};
Result<AggregateParts> resolve_aggregate_parts(Resolver& r, Scope& scope,
                                               const FunctionCall& call);
// Makes the node: an aggregate, or a window where the call has OVER.
Result<const Bound*> make_aggregate(Resolver& r, Scope& scope, const FunctionCall& call,
                                    const Function& function, const AggregateParts& parts,
                                    Type type);

}  // namespace mockhaus::sql
