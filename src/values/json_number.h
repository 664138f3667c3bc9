// The number at the start of a JSON text: exact where 38 digits hold it, else a double.
#pragma once

#include <cstddef>
#include <string_view>

#include "values/variant_builder.h"

namespace mockhaus::values {

// Adds the number and tells how many bytes it took; 0 (and nothing added) when there is none.
// The text starts with a digit or with a minus.
size_t add_json_number(std::string_view text, VariantBuilder& out);

}  // namespace mockhaus::values
