#include "service/service.h"

#include "catalog/account.h"
#include "service/auth/errors.h"

namespace mockhaus::service {

Service::Service(engine::Engine& engine, catalog::Account& account, const Users& users,
                 Executor& executor, ServiceOptions options, HttpClient& client,
                 const Clock& clock, const Log& log, Metrics& metrics)
    : engine_(engine), account_(account), users_(users), options_(std::move(options)),
      clock_(clock), log_(log), metrics_(metrics),
      event_seats_(options_.event_streams_max, options_.event_streams_per_user),
      oauth_(options_.oauth, client, clock),
      authenticator_(users, options_.auth, oauth_.is_on() ? &oauth_ : nullptr, clock, timer_,
                     metrics),
      rate_of_addresses_(options_.requests_per_second_per_address),
      rate_of_users_(options_.requests_per_second_per_user),
      sessions_(engine, clock, metrics,
                {.sessions_max = options_.sessions_max,
                 .sessions_per_user = options_.sessions_per_user,
                 .idle_seconds = options_.session_idle_seconds,
                 .is_busy = [this](const Session& one) { return statements_.is_busy(one); }},
                [this](std::shared_ptr<Session> session) { statements_.close_session(session); }),
      statements_(executor, options_.limits, clock, timer_, log, metrics) {
  sweep_later();
}

// Sessions end without anybody asking.
void Service::sweep_later() {
  constexpr int64_t seconds_max = 60;
  const int64_t seconds = std::clamp<int64_t>(options_.session_idle_seconds / 4, 1, seconds_max);
  timer_.after(seconds * ns_per_second, [this] {
    sessions_.sweep();
    sweep_later();
  });
}

Service::~Service() {
  statements_.drain(0);
  timer_.stop();  // its calls use the parts that are destroyed before it
}

Service::Readiness Service::readiness() {
  if (!ready_) return Readiness::stopping;
  if (engine_.is_ready()) return Readiness::ready;
  if (reopening_.exchange(true)) return Readiness::reopening;
  const auto reopen = [this] {
    if (const Result<Done> opened = engine_.make_ready(); !opened) {
      log_.error("reopen", {{"message", opened.error().message}});
    }
    reopening_ = false;
  };
  if (!statements_.run(reopen)) reopening_ = false;
  return Readiness::reopening;
}

void Service::keep_in(Journal& journal) {
  std::vector<SavedStatement> earlier = journal.load();
  statements_.keep_in(journal);
  for (SavedStatement& saved : earlier) {
    std::shared_ptr<Session> session = sessions_.open_for_request(std::move(saved.session));
    statements_.restore(std::move(session), std::move(saved));
  }
}

static bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

Result<SessionStart> Service::prepare(const UserRecord& user, const Wishes& wishes) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  SessionStart start;
  start.account = account_.name();
  start.user = user.name;
  start.available_roles = users_.roles_of(user.name);
  if (!user.restricted_role.empty()) {
    if (!contains(start.available_roles, user.restricted_role)) {
      return errors::role_not_granted(user.restricted_role, user.name);
    }
    start.available_roles = users_.roles_within(user.restricted_role);
  }
  start.parameters = commands::initial_parameters(account_, user.name);
  SessionNames& names = start.names;
  std::string usual_role = user.restricted_role;
  if (usual_role.empty()) usual_role = user.default_role.empty() ? "PUBLIC" : user.default_role;
  names.role = wishes.role.value_or(usual_role);
  if (!contains(start.available_roles, names.role)) {
    return errors::role_not_granted(names.role, user.name);
  }
  // Names that do not exist leave the session without; only statements that need them fail.
  const std::string warehouse = wishes.warehouse.value_or(user.default_warehouse);
  if (snapshot->find_warehouse(warehouse) != nullptr) names.warehouse = warehouse;
  const std::string database = wishes.database.value_or(user.default_database);
  if (snapshot->find_database(database) == nullptr) return start;
  names.database = database;
  const bool own_database = database == user.default_database;
  const std::string usual = own_database ? user.default_schema : std::string();
  const std::string schema = wishes.schema.value_or(usual.empty() ? "PUBLIC" : usual);
  if (snapshot->find_schema(database, schema) != nullptr) names.schema = schema;
  return start;
}

std::shared_ptr<Statement> Service::find_statement(std::string_view user,
                                                   std::string_view id) const {
  std::shared_ptr<Statement> statement = statements_.find(id);
  if (statement == nullptr || statement->session->user() != user) return nullptr;
  return statement;
}

std::shared_ptr<Statement> Service::find_statement(const Oversight& oversight,
                                                   std::string_view id) const {
  std::shared_ptr<Statement> statement = statements_.find(id);
  return statement != nullptr && oversight.covers(*statement) ? statement : nullptr;
}

bool Service::end_session(const Session& asking, uint64_t id) {
  const std::shared_ptr<Session> session = sessions_.find_by_id(id);
  if (session == nullptr) return false;
  if (!oversight(asking.user(), asking.names().role, Right::end).covers(*session)) return false;
  sessions_.close_by_id(id);
  // The statement that asks answers; its session ends after it.
  if (session.get() != &asking) statements_.close_session(session);
  return true;
}

bool Service::is_account_admin(const Session& asking) const {
  return contains(users_.roles_within(asking.names().role), "ACCOUNTADMIN");
}

bool Service::abort_transaction(const Session& asking, std::string_view id) {
  const bool all = is_account_admin(asking);
  for (const std::shared_ptr<Session>& session : sessions_.all()) {
    if (!all && session->user() != asking.user()) continue;
    if (!session->abort_transaction(id)) continue;
    statements_.end_aborted(session);
    return true;
  }
  return false;
}

std::optional<std::vector<commands::OpenTransaction>> Service::open_transactions(
    const Session& asking, bool all) const {
  if (all && !is_account_admin(asking)) return std::nullopt;
  std::vector<commands::OpenTransaction> open;
  for (const std::shared_ptr<Session>& session : sessions_.all()) {
    if (!all && session->user() != asking.user()) continue;
    commands::OpenTransaction one = session->open_transaction();
    if (!one.id.empty()) open.push_back(std::move(one));
  }
  std::ranges::sort(open, {}, &commands::OpenTransaction::id);
  return open;
}

Oversight Service::oversight(std::string user, std::string_view role, Right right) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  return Oversight(*snapshot, std::move(user), users_.roles_within(role), right);
}

}  // namespace mockhaus::service
