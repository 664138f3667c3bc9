// ORDER BY, LIMIT and OFFSET.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// NULLs are larger than every value, unless the statement or DEFAULT_NULL_ORDERING says otherwise.
bool nulls_come_first(const Resolver& r, const OrderItem& item);

// ORDER BY of a SELECT block: output positions and names first, then expressions over its FROM.
Result<std::span<const BoundQueryOrder>> resolve_order_by(Resolver& r, Scope& scope,
                                                          const Query& query,
                                                          std::span<const BoundOutput> outputs);
// ORDER BY, LIMIT over a set operation: only positions and names of outputs.
Result<const BoundQuery*> order_body(Resolver& r, const BoundQuery& body, const Query& query);

// The row count of LIMIT, OFFSET, TOP; null for none, NULL and ''.
Result<const Bound*> resolve_row_count(Resolver& r, const Expression* count);

// Inside OVER and WITHIN GROUP.
Result<std::span<const BoundOrder>> resolve_order_items(Resolver& r, Scope& scope,
                                                        List<const OrderItem> items);

}  // namespace mockhaus::sql
