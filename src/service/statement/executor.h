// Runs the text of one statement. The real one is command_executor.h; tests have their own.
#pragma once

#include "service/statement/statement.h"

namespace mockhaus::service {

class Executor {
 public:
  virtual ~Executor() = default;

  // Children that a text with several statements makes go to `add` before they run.
  using AddChild = std::function<void(const std::shared_ptr<Statement>&)>;

  // On a worker's thread, one call at a time for each session. Never throws.
  virtual StatementOutcome run(Statement& statement, const AddChild& add) = 0;
  // Rolls back what is open and gives up what the session holds in the engine. Not while one of its
  // statements runs.
  // `last`: the statement that ended just before; null: it is long ago.
  virtual void end_session(Session& session, const Statement* last) = 0;
  // Rolls back what Session::abort_transaction() asked for. Not while one of its statements runs.
  virtual void roll_back_aborted(Session&) {}
};

}  // namespace mockhaus::service
