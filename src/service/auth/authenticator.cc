#include "service/auth/authenticator.h"

#include <algorithm>

#include "credentials/access_token.h"
#include "credentials/password_hash.h"
#include "service/auth/errors.h"

namespace mockhaus::service {

constexpr size_t password_threads_max = 2;    // 19 MB and one core each while they work
constexpr size_t attempts_waiting_max = 128;  // two seconds of work for both
constexpr size_t verified_tokens_max = 10'000;
constexpr int64_t news_seconds = 3600;

Authenticator::Authenticator(const Users& users, AuthenticatorOptions options, OAuth* provider,
                             const Clock& clock, Timer& timer, Metrics& metrics)
    : users_(users), options_(std::move(options)), provider_(provider), clock_(clock),
      timer_(timer), metrics_(metrics) {}

Authenticator::~Authenticator() {
  std::deque<Attempt> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(attempts_);
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  for (Attempt& attempt : dropped) attempt.answer(errors::too_many_requests());
}

Result<UserRecord> Authenticator::counted(std::string_view method, Result<UserRecord> result) {
  ++(result ? metrics_.logins_accepted : metrics_.logins_refused);
  metrics_.logins.add("method=\"" + std::string(method) + "\",outcome=\"" +
                      (result ? "accepted" : "refused") + "\"");
  if (result) result->proof = method;
  return result;
}

std::optional<UserRecord> Authenticator::find_user(std::string_view login) const {
  std::optional<UserRecord> user = users_.find(login);
  if (user && user->name == options_.forbidden_user) return std::nullopt;
  return user;
}

void Authenticator::check_password(std::string user, std::string password, std::string address,
                                   Answer answer) {
  for (char& c : user) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const bool locked = is_locked(user);
  const std::optional<int64_t> delay = back_off_.delay_of(user, address, clock_.steady_ns());
  if (!delay) return answer(counted("password", errors::wrong_password()));
  if (locked) {  // answered as slowly as a guess, so that asking on gains nothing
    timer_.after(*delay, [this, answer = std::move(answer)] {
      answer(counted("password", errors::user_locked()));
    });
    return;
  }
  Attempt attempt{std::move(user), std::move(password), std::move(address), std::move(answer)};
  if (*delay == 0) return enqueue(std::move(attempt));
  timer_.after(*delay, [this, attempt = std::move(attempt)]() mutable {
    enqueue(std::move(attempt));
  });
}

// Five failures lock a name. ALTER USER .. SET MINS_TO_UNLOCK = 0 forgives what came before it.
bool Authenticator::is_locked(const std::string& user) {
  if (user == options_.never_locked) return false;
  const std::optional<int64_t> age = back_off_.locked_since_ns(user, clock_.steady_ns());
  if (!age) return false;
  const std::optional<UserRecord> record = find_user(user);
  const int64_t failed_ms = clock_.wall_ms() - *age / ns_per_ms;
  if (!record || record->unlocked_ms <= failed_ms) return true;
  back_off_.succeeded(user);
  return false;
}

static Result<UserRecord> admitted(UserRecord user) {
  switch (user.state) {
    case UserState::disabled: return errors::user_disabled();
    case UserState::expired: return errors::user_expired();
    case UserState::locked: return errors::user_locked();
    case UserState::active: break;
  }
  return user;
}

void Authenticator::enqueue(Attempt attempt) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && attempts_.size() < attempts_waiting_max) {
      attempts_.push_back(std::move(attempt));
      if (idle_threads_ == 0 && threads_.size() < password_threads_max) {
        threads_.emplace_back([this] { work(); });
      }
      wake_.notify_one();
      return;
    }
  }
  attempt.answer(errors::too_many_requests());
}

void Authenticator::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_threads_;
    wake_.wait(lock, [&] { return stopping_ || !attempts_.empty(); });
    --idle_threads_;
    if (stopping_) return;
    Attempt attempt = std::move(attempts_.front());
    attempts_.pop_front();
    lock.unlock();
    attempt.answer(counted("password", try_password(attempt)));
    lock.lock();
  }
}

Result<UserRecord> Authenticator::try_password(const Attempt& attempt) {
  std::optional<UserRecord> user = find_user(attempt.user);
  const bool can_log_in = user && !user->password_hash.empty() && !user->is_service;
  // A user who cannot log in costs the same time as one with a wrong password.
  const std::string& hash = can_log_in ? user->password_hash : credentials::decoy_hash();
  ++metrics_.passwords_checked;
  const bool matches = credentials::password_matches(attempt.password, hash);
  if (!matches || !can_log_in) {
    back_off_.failed(attempt.user, attempt.address, clock_.steady_ns());
    return errors::wrong_password();
  }
  back_off_.succeeded(attempt.user);
  if (user->must_change_password) return errors::must_change_password();
  return admitted(*std::move(user));
}

Result<UserRecord> Authenticator::check_jwt(std::string_view token) {
  if (token.size() > jwt_bytes_max) return counted("key_pair", errors::jwt_invalid());
  const int64_t now = clock_.wall_seconds();
  const std::string key = credentials::fingerprint_of_secret(token);
  {
    const std::lock_guard lock(cache_mutex_);
    const auto found = verified_.find(key);
    if (found != verified_.end() && now < found->second.expires_at) {
      std::optional<UserRecord> user = find_user(found->second.user);
      const bool active = user && user->state == UserState::active;
      if (active && has_key(*user, found->second.fingerprint)) return counted("key_pair", *user);
    }
    if (found != verified_.end()) verified_.erase(found);
  }
  const std::optional<VerifiedToken> verified = verify_jwt(token, users_, options_.accounts, now);
  if (!verified) return counted("key_pair", errors::jwt_invalid());
  std::optional<UserRecord> user = find_user(verified->user);
  if (!user) return counted("key_pair", errors::jwt_invalid());
  const std::lock_guard lock(cache_mutex_);
  if (verified_.size() >= verified_tokens_max) verified_.clear();
  verified_.emplace(key, *verified);
  return counted("key_pair", *user);
}

bool Authenticator::is_api_key(std::string_view token) const {
  return !options_.api_key.empty() &&
         credentials::equal_in_constant_time(token, options_.api_key);
}

bool Authenticator::is_news(std::string_view token, bool accepted) {
  if (!accepted) return true;
  const std::string key = credentials::fingerprint_of_secret(token);
  const int64_t now = clock_.steady_ns() / ns_per_second;
  const std::lock_guard lock(cache_mutex_);
  if (told_.size() >= verified_tokens_max) told_.clear();
  const auto [told, is_first] = told_.try_emplace(key, now);
  if (!is_first && now - told->second < news_seconds) return false;
  told->second = now;
  return true;
}

bool Authenticator::is_access_token(std::string_view text) {
  return credentials::id_of_access_token(text).has_value();
}

static bool equal_names(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, [](unsigned char c) { return std::toupper(c); },
                            [](unsigned char c) { return std::toupper(c); });
}

Result<UserRecord> Authenticator::check_access_token(std::string_view token,
                                                     std::string_view login) {
  const std::optional<std::string_view> id = credentials::id_of_access_token(token);
  if (!id) return counted("access_token", errors::access_token_invalid());
  std::optional<UserRecord> user = users_.find_by_token(*id);
  if (!user || user->name == options_.forbidden_user || user->state != UserState::active) {
    return counted("access_token", errors::access_token_invalid());
  }
  if (!login.empty()) {
    const std::optional<UserRecord> named = users_.find(login);
    if (!named || !equal_names(named->name, user->name)) {
      return counted("access_token", errors::access_token_invalid());
    }
  }
  for (const TokenRecord& record : user->access_tokens) {
    if (record.id != *id || !record.usable) continue;
    if (!credentials::access_token_matches(token, record.secret_hash)) continue;
    user->restricted_role = record.role;
    user->token_name = record.name;
    return counted("access_token", *user);
  }
  return counted("access_token", errors::access_token_invalid());
}

// Three parts of base64 that start with {".
static bool looks_like_jwt(std::string_view token) {
  return token.starts_with("eyJ") && token.find('.') != token.npos;
}

Result<UserRecord> Authenticator::check_bearer(std::string_view token, std::string_view type) {
  if (is_api_key(token)) {
    std::optional<UserRecord> user = find_user(options_.api_key_user);
    if (!user) return counted("api_key", errors::oauth_invalid());
    return counted("api_key", *user);
  }
  if (type == "KEYPAIR_JWT") return check_jwt(token);
  if (type == "PROGRAMMATIC_ACCESS_TOKEN") return check_access_token(token, "");
  if (type.empty() && is_access_token(token)) return check_access_token(token, "");
  if (is_for_provider(token, type)) return counted("oauth", check_oauth(token));
  return type.empty() && looks_like_jwt(token) ? check_jwt(token)
                                               : counted("oauth", errors::oauth_invalid());
}

// Of a token without a type: three parts with a key as issuer are a key-pair token, an access token
// of ours has a mark; the provider may know what is left.
bool Authenticator::is_for_provider(std::string_view token, std::string_view type) const {
  if (provider_ == nullptr || token.empty() || is_api_key(token)) return false;
  if (type == "OAUTH") return true;
  return type.empty() && !is_access_token(token) && !is_key_pair_token(token);
}

void Authenticator::prepare_bearer(std::string_view token, std::string_view type,
                                   std::function<void()> call_back) {
  if (!is_for_provider(token, type)) return call_back();
  provider_->find_out(std::string(token), std::move(call_back));
}

Result<UserRecord> Authenticator::check_oauth(std::string_view token) {
  const std::optional<Result<OAuthProof>> known = provider_->known(token);
  if (!known) return errors::oauth_invalid();
  if (!known->ok()) return known->error();
  const OAuthProof& proof = known->value();
  if (clock_.wall_seconds() >= proof.expires_at + jwt_leeway_seconds) {
    return errors::oauth_expired();
  }
  std::optional<UserRecord> user = find_user(proof.login);
  if (!user || user->state != UserState::active) return errors::oauth_invalid();
  if (!proof.any_role) {
    user->restricted_role = proof.role.empty() ? user->default_role : proof.role;
    if (user->restricted_role.empty()) user->restricted_role = "PUBLIC";
  }
  return *user;
}

}  // namespace mockhaus::service
