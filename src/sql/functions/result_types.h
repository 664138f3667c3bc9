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

// AVG: eighteen more digits, six of them behind the point.
inline Type average_type(ArgumentTypes arguments) {
  const Type& type = arguments[0];
  if (!type.is_number()) return types::floating();
  return types::number(std::min(type.precision + 18, number_precision_max),
                       std::min(type.scale + 6, 37));
}

}  // namespace mockhaus::sql
