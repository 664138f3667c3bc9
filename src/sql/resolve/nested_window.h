// Windows over windows: CONDITIONAL_TRUE_EVENT(x > LAG(x) OVER (..)) OVER (..).
//
// The engine takes no window inside another. The block is split: an inner one computes what needs
// no outer window, with the FROM, WHERE and GROUP BY; the outer one reads its columns.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// The query itself where no window stands inside another.
const BoundQuery* lower_nested_windows(Resolver& r, const BoundQuery& query);

}  // namespace mockhaus::sql
