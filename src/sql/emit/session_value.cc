#include "sql/emit/duckdb.h"
#include "sql/emit/emitter.h"
#include "values/variant_settings.h"

namespace mockhaus::sql {

namespace {

using values::Settings;

void text(std::string& out, const std::string& value) {
  append_quoted(out, value, '\'');
}

struct SessionValue {
  std::string_view name;
  void (*append)(std::string& out, const Settings& settings);
};

constexpr SessionValue session_values[] = {
    {"binary_input_format",
     [](std::string& out, const Settings& s) { text(out, s.binary_input_format); }},
    {"binary_output_format",
     [](std::string& out, const Settings& s) { text(out, s.binary_output_format); }},
    {"century",
     [](std::string& out, const Settings& s) { out += std::to_string(s.two_digit_century_start); }},
    {"date_input_format",
     [](std::string& out, const Settings& s) { text(out, s.date_input_format); }},
    {"date_output_format",
     [](std::string& out, const Settings& s) { text(out, s.date_output_format); }},
    {"ltz_output_format",
     [](std::string& out, const Settings& s) {
       text(out, values::timestamp_format(s, values::TimestampKind::ltz));
     }},
    {"ntz_output_format",
     [](std::string& out, const Settings& s) {
       text(out, values::timestamp_format(s, values::TimestampKind::ntz));
     }},
    {"settings", [](std::string& out, const Settings& s) { text(out, values::pack_settings(s)); }},
    {"time_input_format",
     [](std::string& out, const Settings& s) { text(out, s.time_input_format); }},
    {"time_output_format",
     [](std::string& out, const Settings& s) { text(out, s.time_output_format); }},
    {"timestamp_input_format",
     [](std::string& out, const Settings& s) { text(out, s.timestamp_input_format); }},
    {"timezone", [](std::string& out, const Settings& s) { text(out, s.timezone); }},
    {"tz_output_format",
     [](std::string& out, const Settings& s) {
       text(out, values::timestamp_format(s, values::TimestampKind::tz));
     }},
    {"week_policy", [](std::string& out,
                       const Settings& s) { out += std::to_string(s.week.week_of_year_policy); }},
    {"week_start",
     [](std::string& out, const Settings& s) { out += std::to_string(s.week.week_start); }},
};

}  // namespace

bool append_session_value(std::string& out, std::string_view name, const SessionContext& context) {
  for (const SessionValue& value : session_values) {
    if (value.name != name) continue;
    value.append(out, context.settings);
    return true;
  }
  return false;
}

}  // namespace mockhaus::sql
