// One session: its names, parameters and variables, and the engine session that it owns.
//
// Values are copied in and out under a lock, so any thread may look. The engine session is opened
// when the first statement needs it and is used by one statement at a time (statement/statements.h
// sees to that). Temporary objects live and die with the session.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "catalog/temporary.h"
#include "commands/context.h"
#include "engine/engine.h"
#include "sql/context/parameters.h"

namespace mockhaus::service {

constexpr std::string_view server_version = "9.40.0";  // what CURRENT_VERSION() and login tell

struct SessionNames {
  std::string database, schema, role, warehouse;  // empty: none
};

// What a login brings.
struct SessionStart {
  std::string account = "MOCKHAUS";
  std::string user;
  std::vector<std::string> available_roles;
  SessionNames names;
  sql::ParameterValues parameters;
  std::string client_id;  // PythonConnector, JDBC, ...; SQL_API
  std::string client_version;
  std::string address;
};

class Session {
 public:
  Session(uint64_t id, SessionStart start, engine::Engine& engine, const Clock& clock);

  uint64_t id() const { return id_; }
  const SessionStart& start() const { return start_; }
  const std::string& user() const { return start_.user; }

  SessionNames names() const;
  // shared_ptr: replies that are still being written keep the values they began with.
  std::shared_ptr<const sql::ParameterValues> parameters() const;
  bool autocommit() const;

  // What the translation of one statement needs, with the statement's own parameters on top.
  sql::SessionContext context(const sql::ParameterValues& statement_parameters) const;
  void apply(const commands::SessionChange& change);
  // For a session without further statements, which may be kept for long for what it has run.
  void drop_context();

  void add_query(const std::string& statement_id);
  std::vector<std::string> query_ids() const;  // the newest ones, oldest first

  // For the thread that runs the session's statement.
  Result<engine::EngineSession*> engine_session();
  bool has_engine_session();
  // Takes the engine session away; null when there is none.
  std::unique_ptr<engine::EngineSession> take_engine_session();
  // For a session that has none yet.
  void give_engine_session(std::unique_ptr<engine::EngineSession> engine_session);
  catalog::TemporaryObjects& temporary() { return temporary_; }
  // Names the transaction that a statement finds open by when it was first seen; empty: none.
  std::string transaction_id(bool open, int64_t now_ns);
  std::string transaction_id() const;  // any thread: as the last statement found it
  commands::OpenTransaction open_transaction() const;  // likewise; an empty id: none
  std::string last_transaction() const;  // that has ended; empty: none
  void note_transaction(int64_t now_ns);  // one that was as long as a statement

  // Any thread: the transaction is to be rolled back, if it is still open, as soon as no statement
  // runs. False: it is not this session's.
  bool abort_transaction(std::string_view id);
  bool abort_is_asked() const { return abort_asked_; }
  // For the thread that runs the session's statement: whether to roll back what is `open` now.
  bool take_abort(bool open);
  // The transaction that was rolled back so, until it is asked for once; empty: none.
  std::string take_lost_transaction();

  void interrupt();   // any thread; stops what the engine runs now, if anything
  double progress();  // any thread; of what the engine runs now, 0..100; negative: unknown
  // Later statements are refused; Statements::close_session() gives up what it holds.
  void close() { closed_ = true; }
  bool is_closed() const { return closed_; }

  std::atomic<int64_t> last_used_ns{0};  // steady clock
  int64_t created_wall_ms() const { return started_ns_ / ns_per_ms; }

 private:
  sql::SessionContext& own_context() const;
  void refresh_context() const;

  const uint64_t id_;
  const SessionStart start_;
  engine::Engine& engine_;
  std::atomic<bool> closed_{false};
  std::atomic<bool> abort_asked_{false};

  mutable std::mutex mutex_;  // guards what follows
  SessionNames names_;
  std::shared_ptr<const sql::ParameterValues> parameters_;
  const int64_t started_ns_;  // wall clock
  // Everything but what belongs to one statement. Made when it is first needed: statements that
  // wait in the queue have thousands of sessions.
  mutable std::unique_ptr<sql::SessionContext> context_;
  bool autocommit_ = true;
  std::optional<std::string> secondary_roles_;
  std::vector<std::string> query_ids_;
  std::string transaction_id_, transaction_name_, last_transaction_;
  std::string aborted_transaction_, lost_transaction_;

  std::mutex engine_mutex_;  // guards the pointer, not the engine session's work
  std::unique_ptr<engine::EngineSession> engine_session_;
  catalog::TemporaryObjects temporary_;
};

}  // namespace mockhaus::service
