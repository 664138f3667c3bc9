#include "sql/resolve/table_function.h"

#include "sql/errors.h"

namespace mockhaus::sql {

Result<const BoundRelation*> resolve_table_function(Resolver&, Scope&, const TableFunction&) {
  return errors::unsupported("table function");
}

}  // namespace mockhaus::sql
