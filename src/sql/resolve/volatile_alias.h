// Aliases of values that change: SELECT UUID_STRING() AS id, id || '-' FROM t gives one value for
// each row. The block is split: an inner one computes the value, the outer one reads it.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// The query itself where no such alias is used a second time; 000002 where one is used in a place
// that the split does not reach.
Result<const BoundQuery*> lower_volatile_aliases(Resolver& r, const BoundQuery& query);

}  // namespace mockhaus::sql
