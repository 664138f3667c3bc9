// A signed token (RFC 7515, compact form) in its parts, before anything is believed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace mockhaus::service {

struct TokenParts {
  std::string_view signed_text;  // header.payload
  std::string header, payload, signature;
};
// Nothing: not three parts of base64url, or longer than jwt_bytes_max.
std::optional<TokenParts> split_token(std::string_view token);

// NumericDate; milliseconds, as some clients send them, are told by their size.
std::optional<int64_t> read_time(const Json& claims, std::string_view name);

}  // namespace mockhaus::service
