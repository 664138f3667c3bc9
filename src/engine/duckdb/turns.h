// Who of the calls that take long may compute now.
//
// A thousand statements that run at once on two processors would keep a short one, and the threads
// that read requests, waiting for a processor; lower priorities do not help, because a thread that
// gets no time may hold a lock that others need. So a call computes freely for some milliseconds
// and then takes turns with the others: as many as there are processors go on, each for a while;
// the others wait, and hold nothing but their memory. Of two free places one goes to who had the
// fewest turns (what is short ends soon), the other to who waits longest (everybody gets on).
// Whoever keeps a place for too long loses it: a call that sleeps or reads a slow file keeps nobody
// waiting. So there is no order in which locks and turns must be taken.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace mockhaus::engine::duckdb {

class Turn;

// Thread-safe.
class Turns {
 public:
  explicit Turns(size_t places);
  ~Turns();
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

 private:
  friend class Turn;
  using Clock = std::chrono::steady_clock;

  void take(Turn& turn);
  void leave(Turn& turn);
  void hand_out();
  Turn* choose();
  void watch();

  const size_t places_;
  std::mutex mutex_;                        // guards what follows, and what a Turn says it does
  std::vector<Turn*> computing_, waiting_;  // the latter in the order in which they came
  size_t handed_out_ = 0;
  bool stopping_ = false;
  std::condition_variable called_;  // of the thread that takes places away
  std::thread watcher_;             // made when somebody has to wait for the first time
};

// The calls of one session: one at a time, on one thread, which alone calls what does not say
// otherwise. Must end before the Turns that it takes part in.
class Turn {
 public:
  explicit Turn(Turns& turns) : turns_(turns) {}
  ~Turn() { end(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  // A call begins: it is not interrupted, and computes freely at first.
  void begin();
  // Between two pieces of the call's work: waits for a place where it needs one.
  void pass();
  // The call computes no more, or others do its work: gives its place back, if it has one.
  void end();

  // From any thread: the call is to stop, and waits no more.
  void interrupt();
  const std::atomic<bool>& interrupted() const { return interrupted_; }

 private:
  friend class Turns;
  using Clock = Turns::Clock;

  Turns& turns_;
  std::atomic<bool> interrupted_{false};
  Clock::time_point until_;  // it need not ask before
  bool asked_ = false;       // the thread has long slices since then
  // Guarded by turns_.mutex_:
  enum class Does : uint8_t { nothing, waits, computes } does_ = Does::nothing;
  Clock::time_point lost_after_;
  size_t had_ = 0;  // turns, since the call began
  std::condition_variable given_;
};

}  // namespace mockhaus::engine::duckdb
