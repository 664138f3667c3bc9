// FLOAT functions that fail where C gives infinity or NaN for finite arguments.
#include <cmath>
#include <string>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "values/decimal.h"
#include "values/errors.h"
#include "values/number_text.h"

namespace mockhaus::engine::duckdb {
namespace {

constexpr double pi = 3.14159265358979323846;

double cube_root(double x) {
  const double root = std::cbrt(x);
  const double whole = std::round(root);
  return whole * whole * whole == x ? whole : root;
}
double degrees(double x) { return x * (180.0 / pi); }
double radians(double x) { return x * (pi / 180.0); }
double square(double x) { return x * x; }
double cotangent(double x) { return 1.0 / std::tan(x); }
double logarithm(double base, double x) { return std::log(x) / std::log(base); }

std::string shown(double value) {
  char text[values::float_text_max];
  return {text, values::write_float(value, text)};
}

struct Unary {
  const char* name;  // as the error prints it
  double (*function)(double);
};
struct Binary {
  const char* name;
  double (*function)(double, double);
};

constexpr Unary unary_functions[] = {
    {"acos", std::acos},   {"acosh", std::acosh}, {"asin", std::asin},   {"asinh", std::asinh},
    {"atan", std::atan},   {"atanh", std::atanh}, {"cbrt", cube_root},   {"cos", std::cos},
    {"cosh", std::cosh},   {"degrees", degrees},  {"exp", std::exp},     {"ln", std::log},
    {"radians", radians},  {"sin", std::sin},     {"sinh", std::sinh},   {"sqrt", std::sqrt},
    {"square", square},    {"tan", std::tan},     {"tanh", std::tanh},
};
constexpr Binary binary_functions[] = {
    {"atan2", std::atan2}, {"log", logarithm}, {"pow", std::pow},
};
// Operators: what stands between the arguments in the error.
constexpr Binary operators[] = {
    {" + ", [](double a, double b) { return a + b; }},
    {" - ", [](double a, double b) { return a - b; }},
    {" * ", [](double a, double b) { return a * b; }},
};

bool broken(double result, double a) { return !std::isfinite(result) && std::isfinite(a); }
bool broken(double result, double a, double b) {
  return !std::isfinite(result) && std::isfinite(a) && std::isfinite(b);
}

void run_unary(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const auto& unary = *static_cast<const Unary*>(duckdb_scalar_function_get_extra_info(info));
  const Column<double> numbers(input, 0);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    const double argument = numbers[row];
    const double result = unary.function(argument);
    if (broken(result, argument)) {
      fail(info, values::errors::invalid_float_operation(std::string(unary.name) + "(" +
                                                         shown(argument) + ")"));
      return false;
    }
    results.set(row, result);
    return true;
  });
}

// Snowflake answers infinity for COT(0), unlike for every other pole.
void run_cot(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> numbers(input, 0);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, cotangent(numbers[row])); });
}

template <bool is_operator>
void run_two(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const auto& binary = *static_cast<const Binary*>(duckdb_scalar_function_get_extra_info(info));
  const Column<double> left(input, 0), right(input, 1);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    const double a = left[row], b = right[row];
    const double result = binary.function(a, b);
    if (broken(result, a, b)) {
      const std::string call =
          is_operator ? shown(a) + binary.name + shown(b)
                      : std::string(binary.name) + "(" + shown(a) + ", " + shown(b) + ")";
      fail(info, values::errors::invalid_float_operation(call));
      return false;
    }
    results.set(row, result);
    return true;
  });
}

enum class ZeroDivisor : uint8_t { error, zero };

template <double (*function)(double, double), ZeroDivisor on_zero>
void run_divide(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> left(input, 0), right(input, 1);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    const double a = left[row], b = right[row];
    if (b == 0) {
      if constexpr (on_zero == ZeroDivisor::error) {
        fail(info, values::errors::division_by_zero());
        return false;
      }
      results.set(row, 0);
      return true;
    }
    const double result = function(a, b);
    if (broken(result, a, b)) {
      fail(info, values::errors::invalid_float_operation(shown(a) + " / " + shown(b)));
      return false;
    }
    results.set(row, result);
    return true;
  });
}

double quotient(double a, double b) { return a / b; }
double rest(double a, double b) { return std::fmod(a, b); }

void run_factorial(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn numbers(input, 0);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const int64_t n = numbers[row];
    if (n < 0 || n > 33) {
      fail(info, values::errors::invalid_parameter("factorial", std::to_string(n)));
      return false;
    }
    int128 product = 1;
    for (int64_t i = 2; i <= n; ++i) product *= i;
    results.set(row, product);
    return true;
  });
}

// Distance in kilometers on a sphere with the radius that Snowflake uses.
void run_haversine(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> lat1(input, 0), lon1(input, 1), lat2(input, 2), lon2(input, 3);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    const double a = radians(lat1[row]), b = radians(lat2[row]);
    const double half_lat = std::sin((b - a) / 2);
    const double half_lon = std::sin((radians(lon2[row]) - radians(lon1[row])) / 2);
    const double h = half_lat * half_lat + std::cos(a) * std::cos(b) * half_lon * half_lon;
    results.set(row, 2 * 6371.0 * std::asin(std::sqrt(std::min(1.0, h))));
  });
}

// (value, min, max, buckets): 0 below the range, buckets + 1 from its end on; may run downwards.
void run_width_bucket(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> numbers(input, 0), lows(input, 1), highs(input, 2);
  const IntegerColumn counts(input, 3);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const double value = numbers[row], low = lows[row], high = highs[row];
    const int64_t count = counts[row];
    if (count <= 0 || low == high || !std::isfinite(low) || !std::isfinite(high)) {
      fail(info, values::errors::invalid_parameter(
                     "width_bucket", count <= 0 ? std::to_string(count) : shown(high)));
      return false;
    }
    const double position = (value - low) / (high - low);
    int128 bucket = 0;
    if (position >= 1) {
      bucket = static_cast<int128>(count) + 1;
    } else if (position >= 0) {
      bucket = static_cast<int128>(std::floor(position * static_cast<double>(count))) + 1;
    }
    results.set(row, bucket);
    return true;
  });
}

constexpr NativeFunction plain_functions[] = {
    {"mh_cot", {type::floating}, type::floating, run_cot},
    {"mh_factorial", {type::any}, type::decimal(38, 0), run_factorial},
    {"mh_float_div", {type::floating, type::floating}, type::floating,
     run_divide<quotient, ZeroDivisor::error>},
    {"mh_float_div0", {type::floating, type::floating}, type::floating,
     run_divide<quotient, ZeroDivisor::zero>},
    {"mh_float_mod", {type::floating, type::floating}, type::floating,
     run_divide<rest, ZeroDivisor::error>},
    {"mh_haversine", {type::floating, type::floating, type::floating, type::floating},
     type::floating, run_haversine},
    {"mh_width_bucket", {type::floating, type::floating, type::floating, type::any},
     type::decimal(38, 0), run_width_bucket},
};

constexpr const char* unary_names[] = {
    "mh_acos",    "mh_acosh", "mh_asin", "mh_asinh",  "mh_atan", "mh_atanh", "mh_cbrt",
    "mh_cos",     "mh_cosh",  "mh_degrees", "mh_exp", "mh_ln",   "mh_radians", "mh_sin",
    "mh_sinh",    "mh_sqrt",  "mh_square", "mh_tan",  "mh_tanh",
};
static_assert(std::size(unary_names) == std::size(unary_functions));
constexpr const char* binary_names[] = {"mh_atan2", "mh_log", "mh_pow"};
constexpr const char* operator_names[] = {"mh_float_add", "mh_float_sub", "mh_float_mul"};

NativeFunction binary_row(const char* name, const Binary& binary, Kernel run) {
  return {name, {type::floating, type::floating}, type::floating, run,
          Nulls::give_null, Stability::same_for_same_arguments, &binary};
}

}  // namespace

std::vector<NativeFunction> numeric_float_functions() {
  std::vector<NativeFunction> rows(std::begin(plain_functions), std::end(plain_functions));
  for (size_t i = 0; i < std::size(unary_functions); ++i) {
    rows.push_back({unary_names[i], {type::floating}, type::floating, run_unary, Nulls::give_null,
                    Stability::same_for_same_arguments, &unary_functions[i]});
  }
  for (size_t i = 0; i < std::size(binary_functions); ++i) {
    rows.push_back(binary_row(binary_names[i], binary_functions[i], run_two<false>));
    rows.push_back(binary_row(operator_names[i], operators[i], run_two<true>));
  }
  return rows;
}

}  // namespace mockhaus::engine::duckdb
