// GENERATE_COLUMN_DESCRIPTION: the rows of INFER_SCHEMA as the columns of a CREATE statement.
#pragma once

#include <string>
#include <string_view>

#include "values/variant.h"

namespace mockhaus::values {

enum class Described : uint8_t { columns, not_an_array, unknown_kind };
// Appends to `out`. `kind`: table, external_table or view, in any case.
Described describe_columns(VariantView rows, std::string_view kind, std::string& out);

}  // namespace mockhaus::values
