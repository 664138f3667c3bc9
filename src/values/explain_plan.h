// Plans of EXPLAIN: JSON as SYSTEM$EXPLAIN_PLAN_JSON gives it, as a text and as rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockhaus::values {

// Appends the plan as SYSTEM$EXPLAIN_JSON_TO_TEXT prints it. False: that is no plan.
bool print_plan(std::string_view json, std::string& out);

// step, id, parentOperators, operation, objects, alias, expressions, partitionsTotal,
// partitionsAssigned, bytesAssigned
using PlanRow = std::vector<std::optional<std::string>>;
std::optional<std::vector<PlanRow>> plan_rows(std::string_view json);

}  // namespace mockhaus::values
