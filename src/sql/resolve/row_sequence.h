// SEQ1() .. SEQ8(): numbers of rows.
//
// The rows of the function table count over the rows of the block, as a window. Over one GENERATOR
// the row's own number does it, which may stand where no window may: in WHERE, inside aggregates
// and other windows.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// The hidden column of a GENERATOR that numbers its rows from 0; no name of SQL.
constexpr std::string_view generator_row = "\1row";

// The call as it is, or over the GENERATOR's column; an error where neither can be.
Result<const Bound*> resolve_row_sequence(Resolver& r, Scope& scope, const Bound& call);
bool counts_rows(const Bound& call);

// ORDER BY SEQ4() inside OVER: the order of the rows as they come. Null for anything else.
const Bound* row_order(Resolver& r, const Expression& item);

}  // namespace mockhaus::sql
