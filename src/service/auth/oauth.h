// Tokens of an identity provider: checked by its keys (JWKS) or by asking it (RFC 7662).
//
// Issuer and audience are fixed by the configuration, the algorithm comes from the provider's key.
// A good answer is kept for a minute at most and never past the token's end, a bad one for five
// seconds, "no answer" for one. A provider that does not answer lets nobody in.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>
#include <unordered_map>

#include "base/clock.h"
#include "credentials/public_key.h"
#include "service/auth/http_client.h"

namespace mockhaus::service {

struct OAuthOptions {
  std::string introspection_url, client_id, client_secret;
  std::string jwks_url;
  std::string issuer, audience;  // empty: not checked (introspection only)
  std::string user_claim = "sub";

  bool is_on() const { return !introspection_url.empty() || !jwks_url.empty(); }
};

// What a token proves.
struct OAuthProof {
  std::string login;         // of the user, as the claim says
  std::string role;          // scope session:role:X; empty: none named
  bool any_role = false;     // scope session:role-any
  int64_t expires_at = 0;    // seconds since 1970
};

class OAuth {
 public:
  OAuth(OAuthOptions options, HttpClient& client, const Clock& clock);
  ~OAuth();

  bool is_on() const { return options_.is_on(); }
  // What is known of the token already.
  std::optional<Result<OAuthProof>> known(std::string_view token);
  // Calls back, on another thread, when known() has an answer; at once where it has one.
  void find_out(std::string token, std::function<void()> call_back);

 private:
  struct Entry {
    Result<OAuthProof> proof;
    int64_t until_ns = 0;
  };
  struct Key {
    std::string id;
    credentials::PublicKey key;
  };
  struct Question {
    std::string token;
    std::function<void()> call_back;
  };
  void work();
  void remember(std::string_view token, Result<OAuthProof> proof);
  Result<OAuthProof> ask(const std::string& token);
  Result<OAuthProof> verify(std::string_view token);
  Result<OAuthProof> introspect(const std::string& token);
  Result<Done> load_keys();
  std::vector<credentials::PublicKey> keys_for(std::string_view id) const;

  const OAuthOptions options_;
  HttpClient& client_;
  const Clock& clock_;

  std::mutex mutex_;  // guards the cache, the questions and the thread
  std::condition_variable wake_;
  std::unordered_map<std::string, Entry> entries_;  // by fingerprint_of_secret
  std::deque<Question> questions_;
  std::thread thread_;  // started by the first question
  bool stopping_ = false;

  std::vector<Key> keys_;  // of the provider; only the thread uses them
  int64_t keys_loaded_ns_ = 0;
};

}  // namespace mockhaus::service
