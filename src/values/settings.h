// Session parameters that change what values look like or mean, with Snowflake's defaults.
//
// A plain value, copied freely. An empty LTZ, TZ output format means "as timestamp_output_format".
#pragma once

#include <cstdint>
#include <string>

namespace mockhaus::values {

enum class TimestampKind : uint8_t { ntz, ltz, tz };

// WEEK_START: 0 = legacy (weeks start on Monday, DAYOFWEEK counts from Sunday 0), 1 = Monday ..
// 7 = Sunday. WEEK_OF_YEAR_POLICY: 0 = week 1 has at least four days, 1 = week 1 holds January 1.
struct WeekRules {
  int week_start = 0;
  int week_of_year_policy = 0;

  bool operator==(const WeekRules&) const = default;
};

struct Settings {
  std::string timezone = "America/Los_Angeles";
  TimestampKind timestamp_type_mapping = TimestampKind::ntz;

  std::string date_input_format = "AUTO";
  std::string date_output_format = "YYYY-MM-DD";
  std::string time_input_format = "AUTO";
  std::string time_output_format = "HH24:MI:SS";
  std::string timestamp_input_format = "AUTO";
  std::string timestamp_output_format = "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM";
  std::string timestamp_ntz_output_format = "YYYY-MM-DD HH24:MI:SS.FF3";
  std::string timestamp_ltz_output_format;
  std::string timestamp_tz_output_format;

  WeekRules week;
  int two_digit_century_start = 1970;

  std::string binary_input_format = "HEX";
  std::string binary_output_format = "HEX";
  int json_indent = 2;
  bool strict_json_output = false;
  std::string geography_output_format = "GeoJSON";
  std::string geometry_output_format = "GeoJSON";

  bool operator==(const Settings&) const = default;
};

// The output format that holds for timestamps of one kind.
inline const std::string& timestamp_format(const Settings& settings, TimestampKind kind) {
  const std::string& own = kind == TimestampKind::ntz   ? settings.timestamp_ntz_output_format
                           : kind == TimestampKind::ltz ? settings.timestamp_ltz_output_format
                                                        : settings.timestamp_tz_output_format;
  return own.empty() ? settings.timestamp_output_format : own;
}

}  // namespace mockhaus::values
