// The families of functions, one table each. Names are sorted within a family and belong to one
// family only; lookup.cc searches them.
#pragma once

#include <span>
#include <string_view>

#include "sql/functions/function.h"

namespace mockhaus::sql {

std::span<const Function> aggregate_functions();
std::span<const Function> collection_functions();
std::span<const Function> conditional_functions();
std::span<const Function> context_functions();
std::span<const Function> conversion_functions();
std::span<const Function> data_generation_functions();
std::span<const Function> datetime_functions();
std::span<const Function> embedding_functions();
std::span<const Function> encryption_functions();
std::span<const Function> estimation_functions();
std::span<const Function> geospatial_functions();
std::span<const Function> metadata_functions();
std::span<const Function> numeric_functions();
std::span<const Function> semi_structured_functions();
std::span<const Function> statistics_functions();
std::span<const Function> string_functions();
std::span<const Function> window_functions();

// Sorted names of functions that Snowflake has and Mockhaus refuses by name (000002).
std::span<const std::string_view> unsupported_functions();

}  // namespace mockhaus::sql
