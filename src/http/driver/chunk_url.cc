#include "http/driver/chunk_url.h"

#include "service/result/public_token.h"

namespace mockhaus::http::driver {

std::string_view name_of(ResultFormat format) {
  return format == ResultFormat::arrow ? "arrow" : "json";
}

std::string chunk_url(std::string_view host, std::string_view statement_id, ResultFormat format,
                      size_t partition) {
  std::string url = std::string(host) + "/results/" + std::string(statement_id);
  url += "/" + service::public_token(statement_id) + "/" + std::string(name_of(format));
  return url + "/" + std::to_string(partition);
}

}  // namespace mockhaus::http::driver
