#include "http/listener_answer.h"

#include <algorithm>

#include <boost/beast/http/status.hpp>

#include "http/gzip.h"

namespace mockhaus::http {

static std::string_view reason_of(int status) {
  using boost::beast::http::obsolete_reason;
  return obsolete_reason(static_cast<boost::beast::http::status>(status));
}

constexpr size_t compression_bytes_min = 1024;  // below, one packet carries it anyway

static std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

// "gzip, br;q=0.5, identity;q=0": a weight of zero refuses.
GzipWish gzip_wish(std::string_view accept_encoding) {
  GzipWish wish = trim(accept_encoding).empty() ? GzipWish::unsaid : GzipWish::refused;
  while (!accept_encoding.empty()) {
    const size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view entry = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const size_t semicolon = std::min(entry.find(';'), entry.size());
    const std::string_view name = trim(entry.substr(0, semicolon));
    const bool is_gzip = name == "gzip" || name == "x-gzip" || name == "GZIP";
    if (!is_gzip && name != "*") continue;
    const std::string_view weight = trim(entry.substr(std::min(semicolon + 1, entry.size())));
    const bool refused = weight.starts_with("q=0") &&
                         weight.find_first_not_of("0.", 2) == std::string_view::npos;
    wish = refused ? GzipWish::refused : GzipWish::accepted;
    if (is_gzip) break;  // says more than *
  }
  return wish;
}

void compress(Response& response, GzipWish wish, bool far) {
  const Response::Compression how = response.compression;
  const bool always = how == Response::Compression::unless_refused;
  const bool wanted = how == Response::Compression::when_accepted ||
                      (how == Response::Compression::automatic && far);
  if (!always && !wanted) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  const bool worth_it = wish == GzipWish::accepted && response.body.size() >= compression_bytes_min;
  if (!worth_it && !(always && wish != GzipWish::refused)) return;
  response.body = zip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
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
