// Changing what a resolved query puts out, without resolving it again.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

enum class OutputForm : uint8_t {
  plain,       // cast to the wanted type
  stored,      // as plain, in the storage form (exact carriers): for CTAS and INSERT
  comparable,  // as plain, then the form by which the engine may compare it
  fetched,     // as a client gets it: VARIANT and its kin as display JSON
};

// The query with every output converted to `wanted` and `form`. Where the body is a SELECT block
// without DISTINCT its select list changes, else the query becomes a derived table.
Result<const BoundQuery*> convert_outputs(Resolver& r, const BoundQuery& query,
                                          std::span<const Type> wanted, OutputForm form);

// The same with narrow columns as they lie where the query puts them out unchanged: for a FROM item
// whose columns add_query_columns() makes, which are narrow then. Else a join over them would
// compare 16 bytes.
const BoundQuery* with_bare_outputs(Resolver& r, const BoundQuery& query);
bool is_narrow(const Bound& value);  // a column that is stored narrow, cast
bool is_bare(const Bound& value);    // as it lies

// A block without ORDER BY as a query, and a query as a FROM item of its own.
BoundQuery* make_query(Resolver& r, const BoundSelect* block);
BoundDerived* make_derived(Resolver& r, const BoundQuery* query);

// The query as FROM item `relation`: its outputs as columns.
std::span<const BoundOutput> outputs_over(Resolver& r, uint32_t relation,
                                          std::span<const BoundOutput> outputs);
std::string_view output_column_name(Resolver& r, size_t index);  // c1, c2, ...

}  // namespace mockhaus::sql
