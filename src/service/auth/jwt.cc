#include "service/auth/jwt.h"

#include "base/base64.h"
#include "base/json.h"
#include "credentials/public_key.h"

namespace mockhaus::service {

using credentials::PublicKey;
using credentials::SignatureScheme;

namespace {

struct TokenParts {
  std::string_view signed_text;  // header.payload
  std::string header, payload, signature;
};

std::optional<TokenParts> split(std::string_view token) {
  if (token.size() > jwt_bytes_max) return std::nullopt;
  const size_t first = token.find('.');
  const size_t second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos) return std::nullopt;
  const auto header = decode_base64_url(token.substr(0, first));
  const auto payload = decode_base64_url(token.substr(first + 1, second - first - 1));
  const auto signature = decode_base64_url(token.substr(second + 1));
  if (!header || !payload || !signature || signature->empty()) return std::nullopt;
  return TokenParts{token.substr(0, second), *header, *payload, *signature};
}

// NumericDate; milliseconds, as some clients send them, are told by their size.
std::optional<int64_t> read_time(const Json& claims, std::string_view name) {
  const Json* value = claims.find(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const std::string_view text = value->text.substr(0, value->text.find('.'));
  const Json whole{.kind = JsonKind::number, .text = text};
  const std::optional<int64_t> number = whole.integer();
  if (!number || *number < 0) return std::nullopt;
  constexpr int64_t year_5138_in_seconds = 100'000'000'000;
  return *number >= year_5138_in_seconds ? *number / 1000 : *number;
}

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

bool has_key(const UserRecord& user, std::string_view fingerprint) {
  return find_key(user, fingerprint).has_value();
}

std::optional<VerifiedToken> verify_jwt(std::string_view token, const Users& users,
                                        std::string_view account, int64_t now_seconds) {
  const std::optional<TokenParts> parts = split(token);
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
  if (!account.empty() && named_account != to_upper(account)) return std::nullopt;

  const std::optional<UserRecord> user = users.find(subject.substr(dot + 1));
  if (!user || user->disabled) return std::nullopt;
  const std::optional<PublicKey> key = find_key(*user, key_name.substr(1));
  if (!key || !algorithm_agrees(*header, *key)) return std::nullopt;
  if (!key->verifies(parts->signed_text, parts->signature)) return std::nullopt;
  const std::optional<int64_t> end = check_times(*claims, now_seconds);
  if (!end) return std::nullopt;
  return VerifiedToken{user->name, named_account, key->fingerprint(), *end};
}

}  // namespace mockhaus::service
