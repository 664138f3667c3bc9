#include "engine/duckdb/functions/vector_reader.h"

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

int128 DecimalColumn::operator[](idx_t row) const {
  switch (stored_) {
    case DUCKDB_TYPE_TINYINT:
      return static_cast<const int8_t*>(data_)[row];
    case DUCKDB_TYPE_SMALLINT:
      return static_cast<const int16_t*>(data_)[row];
    case DUCKDB_TYPE_INTEGER:
      return static_cast<const int32_t*>(data_)[row];
    case DUCKDB_TYPE_BIGINT:
      return static_cast<const int64_t*>(data_)[row];
    case DUCKDB_TYPE_HUGEINT:
      return values::load_int128(static_cast<const char*>(data_) + row * sizeof(int128));
    default:
      return 0;
  }
}

duckdb_type type_of(duckdb_data_chunk chunk, idx_t index) {
  duckdb_logical_type type =
      duckdb_vector_get_column_type(duckdb_data_chunk_get_vector(chunk, index));
  duckdb_type id = duckdb_get_type_id(type);
  duckdb_destroy_logical_type(&type);
  return id;
}

}  // namespace mockhaus::engine::duckdb
