#include "engine/duckdb/functions/number_column.h"

#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <string>

#include "values/decimal.h"

namespace mockhaus::engine::duckdb {
namespace {

constexpr int64_t highest = std::numeric_limits<int64_t>::max();
constexpr int64_t lowest = std::numeric_limits<int64_t>::min();

constexpr std::array<int, 38> scales = [] {
  std::array<int, 38> result{};
  for (int i = 0; i < 38; ++i) result[static_cast<size_t>(i)] = i;
  return result;
}();

int64_t saturate(int128 value) {
  return value > highest ? highest : value < lowest ? lowest : static_cast<int64_t>(value);
}

int64_t saturate(double value) {
  if (std::isnan(value)) return 0;
  const double rounded = std::round(value);
  if (rounded >= 9223372036854775807.0) return highest;
  if (rounded <= -9223372036854775808.0) return lowest;
  return static_cast<int64_t>(rounded);
}

}  // namespace

IntegerColumn::IntegerColumn(duckdb_data_chunk chunk, idx_t index, int64_t fallback)
    : fallback_(fallback), given_(index < duckdb_data_chunk_get_column_count(chunk)) {
  if (given_) numbers_ = DecimalColumn(chunk, index);
}

int64_t IntegerColumn::operator[](idx_t row) const {
  if (!given_) return fallback_;
  if (numbers_.is_double()) return saturate(numbers_.as_double(row));
  int128 value = numbers_[row];
  if (numbers_.scale() > 0) values::rescale(value, numbers_.scale(), 0, 38, value);
  return saturate(value);
}

TextColumn::TextColumn(duckdb_data_chunk chunk, idx_t index, std::string_view fallback)
    : fallback_(fallback), given_(index < duckdb_data_chunk_get_column_count(chunk)) {
  if (given_) texts_ = Column<std::string_view>(chunk, index);
}

std::vector<NativeFunction> for_each_scale(std::span<const ScaledFunction> functions) {
  // Rows point at their names for as long as the program runs.
  static std::deque<std::string> names;
  std::vector<NativeFunction> rows;
  rows.reserve(functions.size() * scales.size());
  for (const ScaledFunction& function : functions) {
    for (const int& scale : scales) {
      names.push_back(std::string(function.stem) + "_" + std::to_string(scale));
      rows.push_back({names.back().c_str(), function.parameters,
                      type::decimal(38, static_cast<uint8_t>(scale)), function.run,
                      Nulls::give_null, Stability::same_for_same_arguments, &scale});
    }
  }
  return rows;
}

int result_scale(duckdb_function_info info) {
  return *static_cast<const int*>(duckdb_scalar_function_get_extra_info(info));
}

}  // namespace mockhaus::engine::duckdb
