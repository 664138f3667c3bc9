// One SELECT block, with the ORDER BY and LIMIT of the query around it.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// `query` gives ORDER BY, LIMIT and OFFSET: they may use what the block's FROM offers.
Result<const BoundQuery*> resolve_select(Resolver& r, const Select& select, const Query& query,
                                         Scope* outer);

// select_list.cc: names and expands the items (stars, aliases).
Result<std::vector<BoundOutput>> resolve_select_list(Resolver& r, Scope& scope,
                                                     const Select& select);
// The name Snowflake gives to an expression without alias: its source text in upper case.
std::string_view derived_name(Resolver& r, const Expression& expression, Span item);

// star.cc: the columns that a star stands for, with names.
Result<std::vector<BoundOutput>> expand_star(Resolver& r, Scope& scope, const Star& star);

// group_by.cc: fills keys and sets of `block`, then checks that nothing else is used.
Result<Done> resolve_group_by(Resolver& r, Scope& scope, const Select& select,
                              std::span<const BoundOutput> outputs, BoundSelect& block);
Result<Done> check_grouped(const Scope& scope, const BoundSelect& block, const Bound& value);
// The same for a select item: a bare column has a message of its own.
Result<Done> check_grouped_output(const Scope& scope, const BoundSelect& block,
                                  const Bound& value);

}  // namespace mockhaus::sql
