// The place of the one open database, and its replacement when DuckDB has invalidated it.
//
// A link is a session's connection. The slot knows all links, so that it can close those of idle
// sessions when the instance became invalid; a link in use closes itself when its call ends. When
// the last handle is gone the file is opened again, and links connect to the new instance at
// their next use. Thread-safe. Locks are taken in the order slot, link.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

#include "base/result.h"
#include "engine/duckdb/instance.h"
#include "engine/duckdb/statement.h"
#include "engine/duckdb/turns.h"

namespace mockhaus::engine::duckdb {

class Link;

class InstanceSlot {
 public:
  static Result<std::shared_ptr<InstanceSlot>> open(const EngineOptions& options);

  // The valid instance; opens it again where needed, which may take up to ten seconds.
  Result<std::shared_ptr<Instance>> current();
  // Whether an instance is open and valid.
  bool is_open();
  // Tells that this instance is invalid, and closes the idle connections to it.
  void give_up(Instance& instance);

 private:
  friend class Link;
  explicit InstanceSlot(EngineOptions options);
  void add(Link* link);
  void remove(Link* link);
  void close_idle_links();
  Result<std::shared_ptr<Instance>> reopen();

  const EngineOptions options_;
  Turns turns_;
  std::mutex reopening_;  // held by the one thread that opens the file again
  // Of the instance before: the file must not be opened twice. Guarded by reopening_.
  std::shared_ptr<const std::atomic<bool>> closed_;
  uint64_t reopened_ = 0;               // how often. Guarded by reopening_.
  std::mutex lock_;                     // guards what follows
  std::shared_ptr<Instance> instance_;  // shared with the links that are connected
  std::set<Link*> links_;
};

// A session's connection: connected at first use, lost when its instance becomes invalid.
class Link {
 public:
  explicit Link(std::shared_ptr<InstanceSlot> slot);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // The connection for one call or stream; it cannot be closed meanwhile.
  class Use {
   public:
    Use() = default;
    Use(Use&& other) noexcept : link_(std::exchange(other.link_, nullptr)), round_(other.round_) {}
    Use& operator=(Use&& other) noexcept {
      std::swap(link_, other.link_);
      std::swap(round_, other.round_);
      return *this;
    }
    ~Use() {
      if (link_) link_->end_use(round_);
    }
    duckdb_connection connection() const { return link_->connection_; }
    Instance& instance() const { return *link_->instance_; }
    // A statement that is run again and again (BEGIN), prepared once for the connection. Null: it
    // cannot be.
    Prepared* kept(std::string_view sql) const { return link_->keep(sql); }
    // Grows with every new connection: what lived in an older one is gone.
    uint64_t generation() const { return link_->generation_; }

   private:
    friend class Link;
    explicit Use(Link* link) : link_(link), round_(link->instance_->task_threads().begin()) {}
    Link* link_ = nullptr;
    size_t round_ = 0;  // of the task threads
  };
  Result<Use> use();

  // Tells the slot that the instance behind `use` is invalid; the second asks it first.
  void give_up(const Use& use) { slot_->give_up(use.instance()); }
  void give_up_if_invalid(const Use& use);

  void interrupt();  // from any thread
  // Of the session's calls; given back when the last use ends.
  Turn& turn() { return turn_; }
  double progress();  // from any thread; of the connection's query, see EngineSession

 private:
  friend class InstanceSlot;
  void close_if_idle();
  void end_use(size_t round);
  void disconnect();  // needs lock_
  Prepared* keep(std::string_view sql);

  // Shared with the other links and the engine: the last one closes the database.
  const std::shared_ptr<InstanceSlot> slot_;
  Turn turn_;
  std::mutex lock_;                     // guards what follows
  std::shared_ptr<Instance> instance_;  // shared with the slot and the other links
  duckdb_connection connection_ = nullptr;
  int uses_ = 0;
  // Of this connection; used by who uses it, so without the lock.
  std::vector<std::pair<std::string_view, std::unique_ptr<Prepared>>> kept_;
  uint64_t generation_ = 0;
};

}  // namespace mockhaus::engine::duckdb
