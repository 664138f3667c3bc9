// Variant values in the engine's vectors: BLOB columns as views, results through one builder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/registration.h"
#include "engine/duckdb/functions/vector_reader.h"
#include "values/variant_builder.h"

namespace mockhaus::engine::duckdb {

class VariantColumn {
 public:
  VariantColumn() = default;
  explicit VariantColumn(duckdb_vector vector) : bytes_(vector) {}
  VariantColumn(duckdb_data_chunk chunk, idx_t index) : bytes_(chunk, index) {}

  bool valid(idx_t row) const { return bytes_.valid(row); }
  values::VariantView operator[](idx_t row) const { return values::VariantView(bytes_[row]); }
  std::optional<values::VariantView> get(idx_t row) const {
    if (!valid(row)) return std::nullopt;
    return (*this)[row];
  }

 private:
  Column<std::string_view> bytes_;
};

// Results of a BLOB column: either a value that exists already, or one that is built.
class VariantOutput {
 public:
  explicit VariantOutput(duckdb_vector vector) : bytes_(vector) {}

  // An undefined value is SQL NULL.
  void set(idx_t row, std::optional<values::VariantView> value) {
    if (!value || value->is_undefined()) return bytes_.set_null(row);
    bytes_.set(row, value->bytes());
  }
  void set_null(idx_t row) { bytes_.set_null(row); }

  values::VariantBuilder& start() {
    builder_.clear();
    return builder_;
  }
  void finish(idx_t row) { bytes_.set(row, builder_.bytes()); }

 private:
  Output<std::string_view> bytes_;
  values::VariantBuilder builder_;
};

}  // namespace mockhaus::engine::duckdb
