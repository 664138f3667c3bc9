#include "sql/errors.h"
#include "sql/resolve/from_items.h"

namespace mockhaus::sql {

Result<const BoundRelation*> resolve_pivot(Resolver&, Scope&, const Pivot&) {
  return errors::unsupported("PIVOT");
}
Result<const BoundRelation*> resolve_unpivot(Resolver&, Scope&, const Unpivot&) {
  return errors::unsupported("UNPIVOT");
}

}  // namespace mockhaus::sql
