// table: functions of the H3 grid that need nothing but the ids of cells.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr ResultType text = returns(types::text());
constexpr ResultType number = returns(types::number(38, 0));
constexpr ResultType array = returns(types::array());
constexpr ResultType flag = returns(types::boolean());

constexpr Function rows[] = {
    {"H3_CELL_TO_CHILDREN", "ii", array, "mh_h3_children($1, $2)"},
    {"H3_CELL_TO_CHILDREN_STRING", "ti", array, "mh_h3_children($1, $2)"},
    {"H3_CELL_TO_PARENT", "t!i", text, "mh_h3_parent_text($1, $2)"},
    {"H3_CELL_TO_PARENT", "ii", number, "mh_h3_parent($1, $2)"},
    {"H3_COMPACT_CELLS", "a", array, "mh_h3_compact($1)"},
    {"H3_COMPACT_CELLS_STRINGS", "a", array, "mh_h3_compact_texts($1)"},
    {"H3_GET_RESOLUTION", "t!", returns(integer18), "mh_h3_resolution($1)", NullRule::strict,
     Carrier::integer},
    {"H3_GET_RESOLUTION", "i", returns(integer18), "mh_h3_resolution($1)", NullRule::strict,
     Carrier::integer},
    {"H3_INT_TO_STRING", "i", text, "mh_h3_to_text($1)"},
    {"H3_IS_PENTAGON", "t!", flag, "mh_h3_is_pentagon($1)"},
    {"H3_IS_PENTAGON", "i", flag, "mh_h3_is_pentagon($1)"},
    {"H3_IS_VALID_CELL", "t!", flag, "mh_h3_is_valid($1)"},
    {"H3_IS_VALID_CELL", "i", flag, "mh_h3_is_valid($1)"},
    {"H3_STRING_TO_INT", "t", number, "mh_h3_to_number($1)"},
    {"H3_UNCOMPACT_CELLS", "ai", array, "mh_h3_uncompact($1, $2)"},
    {"H3_UNCOMPACT_CELLS_STRINGS", "ai", array, "mh_h3_uncompact_texts($1, $2)"},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> geospatial_functions() { return rows; }

}  // namespace mockhaus::sql
