// table: functions that Snowflake has and Mockhaus refuses by name.
#include <algorithm>

#include "sql/functions/families.h"

namespace mockhaus::sql {

namespace {

constexpr std::string_view names[] = {
    "AI_COMPLETE",
};
static_assert(std::is_sorted(std::begin(names), std::end(names)));

}  // namespace

std::span<const std::string_view> unsupported_functions() { return names; }

}  // namespace mockhaus::sql
