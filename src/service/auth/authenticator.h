// Proof in, user out: passwords, key-pair tokens, the API key of dev mode.
//
// Thread-safe. Passwords are checked on threads of their own (a check costs 15 ms on purpose) and
// answered by a callback; the rest is answered at once.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>
#include <unordered_map>

#include "base/clock.h"
#include "base/metrics.h"
#include "base/result.h"
#include "service/auth/back_off.h"
#include "service/auth/jwt.h"
#include "service/auth/oauth.h"
#include "service/auth/users.h"
#include "service/timer.h"

namespace mockhaus::service {

struct AuthenticatorOptions {
  std::vector<std::string> accounts;  // whose key-pair tokens are accepted; empty: any
  std::string api_key;         // empty: none is accepted
  std::string api_key_user;    // whose it is
  std::string forbidden_user;  // production: the user of dev mode
  std::string never_locked;    // dev mode: its user, whose password everybody knows
};

class Authenticator {
 public:
  // `provider`: where OAuth tokens are checked; null: none is accepted.
  Authenticator(const Users& users, AuthenticatorOptions options, OAuth* provider,
                const Clock& clock, Timer& timer, Metrics& metrics);
  ~Authenticator();

  using Answer = std::function<void(Result<UserRecord>)>;
  void check_password(std::string user, std::string password, std::string address, Answer answer);

  Result<UserRecord> check_jwt(std::string_view token);
  // Bearer of the SQL API: the API key if there is one, else by the type that the client named
  // (empty: told from the token).
  Result<UserRecord> check_bearer(std::string_view token, std::string_view type);
  bool is_api_key(std::string_view token) const;
  // Whether the audit must hear of a bearer: every refusal, and each hour the token that comes in.
  bool is_news(std::string_view token, bool accepted);
  // Before check_bearer(): calls back at once, or when the provider has answered about the token.
  void prepare_bearer(std::string_view token, std::string_view type,
                      std::function<void()> call_back);
  // Whether the text has the form of a programmatic access token.
  static bool is_access_token(std::string_view text);
  // `login`: whose it must be; empty: anybody's.
  Result<UserRecord> check_access_token(std::string_view token, std::string_view login);

  const Users& users() const { return users_; }
  const AuthenticatorOptions& options() const { return options_; }

 private:
  struct Attempt {
    std::string user, password, address;
    Answer answer;
  };
  void enqueue(Attempt attempt);
  void work();
  Result<UserRecord> try_password(const Attempt& attempt);
  bool is_for_provider(std::string_view token, std::string_view type) const;
  Result<UserRecord> check_oauth(std::string_view token);
  bool is_locked(const std::string& user);
  std::optional<UserRecord> find_user(std::string_view login) const;
  Result<UserRecord> counted(std::string_view method, Result<UserRecord> result);

  const Users& users_;
  const AuthenticatorOptions options_;
  OAuth* const provider_;
  const Clock& clock_;
  Timer& timer_;
  Metrics& metrics_;
  BackOff back_off_;

  std::mutex mutex_;  // guards the attempts and the threads
  std::condition_variable wake_;
  std::deque<Attempt> attempts_;
  std::vector<std::thread> threads_;
  int idle_threads_ = 0;
  bool stopping_ = false;

  std::mutex cache_mutex_;
  std::unordered_map<std::string, VerifiedToken> verified_;  // by fingerprint_of_secret
  std::unordered_map<std::string, int64_t> told_;            // likewise: when, in seconds
};

}  // namespace mockhaus::service
