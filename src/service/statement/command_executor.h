// From text to outcome: parse, count, run the commands, store their rows, change the session.
//
// Everything a client can do wrong comes back as the outcome's error, located in the text. What is
// thrown by foreign code ends here as error 000603 with a reference that the log repeats.
#pragma once

#include "base/log.h"
#include "base/metrics.h"
#include "service/result/result_cache.h"
#include "service/statement/executor.h"

namespace mockhaus::catalog {
class Account;
}
namespace mockhaus::storage {
class StageFiles;
}

namespace mockhaus::service {

class ResultReuse;

class CommandExecutor final : public Executor {
 public:
  // `find_result`: an earlier result that this session may read, for RESULT_SCAN; null: none.
  using FindResult = std::function<std::shared_ptr<const StoredResult>(const Session& session,
                                                                       std::string_view id)>;
  CommandExecutor(catalog::Account& account, ResultSpace& space, FindResult find_result,
                  const Clock& clock, const Log& log, Metrics& metrics);
  // Ends others for SYSTEM$CANCEL_*: those that `choose` picks among the statements that the asking
  // session may end. How many there were.
  using CancelOthers = std::function<size_t(
      const Session& asking, const std::function<bool(const Statement&)>& choose)>;
  void cancel_by(CancelOthers cancel) { cancel_others_ = std::move(cancel); }
  // For SYSTEM$ABORT_SESSION and SYSTEM$ABORT_TRANSACTION; false: nothing that `asking` may end.
  using EndSession = std::function<bool(const Session& asking, uint64_t session_id)>;
  using AbortTransaction = std::function<bool(const Session& asking, std::string_view id)>;
  void end_by(EndSession end, AbortTransaction abort) {
    end_session_by_ = std::move(end);
    abort_transaction_ = std::move(abort);
  }
  // For SHOW TRANSACTIONS; nullopt: not `asking`'s to see.
  using ListTransactions = std::function<std::optional<std::vector<commands::OpenTransaction>>(
      const Session& asking, bool of_account)>;
  void list_transactions_by(ListTransactions list) { list_transactions_ = std::move(list); }
  // Where the files of stages are; null: nowhere.
  void keep_files_in(const storage::StageFiles* files) { stage_files_ = files; }
  // Tells QUERY_HISTORY what the session may see.
  using VisitPast =
      std::function<void(const Session& session, const commands::StatementHistory::Visit& visit)>;
  void tell_history_by(VisitPast visit) { visit_past_ = std::move(visit); }
  // More rows than this are an error; 0: no limit.
  void limit_rows(int64_t rows_max) { rows_max_ = rows_max; }

  StatementOutcome run(Statement& statement, const AddChild& add) override;
  void end_session(Session& session, const Statement* last) override;
  void roll_back_aborted(Session& session) override;

 private:
  using Parsed = std::vector<sql::ParsedStatement>;
  Result<StatementOutcome> run_text(Statement& statement, const AddChild& add);
  Result<StatementOutcome> run_one(Statement& statement, const sql::ParsedStatement& parsed);
  Result<StatementOutcome> run_many(Statement& parent, const Parsed& parsed, const AddChild& add);
  StatementOutcome run_child(Statement& child, const sql::ParsedStatement& parsed);
  Result<Done> take_result(Statement& statement, int64_t rows_max, commands::Outcome& done,
                           ResultReuse& reuse, StatementOutcome& outcome);
  std::unique_ptr<engine::EngineSession> take_spare();
  void keep_spare(std::unique_ptr<engine::EngineSession> spare);
  void note_transaction(Session& session) const;
  Error internal_error(const Statement& statement, std::string_view what);

  catalog::Account& account_;
  ResultSpace& space_;
  const FindResult find_result_;
  CancelOthers cancel_others_;
  EndSession end_session_by_;
  AbortTransaction abort_transaction_;
  ListTransactions list_transactions_;
  VisitPast visit_past_;
  const Clock& clock_;
  const Log& log_;
  Metrics& metrics_;
  int64_t rows_max_ = 0;
  ResultCache known_results_;
  const storage::StageFiles* stage_files_ = nullptr;

  // Engine sessions of requests that are done and left nothing behind: opening one costs more than
  // a small query.
  std::mutex spares_mutex_;
  std::vector<std::unique_ptr<engine::EngineSession>> spares_;
};

}  // namespace mockhaus::service
