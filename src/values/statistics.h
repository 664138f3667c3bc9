// What the statistical aggregates compute over the values of one group.
//
// NUMBERs are int128 units of one scale, as in decimal.h. Results over them are exact and rounded
// half away from zero once, at the scale that the caller asks for; `false` means that the result
// needs more than 38 digits. None of the functions takes an empty group.
#pragma once

#include <span>

#include "values/physical.h"

namespace mockhaus::values {

enum class Spread : uint8_t { sample, population };  // divided by n - 1, by n

// VARIANCE, VAR_POP. `sample` needs two values at least.
bool variance(std::span<const int128> units, int scale, Spread spread, int result_scale,
              int128& result);
double variance(std::span<const double> values, Spread spread);

// A percentile between 0 and 1, as numerator / denominator: PERCENTILE_CONT(0.25) has 25 and 100.
struct Percentile {
  int128 numerator = 0;
  int128 denominator = 1;
};

// PERCENTILE_CONT, MEDIAN: between two neighbours in order, in proportion. Reorders the values.
bool percentile_between(std::span<int128> units, int scale, Percentile percentile, bool descending,
                        int result_scale, int128& result);
double percentile_between(std::span<double> values, Percentile percentile, bool descending);

// APPROX_PERCENTILE over values that weigh 1 each, as Snowflake documents it: in the middle of the
// neighbours at the percentile, and half a step beyond the first and the last. Reorders the values.
double percentile_near(std::span<double> values, Percentile percentile);

// PERCENTILE_DISC: the index, in order, of the first value whose cumulative share reaches it.
size_t percentile_index(size_t count, Percentile percentile);

// KURTOSIS of four values at least, and SKEW of three; false where all values are equal.
//
// Snowflake computes both by its NUMBER arithmetic: the factors that depend on the count alone are
// quotients of whole numbers, rounded at six digits. That shows in the answers: SKEW of 1,2,2,2,2
// is -2.236069766 and not the root of five.
bool kurtosis(std::span<const long double> values, double& result);
bool skewness(std::span<const long double> values, double variance, double& result);

}  // namespace mockhaus::values
