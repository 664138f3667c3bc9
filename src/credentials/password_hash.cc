#include "credentials/password_hash.h"

#include <sodium.h>

#include <array>

#include "base/check.h"
#include "base/uuid.h"

namespace mockhaus::credentials {

// OWASP's first choice for argon2id: 19 MiB and two passes.
constexpr unsigned long long passes = 2;
constexpr size_t memory_bytes = 19 << 20;

static void prepare_sodium() {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
}

std::string hash_password(std::string_view password) {
  prepare_sodium();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  CHECK(crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) == 0);
  return text.data();
}

bool password_matches(std::string_view password, const std::string& hash) {
  prepare_sodium();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& decoy_hash() {
  static const std::string hash = hash_password(random_token(32));
  return hash;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  const std::string left = fingerprint_of_secret(a);
  const std::string right = fingerprint_of_secret(b);
  return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string fingerprint_of_secret(std::string_view secret) {
  prepare_sodium();
  static const std::string key = random_token(32);
  std::string hash(32, '\0');
  CHECK(crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                           reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                           reinterpret_cast<const unsigned char*>(key.data()), key.size()) == 0);
  return hash;
}

}  // namespace mockhaus::credentials
