// RANDOM, which goes on from row to row, and UNIFORM, NORMAL, ZIPF and RANDSTR, which make a
// value out of their generator argument alone: equal generators give equal values.
#include <cmath>
#include <random>

#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/decimal.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::uint128;

// RANDOM(seed) is this generator in Snowflake too: recorded sequences come out the same.
struct RandomState {
  std::mt19937_64 engine{std::random_device{}()};
  bool seeded = false;
};

void init_random(duckdb_init_info info) {
  duckdb_scalar_function_init_set_state(
      info, new RandomState, [](void* state) { delete static_cast<RandomState*>(state); });
}

void run_random(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  auto& state = *static_cast<RandomState*>(duckdb_scalar_function_get_state(info));
  const IntegerColumn seeds(input, 0);
  Output<int128> results(output);
  if (!state.seeded && seeds.given() && duckdb_data_chunk_get_size(input) > 0) {
    state.engine.seed(static_cast<uint64_t>(seeds[0]));
    state.seeded = true;
  }
  each_row(input, output,
           [&](idx_t row) { results.set(row, static_cast<int64_t>(state.engine())); });
}

// A stream of numbers that depends on the generator argument alone (splitmix64).
class Generated {
 public:
  explicit Generated(int64_t generator) : state_(static_cast<uint64_t>(generator)) {}

  uint64_t next() {
    uint64_t word = state_ += 0x9E3779B97F4A7C15u;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
  }
  double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }  // in [0, 1)

 private:
  uint64_t state_;
};

// Both bounds belong to the range.
void run_uniform(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn lows(input, 0), highs(input, 1), generators(input, 2);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const int64_t low = lows[row], high = highs[row];
    if (low > high) {
      fail(info, values::errors::invalid_parameter("uniform", std::to_string(low)));
      return false;
    }
    const uint128 size = static_cast<uint128>(static_cast<int128>(high) - low) + 1;
    const uint128 offset = (size * Generated(generators[row]).next()) >> 64;
    results.set(row, static_cast<int128>(offset) + low);
    return true;
  });
}

void run_uniform_float(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> lows(input, 0), highs(input, 1);
  const IntegerColumn generators(input, 2);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    const double low = lows[row];
    results.set(row, low + (highs[row] - low) * Generated(generators[row]).fraction());
  });
}

void run_normal(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> means(input, 0), deviations(input, 1);
  const IntegerColumn generators(input, 2);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    Generated stream(generators[row]);
    const double radius = std::sqrt(-2 * std::log(1 - stream.fraction()));
    const double angle = 6.28318530717958647692 * stream.fraction();
    results.set(row, means[row] + deviations[row] * radius * std::cos(angle));
  });
}

// Ranks 1..n with probability proportional to rank^-s, by rejection against the integral
// (Hörmann and Derflinger): constant time for any n.
class Zipf {
 public:
  Zipf(double exponent, double count)
      : s_(exponent), low_(integral(1.5) - 1), high_(integral(count + 0.5)) {}

  double draw(Generated& stream, double count) const {
    for (int tries = 0; tries < 1000; ++tries) {
      const double area = high_ + stream.fraction() * (low_ - high_);
      const double x = inverse(area);
      const double rank = std::fmin(std::fmax(std::floor(x + 0.5), 1), count);
      if (area >= integral(rank + 0.5) - std::pow(rank, -s_)) return rank;
    }
    return 1;
  }

 private:
  double integral(double x) const {
    return s_ == 1 ? std::log(x) : (std::pow(x, 1 - s_) - 1) / (1 - s_);
  }
  double inverse(double area) const {
    return s_ == 1 ? std::exp(area) : std::pow(1 + area * (1 - s_), 1 / (1 - s_));
  }

  double s_, low_, high_;
};

void run_zipf(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<double> exponents(input, 0);
  const IntegerColumn counts(input, 1), generators(input, 2);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const int64_t count = counts[row];
    if (count < 1 || count > 16'777'215) {
      fail(info, values::errors::invalid_parameter("zipf", std::to_string(count)));
      return false;
    }
    Generated stream(generators[row]);
    const double ranks = static_cast<double>(count);
    results.set(row, static_cast<int128>(Zipf(exponents[row], ranks).draw(stream, ranks)));
    return true;
  });
}

void run_randstr(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  constexpr std::string_view letters =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const IntegerColumn lengths(input, 0), generators(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const int64_t length = lengths[row];
    if (length < 0) {
      fail(info, values::errors::invalid_parameter("randstr", std::to_string(length)));
      return false;
    }
    if (static_cast<uint64_t>(length) > values::text_bytes_max) {
      return too_large(info, static_cast<uint64_t>(length));
    }
    Generated stream(generators[row]);
    out.resize(static_cast<size_t>(length));
    for (char& c : out) c = letters[(stream.next() >> 32) * letters.size() >> 32];
    return true;
  });
}

constexpr EngineType number = type::any, real = type::floating;

constexpr NativeFunction functions[] = {
    {"mh_normal", {real, real, number}, real, run_normal},
    {"mh_random", {}, type::decimal(19, 0), run_random, Nulls::give_null, Stability::changes,
     nullptr, init_random},
    {"mh_random", {number}, type::decimal(19, 0), run_random, Nulls::give_null,
     Stability::changes, nullptr, init_random},
    {"mh_randstr", {number, number}, type::varchar, run_randstr},
    {"mh_uniform", {number, number, number}, type::decimal(38, 0), run_uniform},
    {"mh_uniform_float", {real, real, number}, real, run_uniform_float},
    {"mh_zipf", {real, number, number}, type::decimal(38, 0), run_zipf},
};

}  // namespace

std::vector<NativeFunction> random_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
