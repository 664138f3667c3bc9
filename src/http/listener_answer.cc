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

static std::string status_line(const Response& response) {
  std::string line = "HTTP/1.1 " + std::to_string(response.status) + " ";
  return line + std::string(reason_of(response.status));
}

static void add_last_lines(const Response& response, bool keep_alive, std::string& head) {
  for (const auto& [name, value] : response.headers) {
    head += "\r\n" + name + ": " + value;
  }
  head += keep_alive ? "\r\nConnection: keep-alive" : "\r\nConnection: close";
  head += "\r\n\r\n";
}

std::string print_head(const Response& response, bool keep_alive) {
  std::string head = status_line(response);
  const bool is_file = !response.file.empty();
  if (is_file || !response.body.empty()) head += "\r\nContent-Type: " + response.content_type;
  const auto body_bytes = static_cast<int64_t>(response.body.size());
  head += "\r\nContent-Length: " + std::to_string(is_file ? response.file_bytes : body_bytes);
  add_last_lines(response, keep_alive, head);
  return head;
}

std::string print_stream_head(const Response& response, bool keep_alive, bool chunked) {
  std::string head = status_line(response);
  head += "\r\nContent-Type: " + response.content_type;
  if (chunked) head += "\r\nTransfer-Encoding: chunked";
  add_last_lines(response, keep_alive, head);
  return head;
}

std::string print_chunk(std::string_view piece) {
  char size[20];
  std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
  std::string chunk = size;
  chunk += piece;
  chunk += "\r\n";
  return chunk;
}

}  // namespace mockhaus::http
