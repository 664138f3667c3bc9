// ROUND, TRUNC, CEIL and FLOOR at a decimal place, of NUMBER and of FLOAT.
#include <cmath>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "values/decimal.h"
#include "values/errors.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Rounding;

// Places that no NUMBER has leave the value alone or empty it: 60 is enough of both.
int place(int64_t places) {
  return static_cast<int>(places > 60 ? 60 : places < -60 ? -60 : places);
}

// value / by, rounded.
template <Rounding rounding>
int64_t rounded_quotient(int64_t value, int64_t by) {
  const int64_t quotient = value / by;
  const int64_t rest = value - quotient * by;
  const int64_t size = rest < 0 ? -rest : rest;
  if (rest == 0 || rounding == Rounding::truncate) return quotient;
  if (rounding == Rounding::ceiling) return quotient + (rest > 0);
  if (rounding == Rounding::floor) return quotient - (rest < 0);
  const bool even_stays = rounding == Rounding::half_even && quotient % 2 == 0;
  if (size < by - size || (size == by - size && even_stays)) return quotient;
  return quotient + (rest < 0 ? -1 : 1);
}

// Numbers of at most 18 digits that all lose the same digits; false where it is more than that.
template <Rounding rounding>
bool round_narrow(const DecimalColumn& numbers, int64_t places, int result_scale,
                  duckdb_data_chunk input, duckdb_vector output) {
  const int64_t drop = numbers.scale() - places, raise = result_scale - places;
  if (numbers.width() == 0 || numbers.width() > 18) return false;
  if (drop <= 0 || drop > 18 || raise < 0 || raise > 18) return false;
  const auto by = static_cast<int64_t>(values::power_of_ten(static_cast<int>(drop)));
  const int128 factor = values::power_of_ten(static_cast<int>(raise));
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const auto value = static_cast<int64_t>(numbers[row]);
    results.set(row, rounded_quotient<rounding>(value, by) * factor);
  });
  return true;
}

template <Rounding rounding>
void run_round_decimal(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn numbers(input, 0);
  const IntegerColumn places(input, 1);
  const int scale = result_scale(info);
  const std::optional<int64_t> same = places.of_all(duckdb_data_chunk_get_size(input));
  if (same && round_narrow<rounding>(numbers, *same, scale, input, output)) return;
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    int128 result;
    if (values::round_at(numbers[row], numbers.scale(), place(same ? *same : places[row]),
                         rounding, scale, result)) {
      results.set(row, result);
      return true;
    }
    char text[values::decimal_text_max];
    const size_t length = values::write_decimal(numbers[row], numbers.scale(), text);
    fail(info, values::errors::number_not_representable(38, scale, {text, length}));
    return false;
  });
}

template <Rounding rounding>
double round_whole(double value) {
  if constexpr (rounding == Rounding::half_away) return std::round(value);
  if constexpr (rounding == Rounding::half_even) return std::nearbyint(value);
  if constexpr (rounding == Rounding::truncate) return std::trunc(value);
  if constexpr (rounding == Rounding::ceiling) return std::ceil(value);
  return std::floor(value);
}

template <Rounding rounding>
double round_float(double value, int64_t places) {
  if (!std::isfinite(value)) return value;
  if (places == 0) return round_whole<rounding>(value);
  if (places > 308) return value;
  if (places < 0) {
    if (places < -308) return 0;
    const double factor = std::pow(10.0, static_cast<double>(-places));
    return round_whole<rounding>(value / factor) * factor;
  }
  const double factor = std::pow(10.0, static_cast<double>(places));
  const double scaled = value * factor;
  // From 2^52 on a double has no digits behind the point.
  if (!(std::fabs(scaled) < 4503599627370496.0)) return value;
  return round_whole<rounding>(scaled) / factor;
}

template <Rounding rounding>
void run_round_float(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> numbers(input, 0);
  const IntegerColumn places(input, 1);
  const std::optional<int64_t> same = places.of_all(duckdb_data_chunk_get_size(input));
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, round_float<rounding>(numbers[row], same ? *same : places[row]));
  });
}

constexpr NativeFunction float_functions[] = {
    {"mh_ceil", {type::floating, type::any}, type::floating, run_round_float<Rounding::ceiling>},
    {"mh_floor", {type::floating, type::any}, type::floating, run_round_float<Rounding::floor>},
    {"mh_round", {type::floating, type::any}, type::floating,
     run_round_float<Rounding::half_away>},
    {"mh_round_even", {type::floating, type::any}, type::floating,
     run_round_float<Rounding::half_even>},
    {"mh_trunc", {type::floating, type::any}, type::floating,
     run_round_float<Rounding::truncate>},
};

}  // namespace

std::vector<NativeFunction> numeric_rounding_functions() {
  static constexpr ScaledFunction families[] = {
      {"mh_ceil", {type::any, type::any}, run_round_decimal<Rounding::ceiling>},
      {"mh_floor", {type::any, type::any}, run_round_decimal<Rounding::floor>},
      {"mh_round", {type::any, type::any}, run_round_decimal<Rounding::half_away>},
      {"mh_round_even", {type::any, type::any}, run_round_decimal<Rounding::half_even>},
      {"mh_trunc", {type::any, type::any}, run_round_decimal<Rounding::truncate>},
  };
  std::vector<NativeFunction> rows = for_each_scale(families);
  rows.insert(rows.end(), std::begin(float_functions), std::end(float_functions));
  return rows;
}

}  // namespace mockhaus::engine::duckdb
