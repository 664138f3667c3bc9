// table: functions that choose among their arguments.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"BOOLAND", "bb", returns(types::boolean()),
     "($1 AND $2)"},
    {"BOOLNOT", "b", returns(types::boolean()),
     "(NOT $1)"},
    {"BOOLOR", "bb", returns(types::boolean()),
     "($1 OR $2)"},
    {"BOOLXOR", "bb", returns(types::boolean()),
     "($1 <> $2)"},
    {"COALESCE", "==+", common_type,
     "coalesce($*)", NullRule::nullable, Carrier::wide},
    {"EQUAL_NULL", "==", returns(types::boolean()),
     "($1 IS NOT DISTINCT FROM $2)", NullRule::never},
    {"GREATEST", "=+", common_type,
     "CASE WHEN mh_no_nulls($*) THEN greatest($*) END", NullRule::nullable, Carrier::wide},
    {"GREATEST_IGNORE_NULLS", "=+", common_type,
     "greatest($*)", NullRule::nullable, Carrier::wide},
    {"IFF", "b==", common_type,
     "CASE WHEN $1 THEN $2 ELSE $3 END", NullRule::nullable, Carrier::wide},
    {"IFNULL", "==", common_type,
     "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    {"LEAST", "=+", common_type,
     "CASE WHEN mh_no_nulls($*) THEN least($*) END", NullRule::nullable, Carrier::wide},
    {"LEAST_IGNORE_NULLS", "=+", common_type,
     "least($*)", NullRule::nullable, Carrier::wide},
    {"NULLIF", "==", common_type,
     "nullif($1, $2)", NullRule::nullable, Carrier::wide},
    {"NULLIFZERO", "n", same_as_first,
     "nullif($1, 0)", NullRule::nullable, Carrier::wide},
    {"NVL", "==", common_type,
     "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    {"NVL2", "*==", common_type,
     "CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END", NullRule::nullable, Carrier::wide},
    {"ZEROIFNULL", "n", same_as_first,
     "coalesce($1, 0)", NullRule::never, Carrier::wide},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> conditional_functions() { return rows; }

}  // namespace mockhaus::sql
