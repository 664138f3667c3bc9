// The server at work, the same for every door: who may come in, sessions, statements.
//
// Built by app/wiring.cc over an engine and an account, which must outlive it. Thread-safe.
#pragma once

#include "service/auth/authenticator.h"
#include "service/rate_limit.h"
#include "service/seats.h"
#include "service/session/oversight.h"
#include "service/session/sessions.h"
#include "service/statement/statements.h"

namespace mockhaus::catalog {
class Account;
}
namespace mockhaus::storage {
class StageFiles;
}

namespace mockhaus::service {

struct ServiceOptions {
  AuthenticatorOptions auth;
  OAuthOptions oauth;
  StatementLimits limits;
  size_t sessions_max = 10'000;
  size_t sessions_per_user = 1000;
  int64_t session_idle_seconds = master_token_seconds;
  size_t event_streams_max = 1000;  // a look at each of them every fifth of a second
  size_t event_streams_per_user = 100;
  int64_t requests_per_second_per_address = 0;  // 0: no limit
  int64_t requests_per_second_per_user = 0;
  bool sql_api_enabled = true;
  std::string version;  // of the program
  int64_t wait_ns = 45 * ns_per_second;  // how long an answer is held back for its result
};

class Service {
 public:
  Service(engine::Engine& engine, catalog::Account& account, const Users& users,
          Executor& executor, ServiceOptions options, HttpClient& client,
          const Clock& clock, const Log& log, Metrics& metrics);
  ~Service();  // after drain() of the statements, or it cancels them

  // The names that a client asks for when it opens a session; absent: the user's defaults.
  struct Wishes {
    std::optional<std::string> database, schema, role, warehouse;  // as stored
  };
  // What the user's session starts with. 390186: the role is not the user's.
  Result<SessionStart> prepare(const UserRecord& user, const Wishes& wishes) const;

  // This user's own statement, by its id; null for foreign ones too. Rows are the owner's alone.
  std::shared_ptr<Statement> find_statement(std::string_view user, std::string_view id) const;
  // Any statement that may be seen, or ended, with this role.
  std::shared_ptr<Statement> find_statement(const Oversight& oversight, std::string_view id) const;
  Oversight oversight(std::string user, std::string_view role, Right right) const;
  // An open session, with what it runs; false: none of this id is `asking`'s to end.
  bool end_session(const Session& asking, uint64_t id);
  // The open transaction of any session, likewise: of one's own user, or as ACCOUNTADMIN.
  bool abort_transaction(const Session& asking, std::string_view id);
  // Those of `asking`'s user, or all: nullopt for who is not ACCOUNTADMIN.
  std::optional<std::vector<commands::OpenTransaction>> open_transactions(const Session& asking,
                                                                          bool all) const;

  // Where the files of stages are; null: nowhere. Before the first request.
  void keep_files_in(const storage::StageFiles* files) { stage_files_ = files; }
  const storage::StageFiles* stage_files() const { return stage_files_; }

  // Statements outlive the process from now on, and those of earlier ones are known again.
  void keep_in(Journal& journal);

  Authenticator& authenticator() { return authenticator_; }
  // Streams of events that are open (src/http/v1/events.cc).
  Seats& event_seats() { return event_seats_; }
  // Calls later, on a thread that must not be held up; never, when the service ends before.
  void later(int64_t delay_ns, std::function<void()> call) {
    timer_.after(delay_ns, std::move(call));
  }
  RateLimit& rate_of_addresses() { return rate_of_addresses_; }
  RateLimit& rate_of_users() { return rate_of_users_; }
  Sessions& sessions() { return sessions_; }
  Statements& statements() { return statements_; }
  const Statements& statements() const { return statements_; }
  const ServiceOptions& options() const { return options_; }
  const Clock& clock() const { return clock_; }
  const Log& log() const { return log_; }
  Metrics& metrics() { return metrics_; }
  // Whether statements can be run now. An engine that has failed is opened again by being asked.
  enum class Readiness : uint8_t { ready, reopening, stopping };
  Readiness readiness();
  void set_ready(bool ready) { ready_ = ready; }

 private:
  bool is_account_admin(const Session& asking) const;
  void sweep_later();

  engine::Engine& engine_;
  catalog::Account& account_;
  const Users& users_;
  const ServiceOptions options_;
  const Clock& clock_;
  const Log& log_;
  Metrics& metrics_;
  std::atomic<bool> ready_{true};
  std::atomic<bool> reopening_{false};
  Seats event_seats_;
  const storage::StageFiles* stage_files_ = nullptr;
  Timer timer_;
  OAuth oauth_;
  Authenticator authenticator_;
  RateLimit rate_of_addresses_, rate_of_users_;
  Sessions sessions_;
  Statements statements_;
};

}  // namespace mockhaus::service
