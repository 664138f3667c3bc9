#include "credentials/access_token.h"

#include <sodium.h>

#include "base/check.h"
#include "base/uuid.h"
#include "credentials/password_hash.h"

namespace mockhaus::credentials {

constexpr std::string_view prefix = "mhpat_";
constexpr size_t id_bytes = 8;
constexpr size_t secret_bytes = 32;

static std::string hash_token(std::string_view text) {
  CHECK(sodium_init() >= 0);
  unsigned char hash[32];
  CHECK(crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()),
                           text.size(), nullptr, 0) == 0);
  std::string hex(2 * sizeof hash + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash, sizeof hash);
  hex.pop_back();
  return hex;
}

NewToken make_access_token() {
  NewToken token;
  token.id = random_hex(id_bytes);
  token.text = std::string(prefix) + token.id + "_" + random_hex(secret_bytes);
  token.secret_hash = hash_token(token.text);
  return token;
}

std::optional<std::string_view> id_of_access_token(std::string_view text) {
  if (!text.starts_with(prefix) || text.size() > 256) return std::nullopt;
  text.remove_prefix(prefix.size());
  const size_t end = text.find('_');
  if (end == 0 || end == text.npos) return std::nullopt;
  return text.substr(0, end);
}

bool access_token_matches(std::string_view text, std::string_view secret_hash) {
  return equal_in_constant_time(hash_token(text), secret_hash);
}

}  // namespace mockhaus::credentials
