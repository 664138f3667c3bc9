// FROM items of one kind each: tables and views, pivots, samples.
#pragma once

#include "sql/resolve/resolver.h"
#include "sql/resolve/unfold.h"

namespace mockhaus::sql {

// named_table.cc: a CTE, a table, or a view (whose query is resolved in its own schema).
Result<const BoundRelation*> resolve_named_table(Resolver& r, Scope& scope,
                                                 const NamedTable& table);
// The catalog's entry for a name; 002003 where there is none.
Result<const Relation*> find_relation(Resolver& r, const ObjectName& name);
// The catalog's table as a FROM item; adds its columns to `scope`.
Result<const BoundRelation*> add_base_table(Resolver& r, Scope& scope, const Relation& relation,
                                            std::string_view alias);

// from.cc: the join of `left`, which is all that `scope` holds, with a table function for which
// is_unfolding().
Result<const BoundRelation*> resolve_beside(Resolver& r, Scope& scope, const BoundRelation& left,
                                            const TableReference& table, EmptyLists empty);

// The sides of an outer join of both that has a condition of its own.
Result<UnfoldedSides> resolve_sides(Resolver& r, Scope& scope, const BoundRelation& left,
                                    const TableReference& table);

// pivot.cc
Result<const BoundRelation*> resolve_pivot(Resolver& r, Scope& scope, const Pivot& pivot);
Result<const BoundRelation*> resolve_unpivot(Resolver& r, Scope& scope, const Unpivot& unpivot);

// match_recognize.cc
Result<const BoundRelation*> resolve_match_recognize(Resolver& r, Scope& scope,
                                                     const MatchRecognize& match);
// The name that qualifies the result: its own alias, else that of its input.
std::string_view alias_of(const TableReference& table, const TableReference& input);

// sample.cc
Result<const BoundRelation*> add_sample(Resolver& r, const BoundRelation& relation,
                                        const Sample& sample);

}  // namespace mockhaus::sql
