// The errors of semi-structured values. Values print as compact JSON.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "values/variant.h"

namespace mockhaus::values::errors {

Error not_an_array(VariantView value);
Error not_an_object(VariantView value);
Error vector_dimension();
Error vector_element(VariantView array);
Error vector_element_range();
Error array_too_large(int64_t size);
Error range_step_is_zero();
Error duplicate_field_key(std::string_view key);
Error array_lengths_differ(size_t keys, size_t values);
Error object_key_is_no_text(VariantView key);
Error invalid_flatten_mode(std::string_view mode);

}  // namespace mockhaus::values::errors
