// table: context functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"CURRENT_VERSION", "", returns(text_type), "{version}", NullRule::never},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> context_functions() { return rows; }

}  // namespace mockhaus::sql
