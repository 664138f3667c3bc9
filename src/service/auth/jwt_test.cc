#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "base/base64.h"
#include "base/clock.h"
#include "credentials/password_hash.h"
#include "credentials/public_key.h"
#include "service/auth/authenticator.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus;
using namespace mockhaus::service;

namespace {

constexpr int64_t now = 1'800'000'000;

struct KeyPair {
  std::shared_ptr<EVP_PKEY> key;
  std::string public_text;  // base64 of DER
  std::string fingerprint;

  explicit KeyPair(std::shared_ptr<EVP_PKEY> made) : key(std::move(made)) {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key.get(), &der);
    public_text = encode_base64({reinterpret_cast<char*>(der), static_cast<size_t>(size)});
    OPENSSL_free(der);
    fingerprint = credentials::PublicKey::read(public_text)->fingerprint();
  }
  std::string sign(std::string_view text) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key.get());
    std::string signature(1024, '\0');
    size_t size = signature.size();
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    signature.resize(size);
    return signature;
  }
};

const KeyPair& rsa() {
  static const KeyPair pair(std::shared_ptr<EVP_PKEY>(EVP_RSA_gen(2048), EVP_PKEY_free));
  return pair;
}
const KeyPair& other_rsa() {
  static const KeyPair pair(std::shared_ptr<EVP_PKEY>(EVP_RSA_gen(2048), EVP_PKEY_free));
  return pair;
}

struct OneUser final : Users {
  std::optional<UserRecord> find(std::string_view login) const override {
    if (login != "ALICE" && login != "alice") return std::nullopt;
    UserRecord user;
    user.name = "ALICE";
    user.password_hash = hash;
    user.public_keys = {other_rsa().public_text, rsa().public_text};
    user.state = disabled ? UserState::disabled : UserState::active;
    return user;
  }
  std::vector<std::string> roles_of(std::string_view) const override { return {"PUBLIC"}; }
  std::string hash;
  bool disabled = false;
};

std::string claims_of(std::string_view fingerprint, std::string_view times) {
  return "{\"iss\":\"ACC.ALICE." + std::string(fingerprint) + "\",\"sub\":\"ACC.ALICE\"," +
         std::string(times) + "}";
}
constexpr std::string_view good_times = "\"iat\":1800000000,\"exp\":1800000060";

std::string token_of(std::string_view header, std::string_view claims, const KeyPair& signer) {
  const std::string text = encode_base64_url(header) + "." + encode_base64_url(claims);
  return text + "." + encode_base64_url(signer.sign(text));
}

bool accepted(const std::string& token, std::string_view account = "", int64_t at = now) {
  std::vector<std::string> accounts;
  if (!account.empty()) accounts = {"OTHER_NAME", std::string(account)};
  return verify_jwt(token, OneUser(), accounts, at).has_value();
}

constexpr std::string_view rs256 = R"({"alg":"RS256","typ":"JWT"})";

}  // namespace

TEST_CASE("jwt: good tokens, also of the second key") {
  const std::string token = token_of(rs256, claims_of(rsa().fingerprint, good_times), rsa());
  CHECK(accepted(token));
  CHECK(accepted(token, "acc"));
  CHECK_FALSE(accepted(token, "OTHER"));
  CHECK(accepted(token_of(rs256, claims_of(other_rsa().fingerprint, good_times), other_rsa())));
  CHECK(accepted(token_of(rs256, claims_of(rsa().fingerprint,
                                           "\"iat\":1800000000000,\"exp\":1800000060000"), rsa())));
  CHECK(accepted(token, "", now + 60 + jwt_leeway_seconds - 1));
  CHECK_FALSE(accepted(token, "", now + 60 + jwt_leeway_seconds));
}

TEST_CASE("jwt: algorithms are not the token's choice") {
  const std::string claims = claims_of(rsa().fingerprint, good_times);
  for (const char* header : {R"({"alg":"none"})", R"({"alg":"NONE"})", R"({"alg":"HS256"})",
                             R"({"alg":"RS512"})", R"({"alg":"PS256"})", R"({"alg":"ES256"})",
                             R"({"alg":"rs256"})", R"({})", R"([])", R"({"alg":["RS256"]})",
                             R"({"alg":"RS256","crit":["exp"]})"}) {
    CAPTURE(header);
    CHECK_FALSE(accepted(token_of(header, claims, rsa())));
  }
  const std::string text =
      encode_base64_url(R"({"alg":"none"})") + "." + encode_base64_url(claims);
  CHECK_FALSE(accepted(text + "."));
  CHECK_FALSE(accepted(text));

  // HS256 with the public key as the secret.
  const std::string signed_text =
      encode_base64_url(R"({"alg":"HS256"})") + "." + encode_base64_url(claims);
  unsigned char mac[32];
  unsigned int size = 0;
  HMAC(EVP_sha256(), rsa().public_text.data(), static_cast<int>(rsa().public_text.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), mac, &size);
  CHECK_FALSE(accepted(signed_text + "." +
                       encode_base64_url({reinterpret_cast<char*>(mac), size})));
}

TEST_CASE("jwt: times") {
  for (const char* times : {"\"iat\":1800000000", "\"exp\":1800000060",
                            "\"iat\":1799990000,\"exp\":1799990060",
                            "\"iat\":1800003600,\"exp\":1800003660",
                            "\"iat\":1800000000,\"exp\":1800090000",
                            "\"iat\":1800000000,\"exp\":1799999999",
                            "\"iat\":\"1800000000\",\"exp\":1800000060",
                            "\"iat\":1800000000,\"exp\":1800000060,\"nbf\":1800003000",
                            "\"iat\":-1,\"exp\":1800000060", "\"iat\":null,\"exp\":1800000060"}) {
    CAPTURE(times);
    CHECK_FALSE(accepted(token_of(rs256, claims_of(rsa().fingerprint, times), rsa())));
  }
}

TEST_CASE("jwt: names, keys and bytes") {
  const std::string good = claims_of(rsa().fingerprint, good_times);
  CHECK_FALSE(accepted(token_of(rs256, good, other_rsa())));  // signed by another key
  CHECK_FALSE(accepted(token_of(rs256, claims_of("SHA256:AAAA", good_times), rsa())));
  for (const char* names : {"\"iss\":\"ACC.BOB.%\",\"sub\":\"ACC.BOB\"",
                            "\"iss\":\"ACC.ALICE.%\",\"sub\":\"ACC.BOB\"",
                            "\"iss\":\"ACC.BOB.%\",\"sub\":\"ACC.ALICE\"",
                            "\"iss\":\"ACC.ALICE\",\"sub\":\"ACC.ALICE\"",
                            "\"iss\":\"ALICE.%\",\"sub\":\"ALICE\"", "\"sub\":\"ACC.ALICE\"",
                            "\"iss\":\"ACC.ALICE.%\"", "\"iss\":7,\"sub\":7"}) {
    std::string claims = names;
    if (const size_t at = claims.find('%'); at != claims.npos) {
      claims.replace(at, 1, rsa().fingerprint);
    }
    CAPTURE(claims);
    CHECK_FALSE(accepted(token_of(rs256, "{" + claims + "," + std::string(good_times) + "}",
                                  rsa())));
  }
  const std::string token = token_of(rs256, good, rsa());
  for (size_t i = 0; i < token.size(); i += 7) {  // any changed character breaks it
    std::string bent = token;
    bent[i] = bent[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(accepted(bent));
  }
  CHECK_FALSE(accepted(token + "A"));
  CHECK_FALSE(accepted(token + ".x"));
  CHECK_FALSE(accepted(std::string(9000, 'a') + ".b.c"));
  CHECK_FALSE(accepted(""));
  CHECK_FALSE(accepted(".."));
}

TEST_CASE("authenticator: bearer, cache and passwords") {
  OneUser users;
  users.hash = credentials::hash_password("right");
  ManualClock clock(now * ns_per_second);
  Timer timer;
  Metrics metrics;
  Authenticator auth(users, {{}, "key", "ALICE", "", ""}, nullptr, clock, timer, metrics);
  const std::string token = token_of(rs256, claims_of(rsa().fingerprint, good_times), rsa());
  CHECK(auth.check_bearer(token, "").ok());
  CHECK(auth.check_bearer(token, "KEYPAIR_JWT").ok());
  CHECK(auth.check_bearer(token, "OAUTH").error().code == "390303");
  CHECK(auth.check_bearer("key", "OAUTH").ok());
  CHECK(auth.check_bearer("kez", "").error().code == "390303");
  users.disabled = true;
  CHECK(auth.check_jwt(token).error().code == "390144");  // the cache does not outlive the right
  users.disabled = false;
  clock.advance_seconds(200);
  CHECK_FALSE(auth.check_jwt(token).ok());

  const auto login = [&](const char* user, const char* password) {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<bool> result;
    auth.check_password(user, password, "1.2.3.4", [&](Result<UserRecord> answer) {
      const std::lock_guard lock(mutex);
      result = answer.ok();
      done.notify_one();
    });
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return result.has_value(); });
    return *result;
  };
  CHECK(login("alice", "right"));
  CHECK_FALSE(login("alice", "wrong"));
  CHECK_FALSE(login("bob", "right"));
}

TEST_CASE("back-off: attempts are spaced after failures, and others are not hit") {
  BackOff back_off;
  for (int i = 0; i < 10; ++i) back_off.failed("ALICE", "1.1.1.1", 0);
  CHECK(*back_off.delay_of("ALICE", "2.2.2.2", 0) >= ns_per_second);
  CHECK(*back_off.delay_of("ALICE", "2.2.2.2", 0) >= 5 * ns_per_second);
  CHECK(*back_off.delay_of("BOB", "1.1.1.1", 0) == 0);
  int refused = 0;
  for (int i = 0; i < 10; ++i) refused += back_off.delay_of("ALICE", "3.3.3.3", 0) ? 0 : 1;
  CHECK(refused > 0);
  CHECK(*back_off.delay_of("ALICE", "1.1.1.1", 1000 * ns_per_second) == 0);
}
