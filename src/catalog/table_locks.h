// Who may change rows of a table: UPDATE, DELETE, MERGE and TRUNCATE take turns, to the end of
// their transaction. INSERT does not come here.
//
// A waiter that would wait for itself through others gives up at once, as Snowflake's deadlock
// detection does. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/object.h"

namespace mockhaus::catalog {

class TableLocks {
 public:
  struct Request {
    uint64_t session = 0;
    std::string statement;                         // for messages and SHOW LOCKS
    std::string transaction;
    std::chrono::milliseconds timeout{0};
    const std::atomic<bool>* cancelled = nullptr;  // set: stop waiting
    int64_t now_ms = 0;
  };
  // Waits until the session holds the table. Holding it already is fine.
  Result<Done> acquire(Id table, const Request& request);
  void release_all(uint64_t session);

  struct Row {  // SHOW LOCKS
    Id table = 0;
    uint64_t session = 0;
    std::string statement, transaction;
    bool waiting = false;
    int64_t since_ms = 0;
  };
  std::vector<Row> list() const;

 private:
  struct Waiter {
    Id table;
    Request request;
  };
  bool would_deadlock(uint64_t session, Id table) const;

  mutable std::mutex mutex_;
  std::condition_variable released_;
  std::map<Id, Request> holders_;
  std::map<uint64_t, Waiter> waiting_;  // by session
};

}  // namespace mockhaus::catalog
