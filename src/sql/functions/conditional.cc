// table: conditional functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"COALESCE", "==+", common_type, "coalesce($*)", NullRule::nullable, Carrier::wide},
    {"IFF", "b==", common_type, "CASE WHEN $1 THEN $2 ELSE $3 END", NullRule::nullable,
     Carrier::wide},
    {"IFNULL", "==", common_type, "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    {"NULLIF", "==", common_type, "nullif($1, $2)", NullRule::nullable, Carrier::wide},
    {"NVL", "==", common_type, "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> conditional_functions() { return rows; }

}  // namespace mockhaus::sql
