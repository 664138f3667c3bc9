// Table functions that unfold a value into rows: FLATTEN, SPLIT_TO_TABLE, STRTOK_SPLIT_TO_TABLE.
//
// Each is a list of structs in the engine. Beside the FROM items before it the list is unnested in
// a select list over them, which keeps the order of the rows and lets SEQ count the input rows.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

bool is_unfolding(const TableReference& table);

// Alone, or where it cannot be joined as below: a lateral item, whose SEQ is 1.
Result<const BoundRelation*> resolve_unfolding(Resolver& r, Scope& scope,
                                               const TableFunction& table);

// Whether a row without values stays, with NULLs, or goes.
enum class EmptyLists : uint8_t { drop_row, keep_row };

// Joined to `left`, which is every FROM item that `scope` holds: gives the relation of both.
Result<const BoundRelation*> resolve_unfolding_of(Resolver& r, Scope& scope,
                                                  const BoundRelation& left,
                                                  const TableFunction& table, EmptyLists empty);

// The same for an outer join with a condition of its own: the sides of the join. The left one is
// numbered for SEQ, the right one is a lateral item.
struct UnfoldedSides {
  const BoundRelation* left = nullptr;
  const BoundRelation* right = nullptr;
};
Result<UnfoldedSides> resolve_unfolding_sides(Resolver& r, Scope& scope, const BoundRelation& left,
                                              const TableFunction& table);

}  // namespace mockhaus::sql
