#include "service/result/public_token.h"

#include "base/base64.h"
#include "credentials/password_hash.h"

namespace mockhaus::service {

std::string public_token(std::string_view statement_id) {
  return encode_base64_url(
      credentials::fingerprint_of_secret("result/" + std::string(statement_id)));
}

bool is_public_token(std::string_view statement_id, std::string_view token) {
  return credentials::equal_in_constant_time(token, public_token(statement_id));
}

}  // namespace mockhaus::service
