// One DDL: physical statements, records and the next snapshot, all or nothing.
//
//   Change change = TRY(Change::begin(account, session));   begins the engine's transaction
//   TRY(change.execute(..));                                long physical work may come first
//   TRY(change.enter());                                    takes the write lock of the account
//   ... look at change.current(), put() and drop() ...
//   TRY(change.commit());                                   commits, then publishes
//
// Without commit() everything is undone. The session must not be in a transaction.
#pragma once

#include <mutex>

#include "catalog/account.h"

namespace mockhaus::catalog {

class Change {
 public:
  static Result<Change> begin(Account& account, engine::EngineSession& session);
  Change(Change&& other) noexcept;
  Change& operator=(Change&&) = delete;
  ~Change();

  Result<Done> enter();
  // The account with what this change did so far. After enter().
  const Snapshot& current() const { return *next_; }

  Account& account() { return *account_; }
  Id new_id() { return account_->new_id(); }
  int64_t now_ms() const { return account_->now_ms(); }

  // Physical work, in the same transaction.
  Result<Done> execute(const std::string& sql);

  // Inserts, or replaces the object of the same id. An id of 0 and empty times are filled in; the
  // stored object comes back. No other object may have the name.
  Result<ObjectPointer> put(std::shared_ptr<Object> object);
  // Hides an object; UNDROP can bring it back. What cannot come back (UNDROP knows only
  // databases, schemas and tables) is removed for good.
  Result<Done> drop(const Object& object);
  Result<Done> restore(const Object& dropped);
  // Two objects of one kind take each other's name and parent.
  Result<Done> swap_names(const Object& first, const Object& second);
  // Removes the object, what it contains, and its data.
  Result<Done> remove(const Object& object);

  Result<Done> commit();

 private:
  Change(Account& account, engine::EngineSession& session);
  Result<Done> remove_contents(const Object& object);
  Result<Done> remove_physical(const Object& object);

  Account* account_ = nullptr;
  engine::EngineSession* session_ = nullptr;
  bool open_ = false;  // the engine's transaction is ours to end
  std::unique_lock<std::mutex> lock_;
  std::shared_ptr<Snapshot> next_;
};

}  // namespace mockhaus::catalog
