#include "sql/resolve/table_function.h"

#include "sql/errors.h"
#include "sql/resolve/result_scan.h"

namespace mockhaus::sql {

Result<const BoundRelation*> resolve_table_function(Resolver& r, Scope& scope,
                                                    const TableFunction& table) {
  if (is_result_scan(table)) return resolve_result_scan(r, scope, table);
  return errors::unsupported("table function");
}

}  // namespace mockhaus::sql
