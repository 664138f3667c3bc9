// The rows of each variant_*.cc file, for variant_functions.cc.
#pragma once

#include <span>
#include <vector>

#include "engine/duckdb/functions/registration.h"

namespace mockhaus::engine::duckdb {

std::span<const NativeFunction> variant_json_functions();
std::span<const NativeFunction> variant_access_functions();
std::span<const NativeFunction> variant_make_functions();
std::span<const NativeFunction> variant_cast_functions();
std::span<const NativeFunction> variant_array_functions();
std::span<const NativeFunction> variant_object_functions();
std::span<const NativeFunction> variant_list_functions();
std::span<const NativeFunction> variant_flatten_functions();
std::span<const NativeFunction> variant_xml_functions();
std::span<const NativeFunction> embedding_functions();
std::span<const NativeFunction> estimation_functions();
std::span<const NativeFunction> bitmap_functions();

std::vector<NativeFunction> variant_decimal_functions();  // one for each result scale

}  // namespace mockhaus::engine::duckdb
