#include "engine/duckdb/turns.h"

#include <algorithm>
#include <array>

#include "doctest/doctest.h"

namespace mockhaus::engine::duckdb {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Computes in pieces until `over`; counts them, and how many do so at once.
struct Crowd {
  std::atomic<bool> over{false};
  std::atomic<int> now{0}, most{0};

  void compute(Turn& turn, std::atomic<int>& pieces) {
    turn.begin();
    std::this_thread::sleep_for(10ms);  // the free time is over
    while (!over && !turn.interrupted()) {
      turn.pass();
      if (turn.interrupted()) break;
      most = std::max(most.load(), ++now);
      std::this_thread::sleep_for(1ms);
      --now;
      ++pieces;
    }
    turn.end();
  }
};

TEST_CASE("as many compute as there are places, and everybody gets on") {
  Turns turns(2);
  Crowd crowd;
  std::array<std::atomic<int>, 16> pieces{};
  std::vector<std::thread> threads;
  for (auto& own : pieces) {
    threads.emplace_back([&] {
      Turn turn(turns);
      crowd.compute(turn, own);
    });
  }
  const auto late = Clock::now() + 20s;
  const auto all_began = [&] {
    return std::ranges::all_of(pieces, [](const auto& own) { return own > 0; });
  };
  while (!all_began() && Clock::now() < late) std::this_thread::sleep_for(5ms);
  CHECK(all_began());
  crowd.over = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(crowd.most < 16);  // who is not given a processor in time counts beside its successor
}

TEST_CASE("a call that does not come back loses its place") {
  Turns turns(1);
  std::atomic<bool> sleeps{false}, over{false};
  std::thread sleeper([&] {
    Turn turn(turns);
    turn.begin();
    std::this_thread::sleep_for(10ms);
    turn.pass();
    sleeps = true;
    while (!over) std::this_thread::sleep_for(1ms);
  });
  while (!sleeps) std::this_thread::sleep_for(1ms);
  Turn other(turns);
  other.begin();
  std::this_thread::sleep_for(10ms);
  other.pass();  // or this test would never end
  other.end();
  over = true;
  sleeper.join();
}

TEST_CASE("who is interrupted waits no more") {
  Turns turns(0);  // nobody gets a place
  Turn turn(turns);
  std::thread waiter([&] {
    turn.begin();
    while (!turn.interrupted()) turn.pass();
  });
  std::this_thread::sleep_for(20ms);
  turn.interrupt();
  waiter.join();
  CHECK(turn.interrupted());
  turn.begin();
  CHECK(!turn.interrupted());
}

TEST_CASE("a short call needs no place") {
  Turns turns(0);
  Turn turn(turns);
  turn.begin();
  turn.pass();
  turn.end();
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
