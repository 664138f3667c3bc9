// ** [a, b, c]: the elements of an array as items of an IN list or as arguments.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// The items with every ** over an array literal replaced by the literal's elements.
List<const Expression* const> spread_out(Resolver& r, List<const Expression* const> items);

}  // namespace mockhaus::sql
