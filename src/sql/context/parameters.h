// Session parameters: one row for each, with its type, default, and whether drivers are told.
//
// Values are kept as text in the form that SHOW PARAMETERS prints (true/false, digits, text); a
// session keeps only those that were set. Pure functions over values.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sql/context/session_context.h"

namespace mockhaus::sql {

enum class ParameterType : uint8_t { boolean, number, text };

struct ParameterRow {
  std::string_view name;
  ParameterType type;
  std::string_view default_value;
  bool to_drivers = false;         // part of the list in login and query replies
  std::string_view description;
};

// Sorted by name.
std::span<const ParameterRow> parameter_rows();
const ParameterRow* find_parameter(std::string_view name);  // without case; null: unknown

using ParameterValues = std::map<std::string, std::string, std::less<>>;  // NAME in upper case

// The value in the form it is kept in. 001008: it is none of the parameter's values.
Result<std::string> normalize_parameter(const ParameterRow& row, std::string_view value);

// What holds: the value that was set, else the default; empty for an unknown name.
std::string_view effective_value(const ParameterValues& values, std::string_view name);
bool is_on(const ParameterValues& values, std::string_view name);
int64_t number_of(const ParameterValues& values, std::string_view name);

// Sets `settings` and the other fields of the context that follow from parameters.
void apply_parameters(const ParameterValues& values, SessionContext& context);

}  // namespace mockhaus::sql
