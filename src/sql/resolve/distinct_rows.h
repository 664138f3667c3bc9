// DISTINCT, UNION, INTERSECT and EXCEPT over values whose equality is not that of their bytes
// (TIMESTAMP_TZ, VARIANT, collated text). The engine groups by the comparable form (cast.h); of
// equal rows the one of the first branch is shown.
#pragma once

#include "sql/ast/query.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// True where the engine's own DISTINCT or set operation would compare wrongly.
bool needs_key(std::span<const BoundOutput> outputs);

// The rows of `branches`, whose outputs are stored forms of the same types, under `op` (not
// UNION ALL). One branch and UNION: the branch without doubles.
const BoundQuery* combine_rows(Resolver& r, SetOperator op,
                               std::span<const BoundQuery* const> branches);

// What orders by one of the outputs `to`, where `order` does by the same one of `from`; else null.
// DISTINCT knows its outputs only, so a step that rewrites them has to keep the connection.
const Bound* order_of_output(Resolver& r, std::span<const BoundOutput> from,
                             std::span<const BoundOutput> to, const Bound& order);

// SELECT DISTINCT whose block `lower_distinct` could not group: the block becomes a FROM item.
const BoundQuery* lower_distinct_query(Resolver& r, const BoundQuery& query);

}  // namespace mockhaus::sql
