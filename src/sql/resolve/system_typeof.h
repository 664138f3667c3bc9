// SYSTEM$TYPEOF(expression): the analyzer's type and how Snowflake would lay its values out.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_system_typeof(Resolver& r, Scope& scope, const FunctionCall& call);

}  // namespace mockhaus::sql
