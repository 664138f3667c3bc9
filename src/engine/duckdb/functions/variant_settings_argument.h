// The trailing constant argument `settings` of a kernel; the defaults where it was left out.
#pragma once

#include "engine/duckdb/functions/vector_reader.h"
#include "values/variant_settings.h"

namespace mockhaus::engine::duckdb {

class SettingsArgument {
 public:
  SettingsArgument(duckdb_data_chunk input, idx_t index)
      : settings_(values::unpack_settings(packed(input, index))), temporal_(settings_) {}
  SettingsArgument(const SettingsArgument&) = delete;
  SettingsArgument& operator=(const SettingsArgument&) = delete;

  const values::Settings& values() const { return settings_; }
  const values::TemporalText& temporal() const { return temporal_; }

 private:
  static std::string_view packed(duckdb_data_chunk input, idx_t index) {
    if (index >= duckdb_data_chunk_get_column_count(input)) return {};
    if (duckdb_data_chunk_get_size(input) == 0) return {};
    const Column<std::string_view> column(input, index);
    return column.valid(0) ? column[0] : std::string_view();
  }

  values::Settings settings_;
  values::SessionTemporalText temporal_;
};

}  // namespace mockhaus::engine::duckdb
