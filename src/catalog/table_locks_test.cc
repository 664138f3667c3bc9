#include "catalog/table_locks.h"

#include <doctest/doctest.h>

#include <thread>

namespace mockhaus::catalog {
namespace {

TableLocks::Request request(uint64_t session, int timeout_ms) {
  TableLocks::Request made;
  made.session = session;
  made.statement = "s" + std::to_string(session);
  made.timeout = std::chrono::milliseconds(timeout_ms);
  return made;
}

TEST_CASE("a lock is held until its session gives up all it has") {
  TableLocks locks;
  CHECK(locks.acquire(1, request(10, 0)).ok());
  CHECK(locks.acquire(1, request(10, 0)).ok());
  Result<Done> refused = locks.acquire(1, request(11, 0));
  REQUIRE(!refused.ok());
  CHECK(refused.error().code == "000625");
  locks.release_all(10);
  CHECK(locks.acquire(1, request(11, 0)).ok());
}

TEST_CASE("a waiter goes on when the holder ends") {
  TableLocks locks;
  REQUIRE(locks.acquire(1, request(10, 0)).ok());
  bool got = false;
  std::thread waiter([&] { got = locks.acquire(1, request(11, 10'000)).ok(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  CHECK(locks.list().size() == 2);
  locks.release_all(10);
  waiter.join();
  CHECK(got);
}

TEST_CASE("waiting in a circle is told at once") {
  TableLocks locks;
  REQUIRE(locks.acquire(1, request(10, 0)).ok());
  REQUIRE(locks.acquire(2, request(11, 0)).ok());
  std::thread waiter([&] { (void)locks.acquire(2, request(10, 10'000)); });
  while (locks.list().size() < 3) std::this_thread::yield();
  const Result<Done> refused = locks.acquire(1, request(11, 60'000));
  CHECK(!refused.ok());
  locks.release_all(11);
  waiter.join();
}

TEST_CASE("a cancelled waiter stops waiting") {
  TableLocks locks;
  REQUIRE(locks.acquire(1, request(10, 0)).ok());
  const std::atomic<bool> cancelled = true;
  TableLocks::Request waiting = request(11, 60'000);
  waiting.cancelled = &cancelled;
  const Result<Done> refused = locks.acquire(1, waiting);
  REQUIRE(!refused.ok());
  CHECK(refused.error().code == "000604");
}

}  // namespace
}  // namespace mockhaus::catalog
