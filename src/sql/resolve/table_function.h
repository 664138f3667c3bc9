// TABLE(function(..)) and LATERAL FLATTEN(..) in FROM.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const BoundRelation*> resolve_table_function(Resolver& r, Scope& scope,
                                                    const TableFunction& table);

// The argument with this name, or the one at this place; null for none.
const Expression* find_argument(const FunctionCall& call, std::string_view name, size_t place);
constexpr size_t no_place = 1000;  // an argument that is only given by name

}  // namespace mockhaus::sql
