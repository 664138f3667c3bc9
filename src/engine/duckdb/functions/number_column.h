// Numeric arguments as kernels of texts and numbers need them, and functions that exist once for
// each result scale.
//
// The engine fixes the type of a result when a function is registered, so a function that gives
// DECIMAL exists as mh_div_0 ... mh_div_37; the analyzer picks one by the scale it computed.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/duckdb/functions/registration.h"
#include "engine/duckdb/functions/vector_reader.h"

namespace mockhaus::engine::duckdb {

// A count, position or code: any number, rounded half away from zero; what does not fit 64 bits
// becomes the nearest value that does. Without that argument every row has the fallback.
class IntegerColumn {
 public:
  IntegerColumn(duckdb_data_chunk chunk, idx_t index, int64_t fallback = 0);

  bool given() const { return given_; }
  int64_t operator[](idx_t row) const;
  // The number of all rows; nothing where they differ or one is NULL.
  std::optional<int64_t> of_all(idx_t rows) const {
    if (!given_) return fallback_;
    if (!numbers_.is_constant(rows)) return std::nullopt;
    return (*this)[0];
  }

 private:
  DecimalColumn numbers_;
  int64_t fallback_;
  bool given_;
};

// A text argument that may be left out.
class TextColumn {
 public:
  TextColumn(duckdb_data_chunk chunk, idx_t index, std::string_view fallback = {});

  bool given() const { return given_; }
  std::string_view operator[](idx_t row) const { return given_ ? texts_[row] : fallback_; }

 private:
  Column<std::string_view> texts_;
  std::string_view fallback_;
  bool given_;
};

struct ScaledFunction {
  const char* stem;  // mh_div: becomes mh_div_0 ... mh_div_37
  Parameters parameters;
  Kernel run;
};
std::vector<NativeFunction> for_each_scale(std::span<const ScaledFunction> functions);

// The scale of the function that runs, which for_each_scale() gave it.
int result_scale(duckdb_function_info info);

}  // namespace mockhaus::engine::duckdb
