#include "service/statement/statements.h"

#include <chrono>
#include <thread>

#include "base/uuid.h"
#include "commands/statement_type.h"
#include "service/statement/errors.h"
#include "service/statement/urgent.h"

namespace mockhaus::service {

// Answers are written on the workers too, and must not wait for statements.
constexpr size_t answering_threads = 2;

static std::string request_key(const Session& session, Door door, std::string_view request_id) {
  const std::string owner =
      door == Door::driver ? std::to_string(session.id()) : "u" + session.user();
  return owner + "/" + std::string(request_id);
}

Statements::Statements(Executor& executor, StatementLimits limits, const Clock& clock, Timer& timer,
                       const Log& log, Metrics& metrics)
    : executor_(executor),
      limits_(limits),
      clock_(clock),
      timer_(timer),
      log_(log),
      metrics_(metrics),
      workers_(limits.running_max + answering_threads, limits.queued_max) {}

Statements::~Statements() {
  drain(0);
}

Result<Statements::Submitted> Statements::submit(std::shared_ptr<Session> session,
                                                 StatementRequest request, bool attach) {
  const Session* key = session.get();
  std::shared_ptr<Statement> statement;
  {
    const std::lock_guard lock(mutex_);
    const std::string& request_id = request.request_id;
    if (attach && !request_id.empty()) {
      const auto found = by_request_.find(request_key(*session, request.door, request_id));
      if (found != by_request_.end()) {
        if (auto first = found->second.lock()) return Submitted{std::move(first), true};
      }
    }
    if (draining_ || active_ >= limits_.queued_max) return errors::queue_full();
    statement =
        std::make_shared<Statement>(random_statement_id(), std::move(session), std::move(request),
                                    clock_.wall_ns(), clock_.steady_ns());
    by_id_.emplace(statement->id, statement);
    if (!statement->request.request_id.empty()) {
      by_request_[request_key(*key, statement->request.door, statement->request.request_id)] =
          statement;
    }
    metrics_.statements_queued = static_cast<int64_t>(++active_);
  }
  save_begin(*statement);  // before its first effect, and before anyone may start it
  {
    const std::lock_guard lock(mutex_);
    const auto [waiting, is_first] = busy_.try_emplace(key);
    if (!is_first) {
      waiting->second.push_back(statement);
      return Submitted{std::move(statement), false};
    }
  }
  schedule(statement);
  return Submitted{std::move(statement), false};
}

// Ends a statement that has not begun. It stays in its place in the queue, which passes over it.
bool Statements::end_queued(const std::shared_ptr<Statement>& statement, const Error& why) {
  StatementOutcome outcome;
  outcome.error = why;
  outcome.names = statement->session->names();
  outcome.parameters = statement->session->parameters();
  const std::optional<StatementState> state = statement->settle_queued(outcome);
  if (!state) return false;
  statement->ended_wall_ms = clock_.wall_ms();
  enter_history(statement, outcome, *state);
  statement->finish(std::move(outcome));
  return true;
}

void Statements::schedule(const std::shared_ptr<Statement>& statement) {
  if (is_urgent(statement->request.text) &&
      workers_.run([this, statement] { run_statement(statement); })) {
    return;
  }
  arm_queued_timeout(statement);
  {
    const std::lock_guard lock(mutex_);
    queue_.push(statement);
  }
  if (statement->is_done()) withdraw(statement);  // it was stopped before it was in the queue
  fill_places();
}

// Gives free places to those who wait.
void Statements::fill_places() {
  const size_t spare = limits_.running_max / 10;
  const size_t of_user =
      limits_.running_max_of_user > 0 ? limits_.running_max_of_user : limits_.running_max - spare;
  const auto may_run = [&](const std::string& user) {
    const auto taken = places_of_user_.find(user);
    return taken == places_of_user_.end() || taken->second < of_user;
  };
  while (true) {
    std::shared_ptr<Statement> next;
    {
      const std::lock_guard lock(mutex_);
      if (places_taken_ >= limits_.running_max) return;
      next = queue_.pop(may_run);
      if (next == nullptr) return;
      ++places_taken_;
      ++places_of_user_[next->session->user()];
      next->has_place = true;
    }
    if (workers_.run([this, next] { run_statement(next); })) continue;
    end_queued(next, errors::queue_full());
    ended(next);
  }
}

// With the lock.
void Statements::leave_place(const Statement& statement) {
  if (!statement.has_place) return;
  --places_taken_;
  const auto taken = places_of_user_.find(statement.session->user());
  if (--taken->second == 0) places_of_user_.erase(taken);
}

// Files a statement that was stopped while it waited in the queue.
void Statements::withdraw(const std::shared_ptr<Statement>& statement) {
  {
    const std::lock_guard lock(mutex_);
    if (!queue_.remove(*statement)) return;
  }
  ended(statement);
}

size_t Statements::queue_position(const Statement& statement) const {
  const std::lock_guard lock(mutex_);
  return statement.state() == StatementState::queued ? queue_.position(statement) : 0;
}

void Statements::run_statement(const std::shared_ptr<Statement>& statement) {
  if (statement->session->is_closed()) end_queued(statement, errors::canceled());
  if (statement->begin()) {
    statement->started_wall_ms = clock_.wall_ms();
    ++metrics_.statements_running;
    arm_timeout(statement);
    StatementOutcome outcome =
        executor_.run(*statement, [this](const std::shared_ptr<Statement>& child) { add(child); });
    --metrics_.statements_running;
    statement->ended_wall_ms = clock_.wall_ms();
    statement->session->add_query(statement->id);
    for (const auto& child : outcome.children) record(*child, child->outcome(), child->state());
    const StatementState state = statement->settle(outcome);
    save_end(*statement, outcome, state);
    enter_history(statement, outcome, state);
    statement->finish(std::move(outcome));
  }
  end_queued(statement, errors::canceled());  // one that was stopped before it could begin
  ended(statement);
}

void Statements::add(const std::shared_ptr<Statement>& statement) {
  const std::lock_guard lock(mutex_);
  by_id_.emplace(statement->id, statement);
}

void Statements::close_session(const std::shared_ptr<Session>& session) {
  cancel_all(*session);
  {
    const std::lock_guard lock(mutex_);
    if (busy_.contains(session.get())) return;  // ended() does it
  }
  const auto end = [this, session] { executor_.end_session(*session, nullptr); };
  if (!workers_.run(end)) end();
}

void Statements::end_aborted(const std::shared_ptr<Session>& session) {
  cancel_all(*session);
  {
    const std::lock_guard lock(mutex_);
    if (!busy_.try_emplace(session.get()).second) return;  // file() does it
  }
  const auto end = [this, session] {
    executor_.roll_back_aborted(*session);
    std::shared_ptr<Statement> next;
    {
      const std::lock_guard lock(mutex_);
      next = free_session(*session);
    }
    run_next(std::move(next));
  };
  if (!workers_.run(end)) end();
}

void Statements::ended(const std::shared_ptr<Statement>& statement) {
  run_next(file(statement));
}

// The next statement of a session that has become free; null: it has none. Those that were stopped
// while they waited behind another follow in a loop.
void Statements::run_next(std::shared_ptr<Statement> next) {
  while (next && next->is_done()) next = file(next);
  next ? schedule(next) : fill_places();
}

// With the lock: the session's next statement; null: it has none and is free.
std::shared_ptr<Statement> Statements::free_session(const Session& session) {
  const auto waiting = busy_.find(&session);
  if (waiting->second.empty()) {
    busy_.erase(waiting);
    return nullptr;
  }
  std::shared_ptr<Statement> next = std::move(waiting->second.front());
  waiting->second.pop_front();
  return next;
}

// Frees the session for its next statement, which is returned, and files this one.
std::shared_ptr<Statement> Statements::file(const std::shared_ptr<Statement>& statement) {
  timer_.cancel(statement->timeout_ticket);
  if (journal_ != nullptr && statement->begun_segment != 0 && statement->ended_segment == 0) {
    journal_->ended(*statement, statement->outcome(), statement->state());
  }
  const std::shared_ptr<Session>& session = statement->session;
  if (statement->request.door == Door::sql_api || session->is_closed()) {
    executor_.end_session(*session, statement.get());
    session->drop_context();
  } else if (session->abort_is_asked()) {
    executor_.roll_back_aborted(*session);
  }
  std::shared_ptr<Statement> next;
  {
    const std::lock_guard lock(mutex_);
    metrics_.statements_queued = static_cast<int64_t>(--active_);
    leave_place(*statement);
    next = free_session(*session);
    evict(clock_.steady_ns());
  }
  return next;
}

void Statements::count(const Statement& statement, const StatementOutcome& outcome,
                       StatementState state) {
  const bool from_driver = statement.request.door == Door::driver;
  metrics_.statements.add("door=\"" + std::string(from_driver ? "driver" : "sql_api") +
                          "\",state=\"" + std::string(name_of(state)) + "\",type=\"" +
                          std::string(commands::name_of_type(outcome.statement_type_id)) + "\"");
  if (outcome.error) metrics_.errors.add("code=\"" + outcome.error->code + "\"");
  metrics_.statement_seconds.add((clock_.steady_ns() - statement.submitted_ns) / 1000);
  metrics_.result_rows += outcome.result_rows;
  metrics_.result_bytes += outcome.result_bytes;
}

void Statements::enter_history(const std::shared_ptr<Statement>& statement,
                               const StatementOutcome& outcome, StatementState state) {
  record(*statement, outcome, state);
  const std::lock_guard lock(mutex_);
  keep(statement, outcome);
}

void Statements::record(const Statement& statement, const StatementOutcome& outcome,
                        StatementState state) {
  switch (state) {
    case StatementState::succeeded:
      ++metrics_.statements_succeeded;
      break;
    case StatementState::failed:
      ++metrics_.statements_failed;
      break;
    default:
      ++metrics_.statements_canceled;
      break;
  }
  count(statement, outcome, state);
  log_.audit("statement", {{"id", statement.id},
                           {"session", static_cast<int64_t>(statement.session->id())},
                           {"user", statement.session->user()},
                           {"role", statement.names().role},
                           {"address", statement.session->start().address},
                           {"type", commands::name_of_type(outcome.statement_type_id)},
                           {"state", name_of(state)},
                           {"code", outcome.error ? std::string_view(outcome.error->code) : ""}});
  if (!log_.writes(LogLevel::info)) return;
  log_.info("statement", {{"id", statement.id},
                          {"session", static_cast<int64_t>(statement.session->id())},
                          {"user", statement.session->user()},
                          {"door", statement.request.door == Door::driver ? "driver" : "sql_api"},
                          {"request_id", statement.request.request_id},
                          {"address", statement.session->start().address},
                          {"state", name_of(state)},
                          {"code", outcome.error ? std::string_view(outcome.error->code) : ""},
                          {"type", outcome.statement_type_id},
                          {"ms", statement.ended_wall_ms - statement.submitted_wall_ms},
                          {"rows", outcome.result_rows}});
}

// With the lock.
void Statements::keep(const std::shared_ptr<Statement>& statement,
                      const StatementOutcome& outcome) {
  finished_.push_back(statement);
  for (const auto& child : outcome.children) kept_bytes_ += child->outcome().result_bytes;
  kept_bytes_ += outcome.result_bytes;
  kept_text_bytes_ += static_cast<int64_t>(statement->request.text.size());
}

// Clients of the SQL API come back with a handle or a request id; those of drivers only with the
// id of a query that they did not wait for.
static bool is_kept_for_later(const Statement& statement) {
  const StatementRequest& request = statement.request;
  return !request.describe_only && (request.door != Door::driver || request.asynchronous);
}

void Statements::save_begin(Statement& statement) {
  const StatementRequest& request = statement.request;
  if (journal_ == nullptr || !is_kept_for_later(statement)) return;
  // Nobody knows of another one before it ends.
  if (request.asynchronous || !request.request_id.empty()) journal_->begun(statement);
}

void Statements::save_end(Statement& statement, const StatementOutcome& outcome,
                          StatementState state) {
  if (journal_ == nullptr || !is_kept_for_later(statement)) return;
  for (const auto& child : outcome.children) {
    journal_->ended(*child, child->outcome(), child->state());
  }
  journal_->ended(statement, outcome, state);
}

void Statements::restore(std::shared_ptr<Session> session, SavedStatement saved) {
  const int64_t age_ns = clock_.wall_ns() - saved.submitted_wall_ms * ns_per_ms;
  const auto statement =
      std::make_shared<Statement>(std::move(saved.id), std::move(session), std::move(saved.request),
                                  saved.submitted_wall_ms * ns_per_ms, clock_.steady_ns() - age_ns);
  statement->started_wall_ms = saved.started_wall_ms;
  statement->ended_wall_ms = saved.ended_wall_ms;
  statement->begun_segment = saved.begun_segment;
  statement->ended_segment = saved.ended_segment;
  const std::lock_guard lock(mutex_);
  std::erase_if(saved.children, [this](const std::string& id) { return !by_id_.contains(id); });
  for (const std::string& id : saved.children) {
    const std::shared_ptr<Statement>& child = by_id_[id];
    std::erase(finished_, child);
    kept_bytes_ -= child->outcome().result_bytes;
    saved.outcome.children.push_back(child);
  }
  if (saved.state > StatementState::failed) {
    statement->request_stop(saved.state, *saved.outcome.error);
  }
  statement->finish(std::move(saved.outcome));
  by_id_.emplace(statement->id, statement);
  if (!statement->request.request_id.empty()) {
    by_request_[request_key(*statement->session, statement->request.door,
                            statement->request.request_id)] = statement;
  }
  keep(statement, statement->outcome());
  evict(clock_.steady_ns());
}

void Statements::evict(int64_t now_ns) {
  while (finished_.size() > 1) {
    const Statement& oldest = *finished_.front();
    if (!oldest.is_done()) return;  // it is about to be
    const bool too_old = now_ns - oldest.submitted_ns > limits_.retention_seconds * ns_per_second;
    const bool too_many = finished_.size() > limits_.kept_max;
    const bool too_large =
        kept_bytes_ > limits_.kept_bytes_max || kept_text_bytes_ > limits_.kept_text_bytes_max;
    if (!too_old && !too_many && !too_large) return;
    forget(oldest);
    finished_.pop_front();
  }
}

void Statements::forget(const Statement& statement) {
  const auto leave = [this](const Statement& one) {
    kept_bytes_ -= one.outcome().result_bytes;
    if (journal_ != nullptr) journal_->forget(one);
    by_id_.erase(one.id);
  };
  for (const auto& child : statement.outcome().children) leave(*child);
  if (!statement.request.request_id.empty()) {
    const auto found = by_request_.find(
        request_key(*statement.session, statement.request.door, statement.request.request_id));
    if (found != by_request_.end() && found->second.lock().get() == &statement) {
      by_request_.erase(found);
    }
  }
  kept_text_bytes_ -= static_cast<int64_t>(statement.request.text.size());
  leave(statement);
}

std::shared_ptr<Statement> Statements::find(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : found->second;
}

std::shared_ptr<Statement> Statements::find_request(const Session& session, Door door,
                                                    std::string_view request_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = by_request_.find(request_key(session, door, request_id));
  return found == by_request_.end() ? nullptr : found->second.lock();
}

void Statements::wait(const std::shared_ptr<Statement>& statement, int64_t wait_ns,
                      std::function<void(bool)> call) {
  if (statement->is_done()) return call(true);
  struct Once {
    std::atomic<bool> called{false};
    std::function<void(bool)> call;
    Timer::Ticket ticket;
  };
  auto once = std::make_shared<Once>();
  once->call = std::move(call);
  const auto fire = [once](bool done) {
    if (!once->called.exchange(true)) std::exchange(once->call, nullptr)(done);
  };
  once->ticket = timer_.after(wait_ns, [this, fire, statement] {
    // Its handle goes to a client who will ask for it, perhaps after a restart.
    const bool saves = journal_ != nullptr && is_kept_for_later(*statement);
    if (saves && !statement->is_done()) journal_->begun(*statement);
    fire(false);
  });
  statement->on_done([this, once, fire] {
    timer_.cancel(once->ticket);
    fire(true);
  });
}

std::vector<std::shared_ptr<Statement>> Statements::history(size_t rows_max) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Statement>> rows;
  for (auto at = finished_.rbegin(); at != finished_.rend() && rows.size() < rows_max; ++at) {
    if ((*at)->is_done()) rows.push_back(*at);
  }
  return rows;
}

std::vector<std::shared_ptr<Statement>> Statements::open() const {
  std::vector<std::shared_ptr<Statement>> rows;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, statement] : by_id_) {
      if (!statement->is_done()) rows.push_back(statement);
    }
  }
  std::ranges::sort(rows, std::greater(), [](const auto& one) { return one->submitted_ns; });
  return rows;
}

void Statements::drain(int64_t grace_ns) {
  {
    const std::lock_guard lock(mutex_);
    draining_ = true;
  }
  const auto pause = std::chrono::milliseconds(10);
  const int64_t end = clock_.steady_ns() + grace_ns;
  while (active_ > 0 && clock_.steady_ns() < end && !hurry_) std::this_thread::sleep_for(pause);
  std::vector<std::shared_ptr<Statement>> open;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, statement] : by_id_) {
      if (!statement->is_done()) open.push_back(statement);
    }
  }
  for (const auto& statement : open) cancel(statement);
  // A statement that cannot be interrupted must not keep the server for ever.
  const int64_t give_up = clock_.steady_ns() + 10 * ns_per_second;
  while (active_ > 0 && clock_.steady_ns() < give_up) std::this_thread::sleep_for(pause);
}

}  // namespace mockhaus::service
