// The statistical aggregates over the list of a group's values (list_column.h).
#include <algorithm>
#include <cmath>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/list_column.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "values/decimal.h"
#include "values/errors.h"
#include "values/number_text.h"
#include "values/statistics.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Percentile;
using values::Spread;

bool overflow(duckdb_function_info info, int scale) {
  fail(info, values::errors::number_not_representable(38, scale, "too large"));
  return false;
}

// Calls work(values, row) for each row whose list has `least` values or more; other rows are NULL.
// If `work` returns false it has failed.
template <class Value, class Work>
void each_group(duckdb_data_chunk input, duckdb_vector output, size_t least, Work&& work) {
  const NumberLists lists(input, 0);
  Output<bool> nulls(output);
  std::vector<Value> values;
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    lists.gather(row, values);
    if (values.size() < least) {
      nulls.set_null(row);
    } else if (!work(values, row)) {
      return;
    }
  }
}

// The arguments behind the list: percentile, and whether the order is descending.
struct PercentileArguments {
  PercentileArguments(duckdb_data_chunk input) : percentiles(input, 1), descending(input, 2) {}

  Percentile at(idx_t row) const {
    return {percentiles[row], values::power_of_ten(percentiles.scale())};
  }

  DecimalColumn percentiles;
  Column<bool> descending;
};

void run_percentile_cont(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  const PercentileArguments arguments(input);
  const int scale = NumberLists(input, 0).scale();
  const int target = result_scale(info);
  Output<int128> results(output);
  each_group<int128>(input, output, 1, [&](std::vector<int128>& units, idx_t row) {
    int128 result;
    if (!values::percentile_between(units, scale, arguments.at(row), arguments.descending[row],
                                    target, result)) {
      return overflow(info, target);
    }
    return results.set(row, result), true;
  });
}

void run_percentile_cont_float(duckdb_function_info, duckdb_data_chunk input,
                               duckdb_vector output) {
  const PercentileArguments arguments(input);
  Output<double> results(output);
  each_group<double>(input, output, 1, [&](std::vector<double>& values, idx_t row) {
    results.set(row, values::percentile_between(values, arguments.at(row),
                                                arguments.descending[row]));
    return true;
  });
}

void run_percentile_near(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn percentiles(input, 1);
  Output<double> results(output);
  each_group<double>(input, output, 1, [&](std::vector<double>& values, idx_t row) {
    const Percentile percentile{percentiles[row], values::power_of_ten(percentiles.scale())};
    results.set(row, values::percentile_near(values, percentile));
    return true;
  });
}

template <class Value>
void run_percentile_disc(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const PercentileArguments arguments(input);
  Output<Value> results(output);
  each_group<Value>(input, output, 1, [&](std::vector<Value>& values, idx_t row) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(
                                         values::percentile_index(values.size(),
                                                                  arguments.at(row)));
    const bool descending = arguments.descending[row];
    std::nth_element(values.begin(), at, values.end(),
                     [=](Value a, Value b) { return descending ? b < a : a < b; });
    return results.set(row, *at), true;
  });
}

template <Spread spread>
constexpr size_t least_values = spread == Spread::sample ? 2 : 1;

template <Spread spread>
void run_variance(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const int scale = NumberLists(input, 0).scale();
  const int target = result_scale(info);
  Output<int128> results(output);
  each_group<int128>(input, output, least_values<spread>,
                     [&](std::vector<int128>& units, idx_t row) {
    int128 result;
    if (!values::variance(units, scale, spread, target, result)) return overflow(info, target);
    return results.set(row, result), true;
  });
}

// Finite values whose variance is no FLOAT are an error, as in all arithmetic of FLOATs.
template <Spread spread>
void run_variance_float(duckdb_function_info info, duckdb_data_chunk input,
                        duckdb_vector output) {
  Output<double> results(output);
  each_group<double>(input, output, least_values<spread>,
                     [&](std::vector<double>& values, idx_t row) {
    const double result = values::variance(values, spread);
    const auto is_finite = [](double value) { return std::isfinite(value); };
    if (!std::isfinite(result) && std::ranges::all_of(values, is_finite)) {
      fail(info, values::errors::invalid_float_operation("variance"));
      return false;
    }
    results.set(row, result);
    return true;
  });
}

void to_long_double(std::span<const int128> units, int scale, std::vector<long double>& out) {
  out.clear();
  const auto divisor = static_cast<long double>(values::power_of_ten(scale));
  for (const int128 value : units) out.push_back(static_cast<long double>(value) / divisor);
}
void to_long_double(std::span<const double> values, int, std::vector<long double>& out) {
  out.assign(values.begin(), values.end());
}

// KURTOSIS of NUMBER is a NUMBER(38, 12).
void run_kurtosis(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  constexpr int target = 12;
  const int scale = NumberLists(input, 0).scale();
  Output<int128> results(output);
  std::vector<long double> numbers;
  each_group<int128>(input, output, 4, [&](std::vector<int128>& units, idx_t row) {
    to_long_double(units, scale, numbers);
    double value;
    if (!values::kurtosis(numbers, value)) return results.set_null(row), true;
    int128 result;
    if (values::decimal_from_double(value, 38, target, result) != values::NumberFault::none) {
      return overflow(info, target);
    }
    return results.set(row, result), true;
  });
}

void run_kurtosis_float(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Output<double> results(output);
  std::vector<long double> numbers;
  each_group<double>(input, output, 4, [&](std::vector<double>& values, idx_t row) {
    to_long_double(values, 0, numbers);
    double value;
    if (!values::kurtosis(numbers, value)) return results.set_null(row), true;
    return results.set(row, value), true;
  });
}

// The second argument is the group's variance, which has its own scale.
template <class Value>
void run_skew(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const int scale = NumberLists(input, 0).scale();
  const DecimalColumn variances(input, 1);
  Output<double> results(output);
  std::vector<long double> numbers;
  each_group<Value>(input, output, 3, [&](std::vector<Value>& values, idx_t row) {
    to_long_double(values, scale, numbers);
    const double variance =
        variances.is_double() ? variances.as_double(row)
                              : values::decimal_to_double(variances[row], variances.scale());
    double value;
    if (!values::skewness(numbers, variance, value)) return results.set_null(row), true;
    return results.set(row, value), true;
  });
}

// A sum beyond 38 digits may still fit the engine's 128 bits.
void run_number(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn sums(input, 0);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    if (values::fits(sums[row], values::decimal_digits_max)) {
      return results.set(row, sums[row]), true;
    }
    char text[values::decimal_text_max + 2];
    const size_t length = values::write_decimal(sums[row], sums.scale(), text);
    fail(info, values::errors::number_not_representable(38, sums.scale(), {text, length}));
    return false;
  });
}

// The sum of hashes as a signed number of 64 bits; 0 for no rows.
void run_wrap64(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn sums(input, 0);
  Output<int128> results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    const int128 sum = sums.valid(row) ? sums[row] : 0;
    results.set(row, static_cast<int64_t>(static_cast<uint64_t>(sum)));
  }
}

void run_not_nan(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> numbers(input, 0);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    if (std::isnan(numbers[row])) results.set_null(row);
    else results.set(row, numbers[row]);
  });
}

constexpr auto are_values = Nulls::are_values;
constexpr EngineType doubles = type::list_of(type::floating);

constexpr NativeFunction plain_functions[] = {
    {"mh_kurtosis", {type::any}, type::decimal(38, 12), run_kurtosis, are_values},
    {"mh_kurtosis_float", {doubles}, type::floating, run_kurtosis_float, are_values},
    {"mh_not_nan", {type::floating}, type::floating, run_not_nan},
    {"mh_percentile_cont_float", {doubles, type::any, type::boolean}, type::floating,
     run_percentile_cont_float, are_values},
    {"mh_percentile_disc_float", {doubles, type::any, type::boolean}, type::floating,
     run_percentile_disc<double>, are_values},
    {"mh_percentile_near", {doubles, type::any}, type::floating, run_percentile_near, are_values},
    {"mh_skew", {type::any, type::any}, type::floating, run_skew<int128>, are_values},
    {"mh_skew_float", {doubles, type::floating}, type::floating, run_skew<double>, are_values},
    {"mh_var_pop_float", {doubles}, type::floating, run_variance_float<Spread::population>,
     are_values},
    {"mh_var_samp_float", {doubles}, type::floating, run_variance_float<Spread::sample>,
     are_values},
    {"mh_wrap64", {type::any}, type::decimal(19, 0), run_wrap64, are_values},
};

}  // namespace

std::vector<NativeFunction> statistics_functions() {
  static constexpr ScaledFunction families[] = {
      {"mh_number", {type::any}, run_number},
      {"mh_percentile_cont", {type::any, type::any, type::boolean}, run_percentile_cont},
      {"mh_percentile_disc", {type::any, type::any, type::boolean}, run_percentile_disc<int128>},
      {"mh_var_pop", {type::any}, run_variance<Spread::population>},
      {"mh_var_samp", {type::any}, run_variance<Spread::sample>},
  };
  std::vector<NativeFunction> rows = for_each_scale(families);
  rows.insert(rows.end(), std::begin(plain_functions), std::end(plain_functions));
  return rows;
}

}  // namespace mockhaus::engine::duckdb
