#include "http/listener_answer.h"

#include <boost/beast/http/status.hpp>

namespace mockhaus::http {

static std::string_view reason_of(int status) {
  using boost::beast::http::obsolete_reason;
  return obsolete_reason(static_cast<boost::beast::http::status>(status));
}

Response plain_error(int status, std::string_view message) {
  Response response;
  response.status = status;
  response.body = "{\"code\":\"390142\",\"message\":\"" + std::string(message) + "\"}";
  return response;
}

std::string print_head(const Response& response, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head += reason_of(response.status);
  if (!response.body.empty()) head += "\r\nContent-Type: " + response.content_type;
  head += "\r\nContent-Length: " + std::to_string(response.body.size());
  for (const auto& [name, value] : response.headers) {
    head += "\r\n" + name + ": " + value;
  }
  head += keep_alive ? "\r\nConnection: keep-alive" : "\r\nConnection: close";
  return head + "\r\n\r\n";
}

}  // namespace mockhaus::http
