#include "engine/duckdb/functions/null_functions.h"

#include "engine/duckdb/functions/registration.h"

namespace mockhaus::engine::duckdb {

namespace {

void run_no_nulls(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t rows = duckdb_data_chunk_get_size(input);
  bool* result = static_cast<bool*>(duckdb_vector_get_data(output));
  for (idx_t row = 0; row < rows; ++row) result[row] = true;
  for (idx_t c = 0; c < duckdb_data_chunk_get_column_count(input); ++c) {
    uint64_t* valid = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, c));
    if (valid == nullptr) continue;
    for (idx_t row = 0; row < rows; ++row) {
      result[row] &= duckdb_validity_row_is_valid(valid, row);
    }
  }
}

constexpr NativeFunction functions[] = {
    {"mh_no_nulls", Parameters{}.then_any_number_of(type::any), type::boolean, run_no_nulls,
     Nulls::are_values},
};

}  // namespace

Result<Done> register_null_functions(duckdb_connection connection) {
  return register_functions(connection, functions);
}

}  // namespace mockhaus::engine::duckdb
