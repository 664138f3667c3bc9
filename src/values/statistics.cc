#include "values/statistics.h"

#include <algorithm>
#include <cmath>

#include "values/decimal.h"
#include "values/wide_integer.h"

namespace mockhaus::values {
namespace {

uint128 magnitude(int128 value) {
  return value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
}

struct Sums {
  WideInteger squares;
  WideInteger sum;  // its magnitude
};

Sums sums_of(std::span<const int128> units) {
  Sums sums;
  WideInteger negative;
  for (const int128 value : units) {
    const uint128 size = magnitude(value);
    sums.squares.add(WideInteger::product(size, size));
    (value < 0 ? negative : sums.sum).add(WideInteger(size));
  }
  if (sums.sum.compare(negative) < 0) std::swap(sums.sum, negative);
  sums.sum.subtract(negative);
  return sums;
}

// |sum| has up to 167 bits, more than multiply() takes: by two parts of 128 and 40 bits.
WideInteger square(const WideInteger& value) {
  const uint128 lower = value.low(), upper = value.high();
  WideInteger low = value, high = value;
  low.multiply(lower);
  high.multiply(upper);
  high.shift_left_128();
  low.add(high);
  return low;
}

void scale_up(WideInteger& value, int exponent) {
  for (; exponent > 38; exponent -= 38) value.multiply(magnitude(power_of_ten(38)));
  value.multiply(magnitude(power_of_ten(exponent)));
}

double rounded_at_six(double value) { return std::round(value * 1e6) / 1e6; }

long double mean_of(std::span<const long double> values) {
  long double sum = 0;
  for (const long double value : values) sum += value;
  return sum / static_cast<long double>(values.size());
}

}  // namespace

bool variance(std::span<const int128> units, int scale, Spread spread, int result_scale,
              int128& result) {
  const auto count = static_cast<uint128>(units.size());
  Sums sums = sums_of(units);
  // (n * sum of squares - square of sum) / (n * (n - 1))
  sums.squares.multiply(count);
  sums.squares.subtract(square(sums.sum));
  WideInteger divisor = WideInteger::product(count, spread == Spread::sample ? count - 1 : count);
  const int raise = result_scale - 2 * scale;
  if (raise >= 0) {
    scale_up(sums.squares, raise);
  } else {
    scale_up(divisor, -raise);
  }
  sums.squares.divide_rounded(divisor);
  if (!sums.squares.fits_128()) return false;
  const auto value = static_cast<int128>(sums.squares.low());
  if (!fits(value, decimal_digits_max)) return false;
  result = value;
  return true;
}

double variance(std::span<const double> values, Spread spread) {
  long double mean = 0;
  for (const double value : values) mean += value;
  mean /= static_cast<long double>(values.size());
  long double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const size_t divisor = values.size() - (spread == Spread::sample ? 1 : 0);
  return static_cast<double>(squares / static_cast<long double>(divisor));
}

namespace {

// Where a percentile lies among `count` values in order: at `index`, and `rest` / denominator on
// the way to the next.
struct Place {
  size_t index = 0;
  int128 rest = 0;
};
Place place_of(size_t count, Percentile percentile) {
  const int128 at = percentile.numerator * static_cast<int128>(count - 1);
  return {static_cast<size_t>(at / percentile.denominator), at % percentile.denominator};
}

// The values at `index` and behind it, in order; both are the same at the end.
template <class T>
std::pair<T, T> neighbours(std::span<T> values, size_t index, bool descending) {
  const auto before = [descending](const T& a, const T& b) { return descending ? b < a : a < b; };
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(index);
  std::nth_element(values.begin(), at, values.end(), before);
  if (index + 1 == values.size()) return {*at, *at};
  return {*at, *std::min_element(at + 1, values.end(), before)};
}

}  // namespace

bool percentile_between(std::span<int128> units, int scale, Percentile percentile, bool descending,
                        int result_scale, int128& result) {
  const Place place = place_of(units.size(), percentile);
  const auto [low, high] = neighbours(units, place.index, descending);
  const int raise = result_scale - scale;
  int128 base;
  if (!rescale(low, scale, result_scale, decimal_digits_max, base)) return false;
  int128 step = 0;
  if (place.rest != 0 && low != high) {
    // (high - low) * rest / denominator, at the result's scale.
    const bool negative = high < low;
    const uint128 gap = negative ? static_cast<uint128>(low) - static_cast<uint128>(high)
                                 : static_cast<uint128>(high) - static_cast<uint128>(low);
    WideInteger distance = WideInteger::product(gap, static_cast<uint128>(place.rest));
    scale_up(distance, raise);
    distance.divide_rounded(WideInteger(static_cast<uint128>(percentile.denominator)));
    if (!distance.fits_128()) return false;
    step = static_cast<int128>(distance.low());
    if (negative) step = -step;
  }
  return add(base, 0, step, 0, result);
}

double percentile_between(std::span<double> values, Percentile percentile, bool descending) {
  const Place place = place_of(values.size(), percentile);
  const auto [low, high] = neighbours(values, place.index, descending);
  if (place.rest == 0 || low == high) return low;
  const double share =
      static_cast<double>(place.rest) / static_cast<double>(percentile.denominator);
  return low + (high - low) * share;
}

double percentile_near(std::span<double> values, Percentile percentile) {
  if (values.size() == 1) return values[0];
  const int128 product = percentile.numerator * static_cast<int128>(values.size());
  const int128 rest = product % percentile.denominator;
  const auto rank = static_cast<size_t>(product / percentile.denominator + (rest != 0 ? 1 : 0));
  if (rank == 0) {
    const auto [low, high] = neighbours(values, 0, false);
    return low - (high - low) / 2;
  }
  const bool last = rank == values.size();
  const auto [low, high] = neighbours(values, last ? rank - 2 : rank - 1, false);
  return last ? high + (high - low) / 2 : low + (high - low) / 2;
}

size_t percentile_index(size_t count, Percentile percentile) {
  const int128 product = percentile.numerator * static_cast<int128>(count);
  int128 rank = product / percentile.denominator;
  if (product % percentile.denominator != 0) ++rank;
  return rank == 0 ? 0 : static_cast<size_t>(rank - 1);
}

bool kurtosis(std::span<const long double> values, double& result) {
  const long double mean = mean_of(values);
  long double squares = 0, fourths = 0;
  for (const long double value : values) {
    const long double square = (value - mean) * (value - mean);
    squares += square;
    fourths += square * square;
  }
  if (squares == 0) return false;
  const auto n = static_cast<double>(values.size());
  const long double k2 = squares / static_cast<long double>(n - 1);
  const double factor = rounded_at_six(n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)));
  const double offset = rounded_at_six(3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
  result = static_cast<double>(factor * (fourths / (k2 * k2)) - offset);
  return true;
}

bool skewness(std::span<const long double> values, double variance, double& result) {
  if (variance == 0) return false;
  const long double mean = mean_of(values);
  long double cubes = 0;
  for (const long double value : values) {
    cubes += (value - mean) * (value - mean) * (value - mean);
  }
  const auto n = static_cast<double>(values.size());
  const double factor = rounded_at_six(n / ((n - 1) * (n - 2)));
  result = factor * static_cast<double>(cubes) / std::pow(variance, 1.5);
  return true;
}

}  // namespace mockhaus::values
