#include "catalog/table_locks.h"

#include "catalog/errors.h"

namespace mockhaus::catalog {

// A session waits for one table at a time, so the graph is a chain: session -> table -> holder.
bool TableLocks::would_deadlock(uint64_t session, Id table) const {
  for (size_t steps = 0; steps <= waiting_.size(); ++steps) {
    const auto holder = holders_.find(table);
    if (holder == holders_.end()) return false;
    if (holder->second.session == session) return true;
    const auto next = waiting_.find(holder->second.session);
    if (next == waiting_.end()) return false;
    table = next->second.table;
  }
  return false;
}

Result<Done> TableLocks::acquire(Id table, const Request& request) {
  // Cancelling sets a flag and rings no bell, so waiters look at it this often.
  constexpr auto look_every = std::chrono::milliseconds(20);
  std::unique_lock lock(mutex_);
  const auto deadline = std::chrono::steady_clock::now() + request.timeout;
  while (true) {
    const auto holder = holders_.find(table);
    if (holder == holders_.end()) break;
    if (holder->second.session == request.session) return Done{};
    if (would_deadlock(request.session, table)) {
      return errors::deadlock(request.statement, holder->second.transaction);
    }
    if (request.cancelled != nullptr && *request.cancelled) return errors::canceled();
    if (std::chrono::steady_clock::now() >= deadline) {
      return errors::lock_timeout(request.statement, holder->second.transaction);
    }
    waiting_.insert_or_assign(request.session, Waiter{table, request});
    released_.wait_for(lock, look_every);
    waiting_.erase(request.session);
  }
  holders_.emplace(table, request);
  return Done{};
}

void TableLocks::release_all(uint64_t session) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(holders_, [&](const auto& entry) { return entry.second.session == session; });
  released_.notify_all();
}

std::vector<TableLocks::Row> TableLocks::list() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Row> rows;
  for (const auto& [table, holder] : holders_) {
    rows.push_back({table, holder.session, holder.statement, holder.transaction, false,
                    holder.now_ms});
  }
  for (const auto& [session, waiter] : waiting_) {
    rows.push_back({waiter.table, session, waiter.request.statement, waiter.request.transaction,
                    true, waiter.request.now_ms});
  }
  return rows;
}

}  // namespace mockhaus::catalog
