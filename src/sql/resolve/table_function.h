// TABLE(function(..)) and LATERAL FLATTEN(..) in FROM.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const BoundRelation*> resolve_table_function(Resolver& r, Scope& scope,
                                                    const TableFunction& table);

}  // namespace mockhaus::sql
