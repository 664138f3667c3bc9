#include "values/errors.h"

#include <initializer_list>
#include <string>

namespace mockhaus::values::errors {
namespace {

Error make(const char* code, const char* sql_state, std::initializer_list<std::string_view> parts) {
  std::string message;
  for (const std::string_view part : parts) message += part;
  return {code, sql_state, std::move(message), std::nullopt};
}

}  // namespace

Error numeric_not_recognized(std::string_view text) {
  return make("100038", "22018", {"Numeric value '", text, "' is not recognized"});
}

Error numeric_out_of_range(std::string_view text) {
  return make("100039", "22003", {"Numeric value '", text, "' is out of range"});
}

Error number_not_representable(int precision, int scale, std::string_view value) {
  // SB is the number of bytes that Snowflake gives a number of this precision.
  const int bytes = precision <= 2 ? 1 : precision <= 4 ? 2 : precision <= 9 ? 4
                    : precision <= 18 ? 8 : 16;
  return make("100046", "22003",
              {"Number out of representable range: type FIXED[SB", std::to_string(bytes), "](",
               std::to_string(precision), ",", std::to_string(scale), "){nullable}, value ",
               value});
}

Error numeric_fault(NumberFault fault, std::string_view text) {
  return fault == NumberFault::out_of_range ? numeric_out_of_range(text)
                                            : numeric_not_recognized(text);
}

Error numeric_format_mismatch(std::string_view text, std::string_view format) {
  return make("100140", "22007",
              {"Can't parse '", text, "' as number with format '", format, "'"});
}

Error invalid_numeric_format(std::string_view format) {
  return make("100141", "22007", {"Invalid numeric format '", format, "'"});
}

Error boolean_not_recognized(std::string_view text) {
  return make("100037", "22018", {"Boolean value '", text, "' is not recognized"});
}

Error division_by_zero() { return make("100051", "22012", {"Division by zero"}); }

Error invalid_float_operation(std::string_view call) {
  return make("100050", "22003", {"Invalid floating point operation: ", call});
}

Error null_in_not_null() {
  return make("100072", "22000", {"NULL result in a non-nullable column"});
}

Error string_too_long(std::string_view text) {
  return make("100078", "22000", {"String '", text, "' is too long and would be truncated"});
}

Error result_too_large(size_t bytes_max, size_t bytes) {
  return make("100082", "22000",
              {"Max LOB size (", std::to_string(bytes_max),
               ") exceeded, actual size of parsed column is ", std::to_string(bytes)});
}

Error invalid_character_code(std::string_view code) {
  return make("100062", "22021", {"Invalid character code ", code, " in the CHR input"});
}

Error invalid_regular_expression(std::string_view pattern, std::string_view reason) {
  return make("100048", "2201B", {"Invalid regular expression: '", pattern, "', ", reason});
}

Error invalid_regular_expression_parameters(std::string_view parameters) {
  return make("100049", "2201B", {"Invalid regular expression parameters: '", parameters, "'"});
}

Error invalid_parameter(std::string_view function, std::string_view value) {
  return make("001014", "22023", {"Invalid parameter value: ", value, ". Reason: Bad ", function,
                                  " parameter"});
}

Error invalid_h3_cell(std::string_view text) {
  return make("100411", "P0000", {"Invalid H3 cell: ", text, "."});
}

Error invalid_h3_resolution(int64_t resolution) {
  return make("100410", "P0000", {"Invalid H3 resolution value: ", std::to_string(resolution),
                                  ". Resolution must be between 0 (coarsest) and 15 (finest)."});
}

Error h3_resolution_mismatch(int64_t resolution, int of_cell) {
  return make("100412", "P0000", {"H3 resolution ", std::to_string(resolution),
                                  " does not fit a cell of resolution ", std::to_string(of_cell),
                                  "."});
}

Error duplicate_h3_cells() { return make("100413", "P0000", {"Duplicate H3 cells."}); }

Error invalid_hex(std::string_view text) {
  return make("100115", "22000", {"The following string is not a legal hex-encoded value: '",
                                  text, "'"});
}

Error invalid_base64(std::string_view text) {
  return make("100116", "22000", {"The following string is not a legal base64-encoded value: '",
                                  text, "'"});
}

Error invalid_utf8(std::string_view function) {
  return make("100144", "22000", {"Invalid UTF8 detected in ", function});
}

Error lengths_differ(size_t first, size_t second) {
  return make("100544", "22026",
              {"The lengths of two variable-sized fields do not match: first length ",
               std::to_string(first), ", second length ", std::to_string(second)});
}

Error invalid_url(std::string_view text) {
  return make("100139", "22000", {"Error parsing URL: ", text});
}

Error invalid_ip(std::string_view text) {
  return make("100137", "22000", {"Error parsing IP address: ", text});
}

Error decryption_failed() {
  return make("100311", "22023",
              {"Decryption failed. Check encrypted data, key, AAD, or AEAD tag."});
}

Error decompression_failed(std::string_view method) {
  return make("100138", "22000", {"Decompression failed for method ", method});
}

Error pattern_too_large() {
  return make("000002", "0A000", {"Unsupported feature 'PATTERN of this size'."});
}

Error pattern_skip(bool at_first_row) {
  return make("100351", "22000",
              {at_first_row
                   ? "AFTER MATCH SKIP TO would go on at the first row of the match, without end"
                   : "AFTER MATCH SKIP TO a symbol that no row of the match has"});
}

Error date_not_recognized(std::string_view text) {
  return make("100040", "22007", {"Date '", text, "' is not recognized"});
}

Error time_not_recognized(std::string_view text) {
  return make("100108", "22007", {"Time '", text, "' is not recognized"});
}

Error timestamp_not_recognized(std::string_view text) {
  return make("100035", "22007", {"Timestamp '", text, "' is not recognized"});
}

Error temporal_format_mismatch(std::string_view text, std::string_view kind,
                               std::string_view format) {
  return make("100096", "22007",
              {"Can't parse '", text, "' as ", kind, " with format '", format, "'"});
}

Error date_out_of_range(std::string_view text) {
  return make("100040", "22007", {"Date '", text, "' is out of range"});
}

Error timestamp_out_of_range(std::string_view text) {
  return make("100035", "22007", {"Timestamp '", text, "' is out of range"});
}

Error unknown_time_zone(std::string_view name) {
  return make("100094", "22000", {"Unknown timezone: '", name, "'"});
}

Error invalid_date_part(std::string_view part, std::string_view function) {
  return make("002151", "22023",
              {"SQL compilation error:\n[", part,
               "] is not a valid date/time component for function ", function, "."});
}

Error unknown_week_day(std::string_view name) {
  return make("100072", "22023", {"Invalid day of the week: '", name, "'"});
}

}  // namespace mockhaus::values::errors
