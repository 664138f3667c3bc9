// table: window functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"DENSE_RANK", "", returns(integer18), "dense_rank(){over}", NullRule::never,
     Carrier::integer, FunctionKind::window},
    {"RANK", "", returns(integer18), "rank(){over}", NullRule::never, Carrier::integer,
     FunctionKind::window},
    {"ROW_NUMBER", "", returns(integer18), "row_number(){over}", NullRule::never,
     Carrier::integer, FunctionKind::window},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> window_functions() { return rows; }

}  // namespace mockhaus::sql
