// The first lines of an answer, and answers to what is no proper request. For listener.cc only.
#pragma once

#include "http/request.h"

namespace mockhaus::http {

constexpr std::string_view send_the_body = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view too_many_connections =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

constexpr std::string_view last_chunk = "0\r\n\r\n";

// What a request's Accept-Encoding says of gzip.
enum class GzipWish : uint8_t { unsaid, accepted, refused };
GzipWish gzip_wish(std::string_view accept_encoding);

// Packs the body as Response::compression and the client want; `far`: not on this machine.
void compress(Response& response, GzipWish wish, bool far);

std::string print_head(const Response& response, bool keep_alive);
// Of an answer that comes in pieces: in chunks, or (HTTP/1.0) until the connection closes.
std::string print_stream_head(const Response& response, bool keep_alive, bool chunked);
std::string print_chunk(std::string_view piece);
Response plain_error(int status, std::string_view message);

}  // namespace mockhaus::http
