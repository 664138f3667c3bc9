// + - * / % of NUMBER at a result scale that the analyzer computed, and comparison of numbers
// whose scales differ so much that the engine's common DECIMAL could not hold them.
#include <algorithm>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "values/decimal.h"
#include "values/errors.h"
#include "values/number_text.h"

namespace mockhaus::engine::duckdb {
namespace {

enum class Outcome : uint8_t { good, overflow, zero_divisor };

struct Scales {
  int a, b, result;
};

struct Add {
  static Outcome apply(int128 a, int128 b, Scales s, int128& result) {
    return values::add(a, s.result - s.a, b, s.result - s.b, result) ? Outcome::good
                                                                     : Outcome::overflow;
  }
  static double approximate(double a, double b) { return a + b; }
};

struct Subtract {
  static Outcome apply(int128 a, int128 b, Scales s, int128& result) {
    return Add::apply(a, -b, s, result);
  }
  static double approximate(double a, double b) { return a - b; }
};

struct Multiply {
  static Outcome apply(int128 a, int128 b, Scales s, int128& result) {
    return values::multiply(a, b, s.a + s.b - s.result, result) ? Outcome::good
                                                                : Outcome::overflow;
  }
  static double approximate(double a, double b) { return a * b; }
};

struct Divide {
  static Outcome apply(int128 a, int128 b, Scales s, int128& result) {
    if (b == 0) return Outcome::zero_divisor;
    return values::divide(a, b, s.result - s.a + s.b, result) ? Outcome::good : Outcome::overflow;
  }
  static double approximate(double a, double b) { return a / b; }
};

struct DivideOrZero {
  static Outcome apply(int128 a, int128 b, Scales s, int128& result) {
    if (b != 0) return Divide::apply(a, b, s, result);
    result = 0;
    return Outcome::good;
  }
  static double approximate(double a, double b) { return a / b; }
};

struct Modulo {
  static Outcome apply(int128 a, int128 b, Scales s, int128& result) {
    if (b == 0) return Outcome::zero_divisor;
    const int128 rest = values::remainder(a, s.a, b, s.b);
    return values::rescale(rest, std::max(s.a, s.b), s.result, 38, result) ? Outcome::good
                                                                           : Outcome::overflow;
  }
  static double approximate(double a, double) { return a; }
};

Error overflow_error(double approximate, int scale) {
  char text[values::float_text_max];
  return values::errors::number_not_representable(
      38, scale, {text, values::write_float_exact(approximate, text)});
}

template <class Operation>
void run_binary(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn a(input, 0), b(input, 1);
  const Scales scales{a.scale(), b.scale(), result_scale(info)};
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    int128 result;
    const Outcome outcome = Operation::apply(a[row], b[row], scales, result);
    if (outcome == Outcome::good) {
      results.set(row, result);
      return true;
    }
    fail(info, outcome == Outcome::zero_divisor
                   ? values::errors::division_by_zero()
                   : overflow_error(
                         Operation::approximate(values::decimal_to_double(a[row], scales.a),
                                                values::decimal_to_double(b[row], scales.b)),
                         scales.result));
    return false;
  });
}

void run_compare(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const DecimalColumn a(input, 0), b(input, 1);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::compare(a[row], a.scale(), b[row], b.scale()));
  });
}

}  // namespace

std::vector<NativeFunction> numeric_arithmetic_functions() {
  static constexpr ScaledFunction families[] = {
      {"mh_add", {type::any, type::any}, run_binary<Add>},
      {"mh_div", {type::any, type::any}, run_binary<Divide>},
      {"mh_div0", {type::any, type::any}, run_binary<DivideOrZero>},
      {"mh_mod", {type::any, type::any}, run_binary<Modulo>},
      {"mh_mul", {type::any, type::any}, run_binary<Multiply>},
      {"mh_sub", {type::any, type::any}, run_binary<Subtract>},
  };
  std::vector<NativeFunction> rows = for_each_scale(families);
  rows.push_back({"mh_compare", {type::any, type::any}, type::integer, run_compare});
  return rows;
}

}  // namespace mockhaus::engine::duckdb
