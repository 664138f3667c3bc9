// What a command needs to do its work, and what it answers.
//
// A command never changes the session: it returns a SessionChange, which the service applies only
// when the statement succeeded. A failed statement therefore changes nothing.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "commands/transfer.h"
#include "engine/engine.h"
#include "sql/context/parameters.h"
#include "sql/parse/parse.h"
#include "sql/sql.h"

namespace mockhaus::catalog {
class Account;
class TemporaryObjects;
}
namespace mockhaus::storage {
class StageFiles;
}

namespace mockhaus::commands {

// Rows made here rather than by the engine (status messages, SHOW, DESCRIBE, counts): texts in the
// form of the JSON protocols (sql-api.md §8, driver-protocol.md §11.2; booleans as true/false).
using TextRow = std::vector<std::optional<std::string>>;

struct RowCounts {
  int64_t inserted = 0, updated = 0, deleted = 0, duplicates = 0;
};

struct SessionChange {
  std::optional<std::string> database, schema, role, warehouse;  // empty text: none
  // Session parameters in the normal form of sql/context/parameters.h; nullopt: UNSET.
  std::map<std::string, std::optional<std::string>> parameters;
  std::map<std::string, std::optional<sql::SessionVariableValue>> variables;  // nullopt: UNSET
  std::optional<bool> autocommit;
  std::optional<std::string> secondary_roles;  // as SessionContext has them
  std::string transaction_name;                // BEGIN NAME n; empty: one is made up
};

struct Outcome {
  sql::ResultShape shape;
  std::unique_ptr<engine::Stream> stream;  // either rows of the engine ...
  std::vector<TextRow> rows;               // ... or rows made here
  int statement_type_id = 0;               // driver-protocol.md §9
  RowCounts counts;
  bool has_counts = false;                 // a DML: `stats` is sent
  bool is_known = false;                   // the rows are those that KnownResults found
  SessionChange change;
  sql::Footprint footprint;
  std::optional<Transfer> transfer;        // PUT, GET: what the client does next
};

// Results of earlier statements, for RESULT_SCAN, ->> and DESCRIBE RESULT. Given by the service.
class EarlierResults {
 public:
  virtual ~EarlierResults() = default;
  virtual Result<sql::ResultShape> shape(std::string_view query_id) = 0;  // 000709: no such result
  // Makes the rows readable in the engine session as `relation`, columns c0, c1, ...
  virtual Result<Done> bind(engine::EngineSession& session, std::string_view query_id,
                            std::string_view relation) = 0;
  // Reads an outcome to its end and keeps it for the statement that runs: the id to find it by.
  virtual Result<std::string> keep(Outcome& outcome) = 0;
  virtual void forget(std::string_view query_id) = 0;
};

// Results of earlier queries. Given by the service.
class KnownResults {
 public:
  virtual ~KnownResults() = default;
  // Whether the result of the query that the engine would run as `sql` is known, so that it need
  // not run. Only for queries that give the same on the same data; asked before the query runs.
  virtual bool knows(const std::string& sql, const sql::ResultShape& shape) = 0;
};

// A statement of the server, for QUERY_HISTORY. Empty texts and times of 0: none.
struct PastStatement {
  std::string id, text, database, schema, user, role, warehouse, tag, status;
  std::string error_code, error_message;
  uint64_t session_id = 0;
  int type_id = 0;
  int64_t submitted_ms = 0, started_ms = 0, ended_ms = 0;
  int64_t rows = 0, bytes_scanned = 0;
  bool is_client_generated = false;
};

// Statements that the session may see. Given by the service.
class StatementHistory {
 public:
  virtual ~StatementHistory() = default;
  // Newest first, until `visit` returns false.
  using Visit = std::function<bool(const PastStatement& one)>;
  virtual void each(const Visit& visit) = 0;
};

// A transaction that is open between statements of its session.
struct OpenTransaction {
  std::string id, name, user;  // the id: when it began, in nanoseconds
  uint64_t session_id = 0;
};

// Statements that run beside this one, as far as its user may end them. Given by the service.
class RunningStatements {
 public:
  virtual ~RunningStatements() = default;
  virtual bool cancel(std::string_view query_id) = 0;      // false: none of this id runs
  // Those of one session, but not the one that asks. How many were running.
  virtual size_t cancel_session(uint64_t session_id) = 0;
  // Those on a warehouse, or of a user; likewise.
  virtual size_t cancel_warehouse(std::string_view name) = 0;
  virtual size_t cancel_user(std::string_view name) = 0;
  // Ends a session, with what it runs; false: no open session of this id is the user's to end.
  virtual bool end_session(uint64_t session_id) = 0;
  // Rolls back another session's open transaction; false: there is none that the user may abort.
  virtual bool abort_transaction(std::string_view id) = 0;
  // The user's open transactions, or those of the account: nullopt where these are not his to see.
  virtual std::optional<std::vector<OpenTransaction>> transactions(bool of_account) = 0;
};

struct CommandContext {
  const sql::SessionContext& session;
  engine::EngineSession& engine;
  catalog::Account& account;   // thread-safe; shared by all sessions
  bool describe_only = false;  // compile only: shape, no rows, no effects
  bool autocommit = true;

  // Owned by the session. Null: the session cannot make temporary objects.
  catalog::TemporaryObjects* temporary = nullptr;
  // What was set in the session (ALTER SESSION, login), over account and user. Null: nothing.
  const sql::ParameterValues* parameters = nullptr;
  // Set by whoever cancels the statement, beside EngineSession::interrupt(). Null: never.
  const std::atomic<bool>* cancelled = nullptr;
  EarlierResults* results = nullptr;  // null: RESULT_SCAN finds nothing
  const storage::StageFiles* stage_files = nullptr;  // null: stages hold no files
  RunningStatements* running = nullptr;  // null: SYSTEM$CANCEL_QUERY is refused
  KnownResults* known = nullptr;         // null: every query runs
  StatementHistory* history = nullptr;   // null: QUERY_HISTORY is refused
  int depth = 0;  // blocks and procedures around the statement
};

// Runs one statement. Which command belongs to which kind: dispatch.cc, one row per kind.
Result<Outcome> run(const sql::ParsedStatement& statement, const CommandContext& context);

// What the engine would run for a query or DML: one column, a row for each of its statements.
Result<Outcome> translate(const sql::ParsedStatement& statement, const CommandContext& context);

// Ends a session's work: rolls back, gives up its locks, drops its temporary objects.
void end_session(const CommandContext& context);

// The parameters that a new session of this user starts with, beside the defaults.
sql::ParameterValues initial_parameters(const catalog::Account& account, std::string_view user);

}  // namespace mockhaus::commands
