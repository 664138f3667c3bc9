// table: string functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"LEFT", "ti", text_of_first, "left($1, CAST($2 AS BIGINT))"},
    {"LOWER", "t", text_of_first, "lower($1)"},
    {"SUBSTR", "ti", text_of_first, "substr($1, CAST($2 AS BIGINT))"},
    {"SUBSTR", "tii", text_of_first, "substr($1, CAST($2 AS BIGINT), CAST($3 AS BIGINT))"},
    {"SUBSTRING", "ti", text_of_first, "substr($1, CAST($2 AS BIGINT))"},
    {"SUBSTRING", "tii", text_of_first, "substr($1, CAST($2 AS BIGINT), CAST($3 AS BIGINT))"},
    {"UPPER", "t", text_of_first, "upper($1)"},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> string_functions() { return rows; }

}  // namespace mockhaus::sql
