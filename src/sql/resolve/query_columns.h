// The columns that a resolved query reads, in all of its parts.
#pragma once

#include <functional>

#include "sql/resolve/bound.h"

namespace mockhaus::sql {

// True where `is_meant` holds for a column that the query names, at any depth.
bool reads_column(const BoundQuery& query, const std::function<bool(const BoundColumn&)>& is_meant);
bool reads_column(const Bound& value, const std::function<bool(const BoundColumn&)>& is_meant);

}  // namespace mockhaus::sql
