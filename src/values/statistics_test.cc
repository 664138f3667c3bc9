#include "values/statistics.h"

#include <vector>

#include <doctest/doctest.h>

using namespace mockhaus::values;

namespace {

int128 variance_of(const std::vector<int128>& units, int scale, Spread spread, int result_scale) {
  int128 result = -1;
  CHECK(variance(units, scale, spread, result_scale, result));
  return result;
}

}  // namespace

TEST_CASE("variance is rounded once, at the scale of the result") {
  CHECK(variance_of({1000, 2000, 2500, 3000}, 2, Spread::sample, 10) == 729166666667);
  CHECK(variance_of({1000, 2000, 2500, 3000}, 2, Spread::population, 10) == 546875000000);
  CHECK(variance_of({1, -1, 1, -1, -1}, 0, Spread::sample, 6) == 1200000);
  CHECK(variance_of({42}, 0, Spread::population, 6) == 0);
}

TEST_CASE("variance of numbers with 38 digits") {
  const int128 quintillion = 1'000'000'000'000'000'000;
  const int128 big = 10 * quintillion * quintillion;
  CHECK(variance_of({big, big, big}, 0, Spread::sample, 6) == 0);
  CHECK(variance_of({big, big + 2}, 0, Spread::sample, 6) == 2'000'000);
  CHECK(variance_of({-big, -big - 2}, 37, Spread::sample, 37) == 0);
  int128 result;
  CHECK(!variance(std::vector<int128>{big, -big}, 0, Spread::sample, 6, result));
}

TEST_CASE("percentiles lie between their neighbours") {
  std::vector<int128> units = {3000, 1000, 2500, 2000};
  int128 result;
  CHECK(percentile_between(units, 2, {25, 100}, false, 5, result));
  CHECK(result == 1750000);
  CHECK(percentile_between(units, 2, {25, 100}, true, 5, result));
  CHECK(result == 2625000);
  CHECK(percentile_between(units, 2, {1, 1}, false, 5, result));
  CHECK(result == 3000000);
  CHECK(percentile_index(4, {25, 100}) == 0);
  CHECK(percentile_index(4, {26, 100}) == 1);
  CHECK(percentile_index(4, {0, 1}) == 0);
}

TEST_CASE("skew and kurtosis keep the rounding of Snowflake's factors") {
  double result;
  CHECK(skewness(std::vector<long double>{1, 2, 2, 2, 2}, 0.2, result));
  CHECK(result == doctest::Approx(-2.236069766).epsilon(1e-9));
  CHECK(kurtosis(std::vector<long double>{1, 3, 10, 1, 3}, result));
  CHECK(result == doctest::Approx(3.613736609956).epsilon(1e-12));
  CHECK(!kurtosis(std::vector<long double>{5, 5, 5, 5}, result));
}
