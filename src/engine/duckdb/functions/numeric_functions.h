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

}  // namespace mockhaus::engine::duckdb
