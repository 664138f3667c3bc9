// Grouping by values whose equality is not that of their bytes: TIMESTAMP_TZ (equal instants with
// different offsets) and VARIANT (equal numbers of different kinds).
//
// The engine groups by the comparable form (cast.h); where the key itself is wanted, any value of
// the group stands for it, as in Snowflake.
#pragma once

#include "sql/functions/function.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Changes the keys of a block that is checked, and whatever names them. Gives the ORDER BY back.
std::span<const BoundQueryOrder> lower_group_keys(Resolver& r, BoundSelect& block,
                                                  std::span<const BoundQueryOrder> orders);

// SELECT DISTINCT over such values becomes a grouping. Nothing happens where the engine's own
// DISTINCT will do, or where the block has groups or windows already.
void lower_distinct(Resolver& r, BoundSelect& block);

// Gives functions that hash their arguments (HASH, MINHASH, ..) the comparable form of each.
void make_hashable(Resolver& r, const Function& function, std::vector<const Bound*>& arguments);

// True where the engine cannot compare such values by itself.
bool needs_group_key(const Type& type);

}  // namespace mockhaus::sql
