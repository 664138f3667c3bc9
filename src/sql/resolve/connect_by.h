// START WITH .. CONNECT BY ..: a hierarchy, as a recursive WITH over the rows of FROM.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

struct Hierarchy {
  const BoundRelation* from = nullptr;  // the rows of the hierarchy
  std::vector<BoundCte> ctes;           // what it needs before the block
};

// `from` is the block's FROM and `scope` its columns. Afterwards the names of `scope` mean columns
// of the hierarchy, which has LEVEL besides, and PRIOR x, CONNECT_BY_ROOT x and
// SYS_CONNECT_BY_PATH(x, separator) anywhere in the block are columns of it too.
Result<Hierarchy> resolve_connect_by(Resolver& r, Scope& scope, const Select& select,
                                     const Query& query, const BoundRelation& from);

}  // namespace mockhaus::sql
