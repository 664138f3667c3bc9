// VALUES lists: rows of expressions whose columns take a common type.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Columns are named COLUMN1, COLUMN2, ...
Result<const BoundQuery*> resolve_values_query(Resolver& r, List<const Row* const> rows,
                                               Scope* outer);

// A row of VALUES holds no queries: 002014.
Result<Done> check_values_row(Resolver& r, const Row& row);

}  // namespace mockhaus::sql
