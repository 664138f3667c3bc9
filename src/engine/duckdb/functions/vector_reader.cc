#include "engine/duckdb/functions/vector_reader.h"

#include <cstring>

namespace mockhaus::engine::duckdb {

DecimalColumn::DecimalColumn(duckdb_vector vector) : column_(vector) {
  data_ = duckdb_vector_get_data(vector);
  duckdb_logical_type type = duckdb_vector_get_column_type(vector);
  stored_ = duckdb_get_type_id(type);
  if (stored_ == DUCKDB_TYPE_DECIMAL) {
    stored_ = duckdb_decimal_internal_type(type);
    width_ = duckdb_decimal_width(type);
    scale_ = duckdb_decimal_scale(type);
  }
  duckdb_destroy_logical_type(&type);
  switch (stored_) {
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_DOUBLE:
      break;
    default:
      stored_ = DUCKDB_TYPE_INVALID;
  }
}

bool DecimalColumn::is_constant(idx_t rows) const {
  size_t bytes = 8;
  if (stored_ == DUCKDB_TYPE_TINYINT) bytes = 1;
  if (stored_ == DUCKDB_TYPE_SMALLINT) bytes = 2;
  if (stored_ == DUCKDB_TYPE_INTEGER) bytes = 4;
  if (stored_ == DUCKDB_TYPE_HUGEINT) bytes = 16;
  if (!numeric() || rows == 0) return false;
  for (idx_t row = 0; row < rows; ++row) {
    if (!valid(row)) return false;
  }
  // Each element beside the next one.
  const auto* first = static_cast<const char*>(data_);
  return std::memcmp(first, first + bytes, (rows - 1) * bytes) == 0;
}

duckdb_type type_of(duckdb_data_chunk chunk, idx_t index) {
  duckdb_logical_type type =
      duckdb_vector_get_column_type(duckdb_data_chunk_get_vector(chunk, index));
  duckdb_type id = duckdb_get_type_id(type);
  duckdb_destroy_logical_type(&type);
  return id;
}

}  // namespace mockhaus::engine::duckdb
