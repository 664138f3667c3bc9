#include "service/auth/jwt.h"

#include <algorithm>

#include "base/json.h"
#include "credentials/public_key.h"
#include "service/auth/token_parts.h"

namespace mockhaus::service {

using credentials::PublicKey;
using credentials::SignatureScheme;

namespace {

// The moment after which the token is void, or nothing when it is not valid now.
std::optional<int64_t> check_times(const Json& claims, int64_t now) {
  const std::optional<int64_t> issued = read_time(claims, "iat");
  const std::optional<int64_t> expires = read_time(claims, "exp");
  if (!issued || !expires) return std::nullopt;
  if (*issued > now + jwt_leeway_seconds || *expires < *issued) return std::nullopt;
  if (*expires - *issued > jwt_lifetime_seconds_max + jwt_leeway_seconds) return std::nullopt;
  if (claims.find("nbf") != nullptr) {
    const std::optional<int64_t> from = read_time(claims, "nbf");
    if (!from || *from > now + jwt_leeway_seconds) return std::nullopt;
  }
  const int64_t end = *expires + jwt_leeway_seconds;
  if (now >= end) return std::nullopt;
  return end;
}

std::string to_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

std::optional<PublicKey> find_key(const UserRecord& user, std::string_view fingerprint) {
  for (const std::string& text : user.public_keys) {
    if (text.empty()) continue;
    std::optional<PublicKey> key = PublicKey::read(text);
    if (key && key->fingerprint() == fingerprint) return key;
  }
  return std::nullopt;
}

// The header's algorithm must be the one that the key signs with.
bool algorithm_agrees(const Json& header, const PublicKey& key) {
  const std::string_view name = key.scheme() == SignatureScheme::rs256 ? "RS256" : "ES256";
  return header.text_of("alg") == name && header.find("crit") == nullptr;
}

}  // namespace

bool is_key_pair_token(std::string_view token) {
  const std::optional<TokenParts> parts = split_token(token);
  if (!parts) return false;
  Arena arena;
  const Json* claims = parse_json(parts->payload, arena);
  return claims != nullptr && claims->text_of("iss").find(".SHA256:") != std::string_view::npos;
}

bool has_key(const UserRecord& user, std::string_view fingerprint) {
  return find_key(user, fingerprint).has_value();
}

std::optional<VerifiedToken> verify_jwt(std::string_view token, const Users& users,
                                        std::span<const std::string> accounts,
                                        int64_t now_seconds) {
  const std::optional<TokenParts> parts = split_token(token);
  if (!parts) return std::nullopt;
  Arena arena;
  const Json* header = parse_json(parts->header, arena);
  const Json* claims = parse_json(parts->payload, arena);
  if (header == nullptr || claims == nullptr || !claims->is_object()) return std::nullopt;

  // sub is ACCOUNT.USER (user names may hold dots), iss is sub and the key's fingerprint.
  const std::string_view subject = claims->text_of("sub");
  const std::string_view issuer = claims->text_of("iss");
  const size_t dot = subject.find('.');
  if (dot == subject.npos || dot == 0 || !issuer.starts_with(subject)) return std::nullopt;
  const std::string_view key_name = issuer.substr(subject.size());
  if (!key_name.starts_with(".SHA256:")) return std::nullopt;
  const std::string named_account = to_upper(subject.substr(0, dot));
  const auto is_named = [&](const std::string& one) { return to_upper(one) == named_account; };
  if (!accounts.empty() && std::ranges::none_of(accounts, is_named)) return std::nullopt;

  const std::optional<UserRecord> user = users.find(subject.substr(dot + 1));
  if (!user || user->state != UserState::active) return std::nullopt;
  const std::optional<PublicKey> key = find_key(*user, key_name.substr(1));
  if (!key || !algorithm_agrees(*header, *key)) return std::nullopt;
  if (!key->verifies(parts->signed_text, parts->signature)) return std::nullopt;
  const std::optional<int64_t> end = check_times(*claims, now_seconds);
  if (!end) return std::nullopt;
  return VerifiedToken{user->name, named_account, key->fingerprint(), *end};
}

}  // namespace mockhaus::service
