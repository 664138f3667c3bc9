// COLLATE, COLLATION, and what collated arguments do to other functions.
#pragma once

#include "sql/functions/function.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_collate(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_collation(Resolver& r, Scope& scope, const FunctionCall& call);

// The row to take for arguments of which some are collated text: another engine text where the
// function compares, the row itself where it does not, 000002 where Mockhaus cannot do it, 002322
// where the collations exclude each other.
Result<const Function*> collated_function(Resolver& r, const Function& function,
                                          std::span<const Bound* const> arguments, Span span);

}  // namespace mockhaus::sql
