// What ASOF JOIN asks of its conditions: one comparison by order between a value of the left side
// and one of the right side, and besides it equalities between the sides.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// The FROM items of a join: those from `first` on are its left side, from `middle` on its right.
struct JoinItems {
  std::span<const ScopeItem> left, right;
};

// 010402: it is no such comparison. `bound` is the condition resolved.
Result<Done> check_match_condition(Resolver& r, const JoinItems& items, const Expression& written,
                                   const Bound& bound);
// 010403: something else than equalities of both sides, joined by AND.
Result<Done> check_asof_on(Resolver& r, const JoinItems& items, const Expression& written,
                           const Bound& bound);

}  // namespace mockhaus::sql
