#include "engine/duckdb/functions/variant_functions.h"

#include "engine/duckdb/functions/variant_tables.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_variant_functions(duckdb_connection connection) {
  const std::span<const NativeFunction> tables[] = {
      variant_json_functions(),  variant_access_functions(), variant_make_functions(),
      variant_cast_functions(),  variant_array_functions(),  variant_object_functions(),
      variant_list_functions(),  variant_flatten_functions(), variant_xml_functions(),
      estimation_functions(),    bitmap_functions(),         embedding_functions(),
  };
  for (const auto table : tables) TRY(register_functions(connection, table));
  return register_functions(connection, variant_decimal_functions());
}

}  // namespace mockhaus::engine::duckdb
