// A text argument that is usually a constant, and what is made of it: once for equal texts in turn.
#pragma once

#include <optional>
#include <string_view>

#include "engine/duckdb/functions/vector_reader.h"

namespace mockhaus::engine::duckdb {

// Calls make(text) only when the text differs from the row before.
template <class Value>
class Prepared {
 public:
  Prepared(duckdb_data_chunk input, idx_t index) : texts_(input, index) {}

  template <class Make>
  Value& at(idx_t row, Make&& make) {
    if (value_ && texts_.repeats(row, row_)) return *value_;
    const std::string_view text = texts_[row];
    if (!value_ || text != texts_[row_]) value_.emplace(make(text));
    row_ = row;
    return *value_;
  }

  // Whether the argument is the same in all rows, and not NULL.
  bool is_constant(idx_t rows) const {
    for (idx_t row = 0; row < rows; ++row) {
      if (!texts_.valid(row) || !texts_.repeats(row, 0)) return false;
    }
    return true;
  }

 private:
  Column<std::string_view> texts_;
  idx_t row_ = 0;  // whose text the value was made of
  std::optional<Value> value_;
};

}  // namespace mockhaus::engine::duckdb
