// The errors that a value can cause: one named function for each of Snowflake's texts.
//
// Rows fail by the million under TRY_CAST and COPY: kernels report a cheap fault, and only the
// row that ends a statement is turned into an Error here.
#pragma once

#include <string_view>

#include "base/error.h"
#include "values/decimal.h"

namespace mockhaus::values::errors {

Error numeric_not_recognized(std::string_view text);
Error numeric_out_of_range(std::string_view text);
Error number_not_representable(int precision, int scale, std::string_view value);
Error numeric_fault(NumberFault fault, std::string_view text);  // one of the first two
Error numeric_format_mismatch(std::string_view text, std::string_view format);
Error invalid_numeric_format(std::string_view format);
Error boolean_not_recognized(std::string_view text);
Error division_by_zero();
Error invalid_float_operation(std::string_view call);  // "sqrt(-1)"
Error null_in_not_null();
Error string_too_long(std::string_view text);
Error result_too_large(size_t bytes_max, size_t bytes);
Error invalid_character_code(std::string_view code);
Error invalid_regular_expression(std::string_view pattern, std::string_view reason);
Error invalid_regular_expression_parameters(std::string_view parameters);
Error invalid_parameter(std::string_view function, std::string_view value);
Error invalid_hex(std::string_view text);
Error invalid_base64(std::string_view text);
Error invalid_h3_cell(std::string_view text);
Error invalid_h3_resolution(int64_t resolution);
Error h3_resolution_mismatch(int64_t resolution, int of_cell);
Error duplicate_h3_cells();
Error invalid_utf8(std::string_view function);
Error lengths_differ(size_t first, size_t second);
Error invalid_url(std::string_view text);
Error invalid_ip(std::string_view text);
Error decompression_failed(std::string_view method);
Error decryption_failed();

// MATCH_RECOGNIZE.
Error pattern_too_large();
// AFTER MATCH SKIP TO a symbol: the match has no such row, or begins with it.
Error pattern_skip(bool at_first_row);

// Dates and times. `kind` is date, time or timestamp.
Error date_not_recognized(std::string_view text);
Error time_not_recognized(std::string_view text);
Error timestamp_not_recognized(std::string_view text);
Error temporal_format_mismatch(std::string_view text, std::string_view kind,
                               std::string_view format);
Error date_out_of_range(std::string_view text);
Error timestamp_out_of_range(std::string_view text);
Error unknown_time_zone(std::string_view name);
Error invalid_date_part(std::string_view part, std::string_view function);
Error unknown_week_day(std::string_view name);

}  // namespace mockhaus::values::errors
