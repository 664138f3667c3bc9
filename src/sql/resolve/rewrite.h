// Copies of bound trees in which some parts are replaced.
#pragma once

#include <functional>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// What a part becomes: another node, or null to look into its own parts.
using Replace = std::function<const Bound*(const Bound&)>;

// The tree with every topmost part for which `replace` answers replaced. Parts that do not change
// are shared with the tree that came in. Queries inside the tree are left alone.
const Bound* rewritten(Resolver& r, const Bound& value, const Replace& replace);
BoundList rewritten(Resolver& r, BoundList values, const Replace& replace);
std::span<const BoundOrder> rewritten(Resolver& r, std::span<const BoundOrder> order,
                                      const Replace& replace);

}  // namespace mockhaus::sql
