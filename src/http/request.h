// A request as handlers see it, and how they answer: plain values, no HTTP library.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mockhaus::http {

using NameValue = std::pair<std::string, std::string>;

struct Request {
  std::string method;
  std::string path;               // percent-decoded, repeated slashes collapsed
  std::vector<NameValue> query;   // percent-decoded, in order
  std::vector<NameValue> headers; // names in lower case
  std::vector<std::string> path_parameters;  // what {..} of the route's pattern matched
  std::string body;               // already unzipped
  std::string remote_address;     // without port
  bool is_secure = false;         // came through TLS

  // Empty when absent; of several the first.
  std::string_view header(std::string_view name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;
};

struct Response {
  // automatic: gzip when the client takes it, the body is large and the client is elsewhere
  // (zlib is slower than loopback). when_accepted: the protocol promises gzip.
  enum class Compression : uint8_t { never, automatic, when_accepted };

  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::vector<NameValue> headers;
  Compression compression = Compression::automatic;
};

// Where one answer goes. Implemented by the listener's connection and by tests.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual void answer(Response response) = 0;
};

// The right to answer one request, once, from any thread, now or later. Dropping it unused answers
// with an internal error, so that no client waits for ever.
class Responder {
 public:
  // shared_ptr: the connection lives as long as it has an answer to write.
  explicit Responder(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}
  Responder(Responder&& other) = default;
  Responder& operator=(Responder&&) = delete;
  ~Responder();

  void send(Response response);
  // After the responder was moved from: answers go through `exchange` from now on.
  void replace(std::shared_ptr<Exchange> exchange) { exchange_ = std::move(exchange); }
  // The status of the answer when this is dropped: drivers want 200 with success:false.
  void set_lost_status(int status) { lost_status_ = status; }

 private:
  std::shared_ptr<Exchange> exchange_;
  int lost_status_ = 200;
};

// Splits "/a//b%20c?x=1&y" into path and query. False: a broken percent escape.
bool parse_target(std::string_view target, Request& request);

std::string encode_query_value(std::string_view text);

}  // namespace mockhaus::http
