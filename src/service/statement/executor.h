// Runs the text of one statement: parse, count, commands, results, changes of the session.
//
// On a worker's thread, one call at a time per session. Everything a client can do wrong comes back
// as the outcome's error, located in the text.
#pragma once

#include "base/log.h"
#include "base/metrics.h"
#include "service/statement/statement.h"

namespace mockhaus::catalog {
class Account;
}

namespace mockhaus::service {

struct ExecutorLimits {
  int64_t result_rows_max = 0;  // 0: any number
};

class Executor {
 public:
  Executor(engine::Engine& engine, catalog::Account& account, ExecutorLimits limits,
           const Clock& clock, const Log& log, Metrics& metrics);
  virtual ~Executor() = default;

  // Children that a text with several statements makes go to `add` before they run.
  using AddChild = std::function<void(const std::shared_ptr<Statement>&)>;
  virtual StatementOutcome run(Statement& statement, const AddChild& add);

 private:
  Result<StatementOutcome> run_text(Statement& statement, const AddChild& add);
  Result<StatementOutcome> run_one(Statement& statement, const sql::ParsedStatement& parsed);
  Result<StatementOutcome> run_many(Statement& parent,
                                    const std::vector<sql::ParsedStatement>& parsed,
                                    const AddChild& add);
  void fill_after(const Session& session, StatementOutcome& outcome) const;

  engine::Engine& engine_;
  catalog::Account& account_;
  const ExecutorLimits limits_;
  const Clock& clock_;
  const Log& log_;
  Metrics& metrics_;
};

}  // namespace mockhaus::service
