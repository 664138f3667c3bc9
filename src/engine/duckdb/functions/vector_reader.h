// Typed access to the vectors that a kernel gets and fills.
//
// The engine hands flat vectors to kernels: a constant argument arrives repeated in every row.
// Columns and outputs are views; they live as long as the call of the kernel.
//
//   void run_day_name(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
//     Column<Days> dates(input, 0);
//     Output<std::string_view> names(output);
//     each_row(input, output, [&](idx_t row) { names.set(row, day_name(dates[row])); });
//   }
#pragma once

#include <cstring>
#include <string_view>
#include <type_traits>

#include "duckdb.h"
#include "values/physical.h"

namespace mockhaus::engine::duckdb {

using values::int128;

// Text and BLOB elements; a short one points into the vector itself.
inline std::string_view text_at(const void* data, idx_t row) {
  const auto* element = static_cast<const duckdb_string_t*>(data) + row;
  uint32_t length = element->value.inlined.length;
  return {length <= 12 ? element->value.inlined.inlined : element->value.pointer.ptr, length};
}

// T: bool, int8_t ... int64_t, int128, double, std::string_view (VARCHAR and BLOB). A DATE is
// int32_t (days), a TIME int64_t, a timestamp int128: see values/physical.h.
template <class T>
class Column {
 public:
  Column() = default;
  explicit Column(duckdb_vector vector)
      : data_(duckdb_vector_get_data(vector)), validity_(duckdb_vector_get_validity(vector)) {}
  Column(duckdb_data_chunk chunk, idx_t index)
      : Column(duckdb_data_chunk_get_vector(chunk, index)) {}

  bool valid(idx_t row) const { return !validity_ || (validity_[row / 64] >> (row % 64) & 1); }
  T operator[](idx_t row) const {
    if constexpr (std::is_same_v<T, std::string_view>) {
      return text_at(data_, row);
    } else if constexpr (std::is_same_v<T, int128>) {
      return values::load_int128(static_cast<const char*>(data_) + row * sizeof(int128));
    } else {
      return static_cast<const T*>(data_)[row];
    }
  }
  // Whether two rows hold one element: equal short texts, or a constant that was repeated.
  bool repeats(idx_t row, idx_t earlier) const
    requires std::is_same_v<T, std::string_view>
  {
    const auto* elements = static_cast<const duckdb_string_t*>(data_);
    return std::memcmp(elements + row, elements + earlier, sizeof(duckdb_string_t)) == 0;
  }

 private:
  const void* data_ = nullptr;
  const uint64_t* validity_ = nullptr;
};

// An argument declared type::any that holds any integer or DECIMAL: unscaled value and scale.
class DecimalColumn {
 public:
  DecimalColumn() = default;
  explicit DecimalColumn(duckdb_vector vector);
  DecimalColumn(duckdb_data_chunk chunk, idx_t index)
      : DecimalColumn(duckdb_data_chunk_get_vector(chunk, index)) {}

  bool numeric() const { return stored_ != DUCKDB_TYPE_INVALID; }
  bool is_double() const { return stored_ == DUCKDB_TYPE_DOUBLE; }  // read it by as_double()
  bool lies_in_eight_bytes() const { return stored_ == DUCKDB_TYPE_BIGINT; }
  int width() const { return width_; }  // of DECIMAL, else 0
  int scale() const { return scale_; }
  bool valid(idx_t row) const { return column_.valid(row); }
  // Whether the argument is the same in all rows, and not NULL.
  bool is_constant(idx_t rows) const;
  int128 operator[](idx_t row) const {
    switch (stored_) {
      case DUCKDB_TYPE_TINYINT: return static_cast<const int8_t*>(data_)[row];
      case DUCKDB_TYPE_SMALLINT: return static_cast<const int16_t*>(data_)[row];
      case DUCKDB_TYPE_INTEGER: return static_cast<const int32_t*>(data_)[row];
      case DUCKDB_TYPE_BIGINT: return static_cast<const int64_t*>(data_)[row];
      case DUCKDB_TYPE_HUGEINT:
        return values::load_int128(static_cast<const char*>(data_) + row * sizeof(int128));
      default: return 0;
    }
  }
  double as_double(idx_t row) const { return static_cast<const double*>(data_)[row]; }

 private:
  Column<int8_t> column_;  // for the validity only
  const void* data_ = nullptr;
  duckdb_type stored_ = DUCKDB_TYPE_INVALID;
  int width_ = 0;
  int scale_ = 0;
};

// The engine type of one argument (for parameters declared type::any).
duckdb_type type_of(duckdb_data_chunk chunk, idx_t index);

// Where a kernel writes. set_null() may be called for any row; a row is written once.
template <class T>
class Output {
 public:
  explicit Output(duckdb_vector vector) : vector_(vector), data_(duckdb_vector_get_data(vector)) {}

  void set(idx_t row, T value) {
    if constexpr (std::is_same_v<T, std::string_view>) {
      // For VARCHAR the bytes must be UTF-8: the engine does not look again.
      duckdb_unsafe_vector_assign_string_element_len(vector_, row, value.data(), value.size());
    } else if constexpr (std::is_same_v<T, int128>) {
      values::store_int128(static_cast<char*>(data_) + row * sizeof(int128), value);
    } else {
      static_cast<T*>(data_)[row] = value;
    }
  }
  void set_null(idx_t row) {
    if (!validity_) {
      duckdb_vector_ensure_validity_writable(vector_);
      validity_ = duckdb_vector_get_validity(vector_);
    }
    duckdb_validity_set_row_invalid(validity_, row);
  }

 private:
  duckdb_vector vector_;
  void* data_;
  uint64_t* validity_ = nullptr;
};

// Makes every row NULL in which one of the first `columns` arguments (default: all) is NULL and
// calls `work(row)` for the others. If `work` returns bool, false ends the loop: it has failed.
template <class Work>
void each_row(duckdb_data_chunk input, duckdb_vector output, Work&& work, idx_t columns = 64) {
  const idx_t rows = duckdb_data_chunk_get_size(input);
  const idx_t total = duckdb_data_chunk_get_column_count(input);
  if (columns > total) columns = total;
  const uint64_t* masks[64];
  int mask_count = 0;
  for (idx_t column = 0; column < columns && mask_count < 64; ++column) {
    auto* mask = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, column));
    if (mask) masks[mask_count++] = mask;
  }
  Output<bool> nulls(output);
  for (idx_t row = 0; row < rows; ++row) {
    bool valid = true;
    for (int mask = 0; mask < mask_count; ++mask) {
      valid = valid && (masks[mask][row / 64] >> (row % 64) & 1);
    }
    if (!valid) {
      nulls.set_null(row);
    } else if constexpr (std::is_same_v<decltype(work(row)), bool>) {
      if (!work(row)) return;
    } else {
      work(row);
    }
  }
}

}  // namespace mockhaus::engine::duckdb
