#include "service/rate_limit.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

#include "base/clock.h"

using namespace mockhaus;
using service::RateLimit;

TEST_CASE("rate limit: a burst, then the rate, for each name apart") {
  RateLimit limit(10);
  int64_t now = 5 * ns_per_second;
  int allowed = 0;
  for (int i = 0; i < 100; ++i) allowed += limit.allows("a", now) ? 1 : 0;
  CHECK(allowed == 20);
  CHECK(limit.allows("b", now));
  now += ns_per_second;
  allowed = 0;
  for (int i = 0; i < 100; ++i) allowed += limit.allows("a", now) ? 1 : 0;
  CHECK(allowed == 10);
  RateLimit none(0);
  for (int i = 0; i < 1000; ++i) CHECK(none.allows("a", now));
}
