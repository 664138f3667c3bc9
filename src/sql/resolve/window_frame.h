// The frames of window functions: which each function may have, and its default.
//
// Snowflake refuses a moving frame for most aggregates, and an ORDER BY without frame counts as
// one: only what stands for the whole partition is left to them.
#pragma once

#include "sql/functions/function.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// True for an aggregate of MEASURES, whose OVER nobody wrote: it follows the rules of aggregates.
bool is_measure(const FunctionCall& call);

// True where the function is refused without ORDER BY in OVER.
bool needs_window_order(std::string_view function);

// The frame of a call with OVER, whose ORDER BY is `order`. Also refuses what Snowflake does not
// let DISTINCT and WITHIN GROUP meet.
Result<BoundFrame> resolve_frame(Resolver& r, Scope& scope, const FunctionCall& call,
                                 std::string_view function, std::span<const BoundOrder> order);

// The same frame seen from the other end: for FROM LAST.
BoundFrame mirrored(Resolver& r, const BoundFrame& frame);

}  // namespace mockhaus::sql
