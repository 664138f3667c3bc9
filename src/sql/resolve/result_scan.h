// Results of earlier statements in FROM: TABLE(RESULT_SCAN('id')), and $1 after ->>.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

bool is_result_scan(const TableFunction& table);
// TABLE(x), where x is a RESULTSET or cursor of the block around.
bool is_script_result(const Resolver& r, const TableFunction& table);
Result<const BoundRelation*> resolve_script_result(Resolver& r, Scope& scope,
                                                   const TableFunction& table);
// 000709: no statement of that id left a result.
Result<const BoundRelation*> resolve_result_scan(Resolver& r, Scope& scope,
                                                 const TableFunction& table);
Result<const BoundRelation*> resolve_pipe_result(Resolver& r, Scope& scope,
                                                 const PipeResult& table);

}  // namespace mockhaus::sql
