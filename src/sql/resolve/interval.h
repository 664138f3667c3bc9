// INTERVAL literals as distances between values of ORDER BY.
#pragma once

#include <string>

#include "base/result.h"
#include "sql/ast/expression.h"
#include "sql/types/type.h"

namespace mockhaus::sql {

// What stands in RANGE BETWEEN .. PRECEDING over a DATE, TIME or timestamp, in the engine's words.
// Months and years over timestamps are refused: they have no length.
Result<std::string> interval_distance(const IntervalLiteral& interval, const Type& type);

}  // namespace mockhaus::sql
