#include "service/session/sessions.h"

#include <algorithm>

#include "base/uuid.h"
#include "credentials/password_hash.h"
#include "service/auth/errors.h"

namespace mockhaus::service {

constexpr size_t token_bytes = 32;
constexpr int64_t sweep_interval_ns = 60 * ns_per_second;

Sessions::Sessions(engine::Engine& engine, const Clock& clock, Metrics& metrics, Options options,
                   OnExpired on_expired)
    : engine_(engine), clock_(clock), metrics_(metrics), options_(std::move(options)),
      on_expired_(std::move(on_expired)),
      // Ids differ between runs of the server, and fit the integers of every driver.
      next_id_(static_cast<uint64_t>(clock.wall_ms()) << 10) {}

std::string Sessions::add_token(const std::shared_ptr<Session>& session, bool is_master,
                                int64_t now) {
  std::string text = random_token(token_bytes);
  Token token{session, is_master};
  token.expires_ns =
      now + (is_master ? master_token_seconds : session_token_seconds) * ns_per_second;
  token.forgotten_ns = now + (master_token_seconds + session_token_seconds) * ns_per_second;
  tokens_.emplace(credentials::fingerprint_of_secret(text), std::move(token));
  return text;
}

// With the lock: takes the session in, unless there are too many.
Result<Done> Sessions::admit(const std::shared_ptr<Session>& session) {
  if (sessions_.size() >= options_.sessions_max) return errors::too_many_requests();
  const auto same_user = [&](const auto& item) { return item.second->user() == session->user(); };
  const size_t of_user_max = options_.sessions_per_user;
  if (sessions_.size() >= of_user_max &&
      static_cast<size_t>(std::ranges::count_if(sessions_, same_user)) >= of_user_max) {
    return errors::too_many_requests();
  }
  session->last_used_ns = clock_.steady_ns();
  ++metrics_.sessions_opened;
  sessions_.emplace(session->id(), session);
  metrics_.sessions_open = static_cast<int64_t>(sessions_.size());
  return Done{};
}

Result<OpenedSession> Sessions::open(SessionStart start) {
  const int64_t now = clock_.steady_ns();
  std::shared_ptr<Session> session = open_for_request(std::move(start));
  if (now >= next_sweep_ns_ || metrics_.sessions_open >=
                                   static_cast<int64_t>(options_.sessions_max)) {
    sweep();
  }
  const std::lock_guard lock(mutex_);
  TRY(admit(session));
  std::string token = add_token(session, false, now);
  return OpenedSession{session, std::move(token), add_token(session, true, now)};
}

Result<std::shared_ptr<Session>> Sessions::open_without_token(SessionStart start) {
  std::shared_ptr<Session> session = open_for_request(std::move(start));
  const std::lock_guard lock(mutex_);
  TRY(admit(session));
  return session;
}

std::shared_ptr<Session> Sessions::open_for_request(SessionStart start) {
  return std::make_shared<Session>(next_id_++, std::move(start), engine_, clock_);
}

Result<std::shared_ptr<Session>> Sessions::find(std::string_view session_token) {
  const std::string key = credentials::fingerprint_of_secret(session_token);
  const int64_t now = clock_.steady_ns();
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(key);
  if (found == tokens_.end() || found->second.is_master) return errors::session_gone();
  const Token& token = found->second;
  if (token.session->is_closed()) return errors::session_closed();
  if (now >= token.expires_ns) return errors::session_expired();
  token.session->last_used_ns = now;
  return token.session;
}

Result<OpenedSession> Sessions::renew(std::string_view master_token) {
  const std::string key = credentials::fingerprint_of_secret(master_token);
  const int64_t now = clock_.steady_ns();
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(key);
  if (found == tokens_.end() || !found->second.is_master) return errors::master_invalid();
  const std::shared_ptr<Session> session = found->second.session;
  if (session->is_closed()) return errors::session_closed();
  if (now >= found->second.expires_ns) return errors::master_expired();
  session->last_used_ns = now;
  // The master token in use goes on for as long as the new one, so that a client whose answer got
  // lost can ask again.
  found->second.expires_ns = now + master_token_seconds * ns_per_second;
  return OpenedSession{session, add_token(session, false, now), add_token(session, true, now)};
}

Result<std::shared_ptr<Session>> Sessions::close(std::string_view session_token) {
  const std::string key = credentials::fingerprint_of_secret(session_token);
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(key);
  if (found == tokens_.end()) return errors::session_gone();
  std::shared_ptr<Session> session = found->second.session;
  if (session->is_closed()) return errors::session_closed();
  forget(*session);
  return session;
}

// With the lock.
void Sessions::forget(const Session& session) {
  const auto found = sessions_.find(session.id());
  if (found == sessions_.end()) return;
  found->second->close();
  sessions_.erase(found);
  metrics_.sessions_open = static_cast<int64_t>(sessions_.size());
}

std::shared_ptr<Session> Sessions::close_by_id(uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return nullptr;
  std::shared_ptr<Session> session = found->second;
  forget(*session);
  return session;
}

std::shared_ptr<Session> Sessions::use(uint64_t id) {
  std::shared_ptr<Session> session = find_by_id(id);
  if (session != nullptr) session->last_used_ns = clock_.steady_ns();
  return session;
}

std::shared_ptr<Session> Sessions::find_by_id(uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? nullptr : found->second;
}

bool Sessions::has_token(std::string_view session_token) const {
  const std::string key = credentials::fingerprint_of_secret(session_token);
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(key);
  return found != tokens_.end() && !found->second.session->is_closed();
}

std::vector<std::shared_ptr<Session>> Sessions::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Session>> sessions;
  for (const auto& [id, session] : sessions_) sessions.push_back(session);
  return sessions;
}

void Sessions::sweep() {
  std::vector<std::shared_ptr<Session>> expired;
  {
    const std::lock_guard lock(mutex_);
    expired = end_expired(clock_.steady_ns());
  }
  for (std::shared_ptr<Session>& session : expired) on_expired_(std::move(session));
}

// With the lock. Ends sessions whose master tokens have all expired and those that were not used
// for long, and forgets old tokens.
std::vector<std::shared_ptr<Session>> Sessions::end_expired(int64_t now) {
  std::vector<std::shared_ptr<Session>> expired;
  next_sweep_ns_ = now + sweep_interval_ns;
  std::unordered_map<uint64_t, int64_t> alive_until;
  for (const auto& [key, token] : tokens_) {
    int64_t& until = alive_until[token.session->id()];
    if (token.is_master) until = std::max(until, token.expires_ns);
  }
  const auto is_over = [&](const std::shared_ptr<Session>& session) {
    const auto until = alive_until.find(session->id());
    if (until != alive_until.end() && now >= until->second) return true;
    if (now - session->last_used_ns < options_.idle_seconds * ns_per_second) return false;
    return options_.is_busy == nullptr || !options_.is_busy(*session);
  };
  std::erase_if(sessions_, [&](const auto& item) {
    if (!is_over(item.second)) return false;
    item.second->close();
    expired.push_back(item.second);
    return true;
  });
  std::erase_if(tokens_, [&](const auto& item) {
    const Token& token = item.second;
    return now >= token.forgotten_ns || (token.session->is_closed() && now >= token.expires_ns);
  });
  metrics_.sessions_open = static_cast<int64_t>(sessions_.size());
  return expired;
}

}  // namespace mockhaus::service
