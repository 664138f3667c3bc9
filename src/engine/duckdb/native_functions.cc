#include "engine/duckdb/native_functions.h"

#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/registration.h"

namespace mockhaus::engine::duckdb {
namespace {

using Family = std::vector<NativeFunction> (*)();

constexpr Family families[] = {
    numeric_arithmetic_functions,
    numeric_bit_functions,
    numeric_cast_functions,
    numeric_float_functions,
    numeric_rounding_functions,
};

}  // namespace

Result<Done> register_native_functions(duckdb_connection connection) {
  for (Family family : families) TRY(register_functions(connection, family()));
  return Done{};
}

}  // namespace mockhaus::engine::duckdb
