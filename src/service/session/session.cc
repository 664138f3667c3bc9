#include "service/session/session.h"

#include <utility>

#include "base/uuid.h"

namespace mockhaus::service {

constexpr size_t query_ids_kept = 1000;  // LAST_QUERY_ID(n) looks no further back

Session::Session(uint64_t id, SessionStart start, engine::Engine& engine, const Clock& clock)
    : id_(id),
      start_(std::move(start)),
      engine_(engine),
      names_(start_.names),
      parameters_(std::make_shared<sql::ParameterValues>(start_.parameters)),
      started_ns_(clock.wall_ns()) {
  autocommit_ = sql::is_on(*parameters_, "AUTOCOMMIT");
}

// With the lock.
sql::SessionContext& Session::own_context() const {
  if (context_ != nullptr) return *context_;
  context_ = std::make_unique<sql::SessionContext>();
  context_->account = start_.account;
  context_->user = start_.user;
  context_->available_roles = start_.available_roles;
  context_->session_id = id_;
  context_->session_started = started_ns_;
  context_->client_version = start_.client_version;
  context_->server_version = server_version;
  context_->ip_address = start_.address;
  refresh_context();
  return *context_;
}

void Session::refresh_context() const {
  context_->role = names_.role;
  context_->warehouse = names_.warehouse;
  context_->database = names_.database;
  context_->schema = names_.schema;
  context_->secondary_roles = secondary_roles_;
  sql::apply_parameters(*parameters_, *context_);
}

SessionNames Session::names() const {
  const std::lock_guard lock(mutex_);
  return names_;
}

std::shared_ptr<const sql::ParameterValues> Session::parameters() const {
  const std::lock_guard lock(mutex_);
  return parameters_;
}

bool Session::autocommit() const {
  const std::lock_guard lock(mutex_);
  return autocommit_;
}

sql::SessionContext Session::context(const sql::ParameterValues& statement_parameters) const {
  const std::lock_guard lock(mutex_);
  sql::SessionContext context = own_context();
  if (!statement_parameters.empty()) {
    sql::ParameterValues all = statement_parameters;
    all.insert(parameters_->begin(), parameters_->end());  // keeps what is there already
    sql::apply_parameters(all, context);
  }
  if (!query_ids_.empty()) context.last_query_id = query_ids_.back();
  return context;
}

void Session::drop_context() {
  const std::lock_guard lock(mutex_);
  context_.reset();
}

static void set_name(std::string& name, const std::optional<std::string>& change) {
  if (change) name = *change;
}

void Session::apply(const commands::SessionChange& change) {
  const std::lock_guard lock(mutex_);
  set_name(names_.database, change.database);
  set_name(names_.schema, change.schema);
  set_name(names_.role, change.role);
  set_name(names_.warehouse, change.warehouse);
  if (!change.parameters.empty()) {
    auto next = std::make_shared<sql::ParameterValues>(*parameters_);
    for (const auto& [name, value] : change.parameters) {
      if (value) (*next)[name] = *value;
      if (!value) next->erase(name);
    }
    parameters_ = std::move(next);
    autocommit_ = sql::is_on(*parameters_, "AUTOCOMMIT");
  }
  sql::SessionContext& context = own_context();
  for (const auto& [name, value] : change.variables) {
    if (value) context.variables[name] = *value;
    if (!value) context.variables.erase(name);
  }
  if (change.autocommit) autocommit_ = *change.autocommit;
  if (change.secondary_roles) secondary_roles_ = change.secondary_roles;
  if (transaction_id_.empty()) transaction_name_ = change.transaction_name;
  refresh_context();
}

std::string Session::transaction_id(bool open, int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  if (!open && !transaction_id_.empty()) {
    last_transaction_ = std::exchange(transaction_id_, std::string());
    transaction_name_.clear();
  }
  if (open && transaction_id_.empty()) transaction_id_ = std::to_string(now_ns);
  if (open && transaction_name_.empty()) transaction_name_ = random_uuid();
  return transaction_id_;
}

commands::OpenTransaction Session::open_transaction() const {
  const std::lock_guard lock(mutex_);
  return {transaction_id_, transaction_name_, start_.user, id_};
}

std::string Session::transaction_id() const {
  const std::lock_guard lock(mutex_);
  return transaction_id_;
}

std::string Session::last_transaction() const {
  const std::lock_guard lock(mutex_);
  return last_transaction_;
}

void Session::note_transaction(int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  last_transaction_ = std::to_string(now_ns);
}

bool Session::abort_transaction(std::string_view id) {
  const std::lock_guard lock(mutex_);
  if (id.empty() || transaction_id_ != id) return false;
  aborted_transaction_ = id;
  abort_asked_ = true;
  return true;
}

bool Session::take_abort(bool open) {
  const std::lock_guard lock(mutex_);
  if (!abort_asked_.exchange(false) || !open || transaction_id_ != aborted_transaction_) {
    return false;
  }
  lost_transaction_ = transaction_id_;
  return true;
}

std::string Session::take_lost_transaction() {
  const std::lock_guard lock(mutex_);
  return std::exchange(lost_transaction_, std::string());
}

void Session::add_query(const std::string& statement_id) {
  const std::lock_guard lock(mutex_);
  if (query_ids_.size() >= query_ids_kept) query_ids_.erase(query_ids_.begin());
  query_ids_.push_back(statement_id);
}

std::vector<std::string> Session::query_ids() const {
  const std::lock_guard lock(mutex_);
  return query_ids_;
}

Result<engine::EngineSession*> Session::engine_session() {
  const std::lock_guard lock(engine_mutex_);
  if (engine_session_ == nullptr) engine_session_ = TRY(engine_.open_session());
  return engine_session_.get();
}

bool Session::has_engine_session() {
  const std::lock_guard lock(engine_mutex_);
  return engine_session_ != nullptr;
}

std::unique_ptr<engine::EngineSession> Session::take_engine_session() {
  const std::lock_guard lock(engine_mutex_);
  return std::move(engine_session_);
}

void Session::give_engine_session(std::unique_ptr<engine::EngineSession> engine_session) {
  const std::lock_guard lock(engine_mutex_);
  engine_session_ = std::move(engine_session);
}

void Session::interrupt() {
  const std::lock_guard lock(engine_mutex_);
  if (engine_session_ != nullptr) engine_session_->interrupt();
}

double Session::progress() {
  const std::lock_guard lock(engine_mutex_);
  return engine_session_ != nullptr ? engine_session_->progress() : -1;
}

}  // namespace mockhaus::service
