#include "engine/duckdb/functions/numeric_functions.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_numeric_functions(duckdb_connection connection) {
  using List = std::vector<NativeFunction> (*)();
  constexpr List lists[] = {
      numeric_arithmetic_functions, numeric_rounding_functions, numeric_cast_functions,
      numeric_float_functions,      numeric_bit_functions,      statistics_functions,
      text_part_functions,
      text_measure_functions,       text_binary_functions,      text_object_functions,
      text_collation_functions,     text_encryption_functions,
      text_compression_functions,   text_search_functions,
      regex_functions,              hash_functions,             random_functions,
      h3_functions,                 description_functions,
  };
  for (const List list : lists) {
    TRY(register_functions(connection, list()));
  }
  return Done{};
}

}  // namespace mockhaus::engine::duckdb
