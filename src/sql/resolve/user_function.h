// Calls of functions that users made: SQL functions are inlined.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Null where no such function exists.
Result<const Bound*> resolve_user_function(Resolver& r, Scope& scope, const FunctionCall& call,
                                           const ObjectName& name);
// TABLE(f(..)) in FROM. Null where no such function exists.
Result<const BoundRelation*> resolve_user_table_function(Resolver& r, Scope& scope,
                                                         const FunctionCall& call,
                                                         const TableFunction& table);

}  // namespace mockhaus::sql
