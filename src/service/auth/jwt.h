// Key-pair tokens: RFC 7519 with Snowflake's claims, checked after RFC 8725.
//
// The algorithm comes from the stored key, never from the token; key hints in the header (kid, jku,
// x5u, jwk) are ignored, `crit` is refused. iat and exp are required and at most one hour apart.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "service/auth/users.h"

namespace mockhaus::service {

constexpr size_t jwt_bytes_max = 8192;
constexpr int64_t jwt_lifetime_seconds_max = 3600;
constexpr int64_t jwt_leeway_seconds = 30;  // clocks of client and server differ

struct VerifiedToken {
  std::string user;         // as stored
  std::string account;      // as the token says, upper case
  std::string fingerprint;  // of the key that signed
  int64_t expires_at = 0;   // seconds since 1970, leeway included
};

// Nothing for every flaw. `accounts`: those accepted, in any case of letters; empty: any.
std::optional<VerifiedToken> verify_jwt(std::string_view token, const Users& users,
                                        std::span<const std::string> accounts,
                                        int64_t now_seconds);

// Whether the token names a key as its issuer: others with three parts come from a provider.
bool is_key_pair_token(std::string_view token);

// Whether the key with this fingerprint is one of the user's.
bool has_key(const UserRecord& user, std::string_view fingerprint);

}  // namespace mockhaus::service
