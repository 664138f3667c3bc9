#include "service/workers.h"

namespace mockhaus::service {

constexpr size_t stack_bytes = size_t{16} << 20;  // quality.md: 8 MB still crashed

Workers::Workers(size_t threads_max, size_t queue_max)
    : threads_max_(threads_max), queue_max_(queue_max) {}

Workers::~Workers() {
  stop();
}

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

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (wait_for_work(lock)) {
    {
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
  }
}

}  // namespace mockhaus::service
