// Keys of GROUP BY that the engine cannot recognise where they are written again: a value that may
// change with each evaluation, one that holds a query, one that reads no column. An inner block
// computes them for each row; the block groups by its columns.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Changes the grouped block where it has such keys; gives the orders over its new columns. 002031
// where a query of the block reads rows in another place than a key or an aggregate.
Result<std::span<const BoundQueryOrder>> lower_computed_keys(
    Resolver& r, const Scope& scope, BoundSelect& block, std::span<const BoundQueryOrder> orders);

}  // namespace mockhaus::sql
