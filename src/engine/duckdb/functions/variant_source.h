// A column of any engine type that becomes VARIANT values inside a kernel: what mh_variant makes of
// it, without a column of VARIANT in between.
#pragma once

#include "engine/duckdb/functions/variant_vectors.h"

namespace mockhaus::engine::duckdb {

class VariantSource {
 public:
  VariantSource(duckdb_data_chunk chunk, idx_t index)
      : type_(type_of(chunk, index)), texts_(chunk, index) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, index);
    data_ = duckdb_vector_get_data(vector);
    if (!is_plain()) numbers_ = DecimalColumn(vector);
  }

  bool valid(idx_t row) const { return texts_.valid(row); }
  // The value of a row that is valid.
  void add(idx_t row, values::VariantBuilder& out) const {
    switch (type_) {
      case DUCKDB_TYPE_BLOB: return out.add(values::VariantView(texts_[row]));
      case DUCKDB_TYPE_VARCHAR: return out.add_text(texts_[row]);
      case DUCKDB_TYPE_BOOLEAN: return out.add_boolean(at<bool>(row));
      case DUCKDB_TYPE_DATE: return out.add_date(at<int32_t>(row));
      case DUCKDB_TYPE_DOUBLE: return out.add_real(at<double>(row));
      case DUCKDB_TYPE_FLOAT: return out.add_real(at<float>(row));
      default: return out.add_decimal(numbers_[row], numbers_.scale());
    }
  }
  // False for a type that has no values but NULL.
  bool has_values() const { return is_plain() || numbers_.numeric(); }
  // False after a failure: a type that cannot be a VARIANT, with a value.
  bool expect_variant(duckdb_function_info info, idx_t rows) const {
    if (has_values() || type_ == DUCKDB_TYPE_SQLNULL) return true;
    for (idx_t row = 0; row < rows; ++row) {
      if (!valid(row)) continue;
      fail(info, {"000002", "0A000", "Unsupported feature 'TO_VARIANT'.", {}});
      return false;
    }
    return true;
  }

 private:
  bool is_plain() const {
    return type_ == DUCKDB_TYPE_BLOB || type_ == DUCKDB_TYPE_VARCHAR ||
           type_ == DUCKDB_TYPE_BOOLEAN || type_ == DUCKDB_TYPE_DATE ||
           type_ == DUCKDB_TYPE_DOUBLE || type_ == DUCKDB_TYPE_FLOAT;
  }
  template <class T>
  T at(idx_t row) const {
    return static_cast<const T*>(data_)[row];
  }

  duckdb_type type_;
  Column<std::string_view> texts_;  // also what tells NULL for every type
  const void* data_ = nullptr;
  DecimalColumn numbers_;
};

}  // namespace mockhaus::engine::duckdb
