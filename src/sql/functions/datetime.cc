// table: datetime functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"DATEADD", "cid", returns(types::date()), "mh_add_date($1, $2, $3)"},
    {"EXTRACT", "cd", returns(types::number(4, 0)), "date_part($1, $2)", NullRule::strict,
     Carrier::integer},
    {"YEAR", "d", returns(types::number(4, 0)), "year($1)", NullRule::strict, Carrier::integer},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> datetime_functions() { return rows; }

}  // namespace mockhaus::sql
