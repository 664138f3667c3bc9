#include <doctest/doctest.h>

#include "credentials/password_hash.h"
#include "credentials/public_key.h"

using namespace mockhaus::credentials;

TEST_CASE("passwords: only the right one matches") {
  const std::string hash = hash_password("secret");
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(password_matches("secret", hash));
  CHECK_FALSE(password_matches("Secret", hash));
  CHECK_FALSE(password_matches("", hash));
  CHECK_FALSE(password_matches("secret", ""));
  CHECK_FALSE(password_matches("secret", "secret"));
  CHECK_FALSE(password_matches("", decoy_hash()));
  CHECK(equal_in_constant_time("mockhaus", "mockhaus"));
  CHECK_FALSE(equal_in_constant_time("mockhaus", "mockhau"));
}

TEST_CASE("public keys: what is no key is refused") {
  for (const char* bad : {"", "abc", "MIIB", "-----BEGIN PUBLIC KEY-----",
                          "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK"}) {
    CAPTURE(bad);
    CHECK_FALSE(PublicKey::read(bad).has_value());
  }
}
