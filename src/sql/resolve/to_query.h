// TABLE(TO_QUERY(SQL => 'text' [, name => 'value' ...])): the query that a constant text holds.
//
// :name in the text is the value of the argument of that name, as a text.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

bool is_to_query(const FunctionCall& call);
Result<const BoundRelation*> resolve_to_query(Resolver& r, Scope& scope, const FunctionCall& call,
                                              const TableFunction& table);

}  // namespace mockhaus::sql
