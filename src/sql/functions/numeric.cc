// table: numeric functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"ABS", "n", same_as_first, "abs($1)", NullRule::strict, Carrier::wide},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> numeric_functions() { return rows; }

}  // namespace mockhaus::sql
