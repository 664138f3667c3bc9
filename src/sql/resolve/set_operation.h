// Bodies of queries: SELECT blocks, VALUES, and UNION, INTERSECT, EXCEPT over them.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Any body without ORDER BY and LIMIT of its own.
Result<const BoundQuery*> resolve_body(Resolver& r, const QueryBody& body, Scope* outer);

}  // namespace mockhaus::sql
