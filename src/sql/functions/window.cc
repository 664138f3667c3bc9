// table: functions that only windows have.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"CUME_DIST", "", returns(types::floating()), "cume_dist(){over}", NullRule::never,
     Carrier::exact, FunctionKind::window},
    {"DENSE_RANK", "", returns(integer18), "dense_rank(){over}", NullRule::never, Carrier::integer,
     FunctionKind::window},
    {"FIRST_VALUE", "*", same_as_first, "first_value($1{nulls}){over}", NullRule::nullable,
     Carrier::wide, FunctionKind::window},
    {"LAG", "*", same_as_first, "lag($1{nulls}){over}", NullRule::nullable, Carrier::wide,
     FunctionKind::window},
    {"LAG", "*i", same_as_first, "lag($1, CAST($2 AS BIGINT){nulls}){over}", NullRule::nullable,
     Carrier::wide, FunctionKind::window},
    {"LAG", "=i=", common_type, "lag($1, CAST($2 AS BIGINT), $3{nulls}){over}", NullRule::nullable,
     Carrier::wide, FunctionKind::window},
    {"LAST_VALUE", "*", same_as_first, "last_value($1{nulls}){over}", NullRule::nullable,
     Carrier::wide, FunctionKind::window},
    {"LEAD", "*", same_as_first, "lead($1{nulls}){over}", NullRule::nullable, Carrier::wide,
     FunctionKind::window},
    {"LEAD", "*i", same_as_first, "lead($1, CAST($2 AS BIGINT){nulls}){over}", NullRule::nullable,
     Carrier::wide, FunctionKind::window},
    {"LEAD", "=i=", common_type, "lead($1, CAST($2 AS BIGINT), $3{nulls}){over}",
     NullRule::nullable, Carrier::wide, FunctionKind::window},
    {"NTH_VALUE", "*i", same_as_first, "nth_value($1, CAST($2 AS BIGINT){nulls}){over}",
     NullRule::nullable, Carrier::wide, FunctionKind::window},
    {"NTILE", "i", returns(integer18), "ntile(CAST($1 AS BIGINT)){over}", NullRule::never,
     Carrier::integer, FunctionKind::window},
    {"PERCENT_RANK", "", returns(types::floating()), "percent_rank(){over}", NullRule::never,
     Carrier::exact, FunctionKind::window},
    {"RANK", "", returns(integer18), "rank(){over}", NullRule::never, Carrier::integer,
     FunctionKind::window},
    {"ROW_NUMBER", "", returns(integer18), "row_number(){over}", NullRule::never, Carrier::integer,
     FunctionKind::window},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> window_functions() {
  return rows;
}

}  // namespace mockhaus::sql
