#include "http/driver/chunk_url.h"

#include "base/base64.h"
#include "credentials/password_hash.h"

namespace mockhaus::http::driver {

static std::string token_of(std::string_view statement_id) {
  return encode_base64_url(
      credentials::fingerprint_of_secret("chunk/" + std::string(statement_id)));
}

std::string_view name_of(ResultFormat format) {
  return format == ResultFormat::arrow ? "arrow" : "json";
}

std::string chunk_url(std::string_view host, std::string_view statement_id, ResultFormat format,
                      size_t partition) {
  std::string url = "http://" + std::string(host) + "/results/" + std::string(statement_id);
  url += "/" + token_of(statement_id) + "/" + std::string(name_of(format));
  return url + "/" + std::to_string(partition);
}

bool is_chunk_token(std::string_view statement_id, std::string_view token) {
  return credentials::equal_in_constant_time(token, token_of(statement_id));
}

}  // namespace mockhaus::http::driver
