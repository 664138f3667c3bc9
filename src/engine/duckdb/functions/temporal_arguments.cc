#include "engine/duckdb/functions/temporal_arguments.h"

#include <cmath>

#include "engine/duckdb/functions/temporal.h"
#include "values/decimal.h"
#include "values/temporal_arithmetic.h"

namespace mockhaus::engine::duckdb {

int128 WholeNumber::at(idx_t row) const {
  if (numbers_.is_double()) {
    const double value = std::round(numbers_.as_double(row));
    constexpr double most = 1e38;
    if (!(value < most)) return values::power_of_ten(38);
    return value > -most ? static_cast<int128>(value) : -values::power_of_ten(38);
  }
  const int128 number = numbers_[row];
  if (numbers_.scale() == 0) return number;
  const int128 unit = values::power_of_ten(numbers_.scale());
  const int128 whole = number / unit;
  const int128 rest = number - whole * unit;
  if (rest >= unit - rest) return whole + 1;
  return -rest >= unit + rest ? whole - 1 : whole;
}

void fail_out_of_range(duckdb_function_info info, int128 number) {
  char text[values::decimal_text_max];
  fail(info, values::errors::numeric_out_of_range({text, values::write_decimal(number, 0, text)}));
}

bool set_date(duckdb_function_info info, Output<int32_t>& output, idx_t row, int64_t day) {
  if (day >= values::day_min && day <= values::day_max) {
    output.set(row, static_cast<int32_t>(day));
    return true;
  }
  std::string text;
  values::TemporalFormat("YYYY-MM-DD").print(values::display_date(day), text);
  fail(info, values::errors::date_out_of_range(text));
  return false;
}

Result<Done> register_temporal_functions(duckdb_connection connection) {
  TRY(register_functions(connection, temporal_text_functions()));
  TRY(register_functions(connection, temporal_conversion_functions()));
  TRY(register_functions(connection, temporal_part_functions()));
  TRY(register_functions(connection, temporal_sum_functions()));
  return register_functions(connection, temporal_calendar_functions());
}

}  // namespace mockhaus::engine::duckdb
