// table: semi_structured functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"PARSE_JSON", "t", returns(types::variant()), "mh_parse_json($1)", NullRule::nullable},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> semi_structured_functions() { return rows; }

}  // namespace mockhaus::sql
