// The native functions of numbers, texts, regular expressions, hashes and random values.
//
// Register each list once per database (registration.h).
#pragma once

#include <vector>

#include "engine/duckdb/functions/registration.h"

namespace mockhaus::engine::duckdb {

std::vector<NativeFunction> numeric_arithmetic_functions();
std::vector<NativeFunction> numeric_rounding_functions();
std::vector<NativeFunction> numeric_cast_functions();
std::vector<NativeFunction> numeric_float_functions();
std::vector<NativeFunction> numeric_bit_functions();
std::vector<NativeFunction> statistics_functions();
std::vector<NativeFunction> text_part_functions();
std::vector<NativeFunction> text_measure_functions();
std::vector<NativeFunction> text_binary_functions();
std::vector<NativeFunction> text_collation_functions();
std::vector<NativeFunction> text_compression_functions();
std::vector<NativeFunction> text_search_functions();
std::vector<NativeFunction> text_encryption_functions();
std::vector<NativeFunction> text_object_functions();
std::vector<NativeFunction> regex_functions();
std::vector<NativeFunction> hash_functions();
std::vector<NativeFunction> h3_functions();
std::vector<NativeFunction> description_functions();
std::vector<NativeFunction> random_functions();

// All of the above.
Result<Done> register_numeric_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
