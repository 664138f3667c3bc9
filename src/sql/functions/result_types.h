// Types of results that several families compute in the same way.
#pragma once

#include <algorithm>

#include "sql/functions/function.h"

namespace mockhaus::sql {

constexpr Type integer18 = types::number(18, 0);
constexpr Type text_type = types::text();

// SUM: twelve more digits before the point.
inline Type sum_type(ArgumentTypes arguments) {
  const Type& type = arguments[0];
  if (!type.is_number()) return types::floating();
  return types::number(std::min(type.precision + 12, number_precision_max), type.scale);
}

// AVG: twelve more digits before the point, and six behind it while there are not twelve.
inline Type average_type(ArgumentTypes arguments) {
  const Type& type = arguments[0];
  if (!type.is_number()) return types::floating();
  const int scale = std::max<int>(type.scale, std::min(type.scale + 6, 12));
  return types::number(std::min(type.precision + 12 + scale - type.scale, number_precision_max),
                       scale);
}

}  // namespace mockhaus::sql
