// The session's transaction, as commands begin and end it.
#pragma once

#include "commands/context.h"

namespace mockhaus::commands {

// DDL commits what is open. Gives up the table locks of the session, too.
Result<Done> commit_open_transaction(const CommandContext& context);
Result<Done> roll_back_open_transaction(const CommandContext& context);

// Takes the lock that UPDATE, DELETE, MERGE and TRUNCATE need on each of the tables.
Result<Done> lock_tables(const CommandContext& context, const std::vector<uint64_t>& tables);

// A DML statement: in the open transaction, else in one of its own that commits with it, else
// (AUTOCOMMIT off) in a new one that stays open. Ends with finish() or commit(); without them what
// the statement did is undone, and an open transaction's earlier work stays.
class StatementTransaction {
 public:
  explicit StatementTransaction(const CommandContext& context) : context_(context) {}
  StatementTransaction(const StatementTransaction&) = delete;
  ~StatementTransaction();
  Result<Done> begin();
  Result<Done> finish();  // commits what is ours, unless AUTOCOMMIT is off
  Result<Done> commit();  // commits what is ours: DDL

 private:
  const CommandContext& context_;
  bool own_ = false;    // ours to end
  bool inner_ = false;  // inside another, from mark_ on
  size_t mark_ = 0;
};

}  // namespace mockhaus::commands
