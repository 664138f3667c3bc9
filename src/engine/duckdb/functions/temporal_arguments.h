// Arguments of temporal kernels that are usually constants: prepared once for a run of equal texts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/prepared.h"
#include "engine/duckdb/functions/registration.h"
#include "engine/duckdb/functions/vector_reader.h"
#include "values/errors.h"
#include "values/settings.h"
#include "values/temporal_part.h"
#include "values/timestamp.h"

namespace mockhaus::engine::duckdb {

using values::TimestampKind;

std::span<const NativeFunction> temporal_text_functions();
std::span<const NativeFunction> temporal_conversion_functions();
std::span<const NativeFunction> temporal_part_functions();
std::span<const NativeFunction> temporal_sum_functions();
std::span<const NativeFunction> temporal_calendar_functions();

// A time zone by name. at() is nullptr after it has failed the kernel for an unknown name.
class ZoneArgument {
 public:
  ZoneArgument(duckdb_function_info info, duckdb_data_chunk input, idx_t index)
      : info_(info), zones_(input, index) {}

  values::Zone* at(idx_t row) {
    std::string_view name;
    std::optional<values::Zone>& zone = zones_.at(row, [&](std::string_view text) {
      name = text;
      return values::Zone::find(text);
    });
    if (zone) return &*zone;
    fail(info_, values::errors::unknown_time_zone(name));
    return nullptr;
  }

 private:
  duckdb_function_info info_;
  Prepared<std::optional<values::Zone>> zones_;
};

// The session zone of kernels that exist for every kind of timestamp: only LTZ has the argument.
template <TimestampKind kind>
class SessionZone {
 public:
  SessionZone(duckdb_function_info info, duckdb_data_chunk input, idx_t index) {
    if constexpr (kind == TimestampKind::ltz) argument_.emplace(info, input, index);
  }
  values::Zone* at(idx_t row) {
    if constexpr (kind == TimestampKind::ltz) return argument_->at(row);
    return &utc_;
  }

 private:
  std::optional<ZoneArgument> argument_;
  values::Zone utc_;
};

// How many arguments SessionZone takes.
template <TimestampKind kind>
constexpr idx_t zone_count = kind == TimestampKind::ltz ? 1 : 0;

// A part by its name. at() is empty after it has failed the kernel.
class PartArgument {
 public:
  PartArgument(duckdb_function_info info, duckdb_data_chunk input, idx_t index, values::PartUse use)
      : info_(info), parts_(input, index), use_(use) {}

  std::optional<values::DatePart> at(idx_t row) {
    std::string_view name;
    std::optional<values::DatePart>& part = parts_.at(row, [&](std::string_view text) {
      name = text;
      return values::find_part(text, use_);
    });
    if (!part) fail(info_, values::errors::invalid_date_part(name, "DATE_PART"));
    return part;
  }
  bool is_constant(idx_t rows) const { return parts_.is_constant(rows); }

 private:
  duckdb_function_info info_;
  Prepared<std::optional<values::DatePart>> parts_;
  values::PartUse use_;
};

// week_start and, if there is a second column, week_policy.
class WeekArgument {
 public:
  WeekArgument(duckdb_data_chunk input, idx_t index) : start_(input, index) {
    if (index + 1 < duckdb_data_chunk_get_column_count(input)) {
      policy_ = Column<int32_t>(input, index + 1);
      has_policy_ = true;
    }
  }
  values::WeekRules at(idx_t row) const {
    return {start_[row], has_policy_ ? policy_[row] : 0};
  }

 private:
  Column<int32_t> start_, policy_;
  bool has_policy_ = false;
};

// A number of any type, rounded to an integer, half away from zero.
class WholeNumber {
 public:
  WholeNumber(duckdb_data_chunk input, idx_t index) : numbers_(input, index) {}
  int128 at(idx_t row) const;

 private:
  DecimalColumn numbers_;
};

void fail_out_of_range(duckdb_function_info info, int128 number);

// Stores a day as DATE; false after it has failed the kernel because no DATE holds it.
bool set_date(duckdb_function_info info, Output<int32_t>& output, idx_t row, int64_t day);

}  // namespace mockhaus::engine::duckdb
