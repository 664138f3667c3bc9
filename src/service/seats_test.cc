#include "service/seats.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus;
using service::Seats;

TEST_CASE("seats are limited in all and for each user, and come back") {
  Seats seats(3, 2);
  auto one = seats.take("A");
  const auto two = seats.take("A");
  REQUIRE(one != nullptr);
  REQUIRE(two != nullptr);
  CHECK(seats.take("A") == nullptr);
  const auto three = seats.take("B");
  CHECK(three != nullptr);
  CHECK(seats.take("C") == nullptr);
  one.reset();
  CHECK(seats.taken() == 2);
  CHECK(seats.take("C") != nullptr);
  CHECK(seats.taken() == 2);
}
