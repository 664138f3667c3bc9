#include "service/workers.h"

#include <sys/resource.h>
#include <unistd.h>

#include <thread>

namespace mockhaus::service {

constexpr auto long_work = std::chrono::milliseconds(500);
constexpr size_t crowd_per_processor = 4;
constexpr int long_work_niceness = 10;  // a tenth of the time of others
constexpr size_t stack_bytes = size_t{16} << 20;  // quality.md: 8 MB still crashed

Workers::Workers(size_t threads_max, size_t queue_max)
    : threads_max_(threads_max), queue_max_(queue_max) {}

Workers::~Workers() { stop(); }

void Workers::stop() {
  std::deque<std::function<void()>> dropped;
  std::vector<pthread_t> threads;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(queue_);
    threads.swap(threads_);
    for (Idle* one : idle_) one->wake.notify_one();
  }
  for (const pthread_t thread : threads) pthread_join(thread, nullptr);
}

bool Workers::run(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || queue_.size() >= queue_max_) return false;
  if (idle_.empty() && threads_.size() < threads_max_) {
    // Without any thread nothing would ever run; with some, the work waits for one of them.
    if (!add_thread() && threads_.empty()) return false;
  }
  queue_.push_back(std::move(work));
  if (idle_.empty()) return true;
  idle_.back()->is_called = true;
  idle_.back()->wake.notify_one();
  idle_.pop_back();
  return true;
}

size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

bool Workers::add_thread() {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  pthread_t thread;
  const bool made = pthread_create(&thread, &attributes, start, this) == 0;
  pthread_attr_destroy(&attributes);
  if (made) threads_.push_back(thread);
  return made;
}

void* Workers::start(void* self) {
  static_cast<Workers*>(self)->work();
  return nullptr;
}

// With the lock. False: there will be no more work.
bool Workers::wait_for_work(std::unique_lock<std::mutex>& lock) {
  while (queue_.empty()) {
    if (stopping_) return false;
    Idle own;
    idle_.push_back(&own);
    own.wake.wait(lock, [&] { return stopping_ || own.is_called; });
    if (!own.is_called) std::erase(idle_, &own);
  }
  return true;
}

void Workers::give_way() {
  const size_t processors = std::max(1u, std::thread::hardware_concurrency());
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  if (busy_.size() <= processors * crowd_per_processor) return;
  for (Busy* one : busy_) {
    if (one->gives_way || now - one->since < long_work) continue;
    one->gives_way = setpriority(PRIO_PROCESS, static_cast<id_t>(one->thread),
                                 long_work_niceness) == 0;
  }
}

// With the lock. A thread that gave way may not take its priority back: it ends, and others are
// made.
void Workers::leave() {
  const auto own = std::ranges::find_if(
      threads_, [](pthread_t one) { return pthread_equal(one, pthread_self()) != 0; });
  if (own == threads_.end()) return;  // stop() waits for it
  threads_.erase(own);
  pthread_detach(pthread_self());
  if (!queue_.empty() && idle_.empty()) add_thread();
}

void Workers::work() {
  Busy own{.thread = gettid()};
  std::unique_lock lock(mutex_);
  while (wait_for_work(lock)) {
    {
      own.since = std::chrono::steady_clock::now();
      busy_.push_back(&own);
      std::function<void()> work = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      try {
        work();
      } catch (const std::exception&) {
        // Statements answer for themselves; other work drops its responder, which answers.
        work = nullptr;
      }
    }
    lock.lock();
    std::erase(busy_, &own);
    if (own.gives_way) return leave();
  }
}

}  // namespace mockhaus::service
