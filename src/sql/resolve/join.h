// JOIN in all its forms: ON, USING, NATURAL, CROSS, ASOF.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const BoundRelation*> resolve_join(Resolver& r, Scope& scope, const Join& join);

}  // namespace mockhaus::sql
