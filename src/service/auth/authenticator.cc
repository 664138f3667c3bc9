#include "service/auth/authenticator.h"

#include "credentials/password_hash.h"
#include "service/auth/errors.h"

namespace mockhaus::service {

constexpr size_t password_threads_max = 2;    // 19 MB and one core each while they work
constexpr size_t attempts_waiting_max = 128;  // two seconds of work for both
constexpr size_t verified_tokens_max = 10'000;

Authenticator::Authenticator(const Users& users, AuthenticatorOptions options, const Clock& clock,
                             Timer& timer, Metrics& metrics)
    : users_(users), options_(std::move(options)), clock_(clock), timer_(timer),
      metrics_(metrics) {}

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

Result<UserRecord> Authenticator::counted(Result<UserRecord> result) {
  ++(result ? metrics_.logins_accepted : metrics_.logins_refused);
  return result;
}

std::optional<UserRecord> Authenticator::find_user(std::string_view login) const {
  std::optional<UserRecord> user = users_.find(login);
  if (user && (user->disabled || user->name == options_.forbidden_user)) return std::nullopt;
  return user;
}

void Authenticator::check_password(std::string user, std::string password, std::string address,
                                   Answer answer) {
  for (char& c : user) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const std::optional<int64_t> delay = back_off_.delay_of(user, address, clock_.steady_ns());
  if (!delay) return answer(counted(errors::wrong_password()));
  Attempt attempt{std::move(user), std::move(password), std::move(address), std::move(answer)};
  if (*delay == 0) return enqueue(std::move(attempt));
  timer_.after(*delay, [this, attempt = std::move(attempt)]() mutable {
    enqueue(std::move(attempt));
  });
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
    attempt.answer(counted(try_password(attempt)));
    lock.lock();
  }
}

Result<UserRecord> Authenticator::try_password(const Attempt& attempt) {
  std::optional<UserRecord> user = find_user(attempt.user);
  const bool can_log_in = user && !user->password_hash.empty();
  // A user who cannot log in costs the same time as one with a wrong password.
  const std::string& hash = can_log_in ? user->password_hash : credentials::decoy_hash();
  const bool matches = credentials::password_matches(attempt.password, hash);
  if (!matches || !can_log_in) {
    back_off_.failed(attempt.user, attempt.address, clock_.steady_ns());
    return errors::wrong_password();
  }
  back_off_.succeeded(attempt.user);
  return *user;
}

Result<UserRecord> Authenticator::check_jwt(std::string_view token) {
  if (token.size() > jwt_bytes_max) return counted(errors::jwt_invalid());
  const int64_t now = clock_.wall_seconds();
  const std::string key = credentials::fingerprint_of_secret(token);
  {
    const std::lock_guard lock(cache_mutex_);
    const auto found = verified_.find(key);
    if (found != verified_.end() && now < found->second.expires_at) {
      std::optional<UserRecord> user = find_user(found->second.user);
      if (user && has_key(*user, found->second.fingerprint)) return counted(*user);
    }
    if (found != verified_.end()) verified_.erase(found);
  }
  const std::optional<VerifiedToken> verified = verify_jwt(token, users_, options_.account, now);
  if (!verified) return counted(errors::jwt_invalid());
  std::optional<UserRecord> user = find_user(verified->user);
  if (!user) return counted(errors::jwt_invalid());
  const std::lock_guard lock(cache_mutex_);
  if (verified_.size() >= verified_tokens_max) verified_.clear();
  verified_.emplace(key, *verified);
  return counted(*user);
}

bool Authenticator::is_api_key(std::string_view token) const {
  return !options_.api_key.empty() &&
         credentials::equal_in_constant_time(token, options_.api_key);
}

Result<UserRecord> Authenticator::check_bearer(std::string_view token, std::string_view type) {
  if (is_api_key(token)) {
    std::optional<UserRecord> user = find_user(options_.api_key_user);
    if (!user) return counted(errors::oauth_invalid());
    return counted(*user);
  }
  if (type == "KEYPAIR_JWT") return check_jwt(token);
  if (type == "PROGRAMMATIC_ACCESS_TOKEN") return counted(errors::access_token_invalid());
  if (!type.empty()) return counted(errors::oauth_invalid());
  // Three parts of base64 that start with {" are a JWT; whatever else is taken for OAuth.
  const bool looks_like_jwt = token.starts_with("eyJ") && token.find('.') != token.npos;
  return looks_like_jwt ? check_jwt(token) : counted(errors::oauth_invalid());
}

}  // namespace mockhaus::service
