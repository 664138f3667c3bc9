#include "engine/duckdb/turns.h"

#include <algorithm>
#include <utility>

#include "engine/duckdb/time_slice.h"

namespace mockhaus::engine::duckdb {
namespace {

using namespace std::chrono_literals;
constexpr auto free_time = 5ms;  // of a call, before it takes turns
constexpr auto turn_time = 20ms;
constexpr auto overdue_time = 30ms;  // after the turn: then the place goes to another

}  // namespace

Turns::Turns(size_t places) : places_(places) {}

Turns::~Turns() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  called_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

// With the lock. Null: nobody waits.
Turn* Turns::choose() {
  if (waiting_.empty()) return nullptr;
  auto chosen = waiting_.begin();
  if (++handed_out_ % 2 == 0) chosen = std::ranges::min_element(waiting_, {}, &Turn::had_);
  Turn* turn = *chosen;
  waiting_.erase(chosen);
  return turn;
}

// With the lock.
void Turns::hand_out() {
  while (computing_.size() < places_) {
    Turn* turn = choose();
    if (turn == nullptr) return;
    computing_.push_back(turn);
    turn->does_ = Turn::Does::computes;
    turn->lost_after_ = Clock::now() + turn_time + overdue_time;
    ++turn->had_;
    turn->given_.notify_one();
  }
}

void Turns::take(Turn& turn) {
  std::unique_lock lock(mutex_);
  if (turn.does_ == Turn::Does::computes && waiting_.empty()) {
    turn.lost_after_ = Clock::now() + turn_time + overdue_time;
    return;
  }
  if (turn.does_ == Turn::Does::computes) std::erase(computing_, &turn);
  turn.does_ = Turn::Does::waits;
  waiting_.push_back(&turn);
  hand_out();
  if (turn.does_ == Turn::Does::computes) return;
  if (!watcher_.joinable()) watcher_ = std::thread([this] { watch(); });
  called_.notify_one();
  turn.given_.wait(lock, [&] { return turn.does_ != Turn::Does::waits || turn.interrupted_; });
  if (turn.does_ != Turn::Does::waits) return;  // it may have lost the place before it woke up
  std::erase(waiting_, &turn);
  turn.does_ = Turn::Does::nothing;
}

void Turns::leave(Turn& turn) {
  const std::lock_guard lock(mutex_);
  if (turn.does_ == Turn::Does::computes) std::erase(computing_, &turn);
  turn.does_ = Turn::Does::nothing;
  hand_out();
}

// Takes places away from those who do not come back in time, while others wait.
void Turns::watch() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (waiting_.empty()) {
      called_.wait(lock);
      continue;
    }
    called_.wait_for(lock, turn_time);
    const auto now = Clock::now();
    std::erase_if(computing_, [&](Turn* turn) {
      if (now <= turn->lost_after_) return false;
      turn->does_ = Turn::Does::nothing;
      return true;
    });
    hand_out();
  }
}

void Turn::begin() {
  end();
  interrupted_ = false;
  had_ = 0;
  until_ = Clock::now() + free_time;
}

void Turn::pass() {
  if (Clock::now() < until_) return;
  if (!std::exchange(asked_, true)) set_time_slice(turn_time);
  turns_.take(*this);
  until_ = Clock::now() + turn_time;
}

void Turn::end() {
  if (!std::exchange(asked_, false)) return;
  set_time_slice({});
  until_ = Clock::time_point();
  turns_.leave(*this);
}

void Turn::interrupt() {
  interrupted_ = true;
  const std::lock_guard lock(turns_.mutex_);
  given_.notify_one();
}

}  // namespace mockhaus::engine::duckdb
