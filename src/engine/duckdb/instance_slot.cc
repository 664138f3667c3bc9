#include "engine/duckdb/instance_slot.h"

#include <chrono>
#include <thread>

namespace mockhaus::engine::duckdb {
namespace {

using namespace std::chrono_literals;
constexpr auto reopen_wait_max = 10s;
constexpr auto reopen_poll = 2ms;

Error still_stopping() {
  return {"000603",
          "XX000",
          "The storage engine is being restarted after a failure. Try again in a few seconds.",
          {}};
}

}  // namespace

static size_t processors(const EngineOptions& options) {
  if (options.threads > 0) return static_cast<size_t>(options.threads);
  return std::max(1u, std::thread::hardware_concurrency());
}

InstanceSlot::InstanceSlot(EngineOptions options)
    : options_(std::move(options)), turns_(processors(options_)) {}

Result<std::shared_ptr<InstanceSlot>> InstanceSlot::open(const EngineOptions& options) {
  std::shared_ptr<InstanceSlot> slot(new InstanceSlot(options));
  slot->instance_ = TRY(Instance::open(options));
  return slot;
}

Result<std::shared_ptr<Instance>> InstanceSlot::current() {
  {
    const std::scoped_lock lock(lock_);
    if (instance_ && instance_->valid()) return instance_;
  }
  return reopen();
}

bool InstanceSlot::is_open() {
  const std::scoped_lock lock(lock_);
  return instance_ && instance_->valid();
}

Result<std::shared_ptr<Instance>> InstanceSlot::reopen() {
  const std::scoped_lock only_one(reopening_);
  {
    const std::scoped_lock lock(lock_);
    if (instance_ && instance_->valid()) return instance_;  // another thread was faster
    close_idle_links();
    if (instance_) closed_ = instance_->closed();
    instance_.reset();
  }
  const auto deadline = std::chrono::steady_clock::now() + reopen_wait_max;
  while (closed_ && !closed_->load()) {
    if (std::chrono::steady_clock::now() > deadline) return still_stopping();
    std::this_thread::sleep_for(reopen_poll);
  }
  std::shared_ptr<Instance> opened = TRY(Instance::open(options_));
  opened->set_number(++reopened_);
  const std::scoped_lock lock(lock_);
  instance_ = opened;
  return opened;
}

void InstanceSlot::give_up(Instance& instance) {
  instance.invalidate();
  const std::scoped_lock lock(lock_);
  close_idle_links();
}

void InstanceSlot::close_idle_links() {
  for (Link* link : links_) link->close_if_idle();
}

void InstanceSlot::add(Link* link) {
  const std::scoped_lock lock(lock_);
  links_.insert(link);
}

void InstanceSlot::remove(Link* link) {
  const std::scoped_lock lock(lock_);
  links_.erase(link);
}

Link::Link(std::shared_ptr<InstanceSlot> slot) : slot_(std::move(slot)), turn_(slot_->turns_) {
  slot_->add(this);
}

Link::~Link() {
  slot_->remove(this);
  const std::scoped_lock lock(lock_);
  disconnect();
}

Result<Link::Use> Link::use() {
  std::shared_ptr<Instance> instance;
  {
    const std::scoped_lock lock(lock_);
    if (connection_ && (uses_ > 0 || instance_->valid())) {
      ++uses_;
      return Use(this);
    }
    disconnect();
  }
  instance = TRY(slot_->current());
  duckdb_connection connection = TRY(instance->connect());
  const std::scoped_lock lock(lock_);
  instance_ = std::move(instance);
  connection_ = connection;
  ++generation_;
  ++uses_;
  return Use(this);
}

void Link::end_use(size_t round) {
  const std::scoped_lock lock(lock_);
  instance_->task_threads().end(round);
  if (--uses_ > 0) return;
  turn_.end();
  if (!instance_->valid()) disconnect();
}

void Link::close_if_idle() {
  const std::scoped_lock lock(lock_);
  if (uses_ == 0 && instance_ && !instance_->valid()) disconnect();
}

// `sql` is a literal, and there are few.
Prepared* Link::keep(std::string_view sql) {
  for (const auto& [text, statement] : kept_) {
    if (text == sql) return statement.get();
  }
  auto statement = std::make_unique<Prepared>();
  if (statement->prepare_own(connection_, std::string(sql))) return nullptr;
  return kept_.emplace_back(sql, std::move(statement)).second.get();
}

void Link::disconnect() {
  kept_.clear();
  if (connection_) duckdb_disconnect(&connection_);
  connection_ = nullptr;
  instance_.reset();
}

void Link::give_up_if_invalid(const Use& use) {
  if (!use.instance().works()) give_up(use);
}

void Link::interrupt() {
  turn_.interrupt();
  const std::scoped_lock lock(lock_);
  if (connection_ && uses_ > 0) duckdb_interrupt(connection_);
}

double Link::progress() {
  const std::scoped_lock lock(lock_);
  return connection_ && uses_ > 0 ? duckdb_query_progress(connection_).percentage : -1;
}

}  // namespace mockhaus::engine::duckdb
