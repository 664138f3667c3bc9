// OVER (PARTITION BY .. ORDER BY .. frame).
#pragma once

#include "sql/resolve/aggregate.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_window(Resolver& r, Scope& scope, const FunctionCall& call,
                                    const Function& function, const AggregateParts& parts,
                                    Type type);

}  // namespace mockhaus::sql
