#include "service/auth/token_parts.h"

#include "base/base64.h"
#include "service/auth/jwt.h"

namespace mockhaus::service {

std::optional<TokenParts> split_token(std::string_view token) {
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

}  // namespace mockhaus::service
