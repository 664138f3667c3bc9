// A request as handlers see it, and how they answer: plain values, no HTTP library.
#pragma once

#include <functional>
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
  std::string body_file;          // of an upload: where the listener wrote the body instead
  std::string remote_address;     // without port
  bool is_secure = false;         // came through TLS

  // Empty when absent; of several the first.
  std::string_view header(std::string_view name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;
};

struct Response {
  // automatic: gzip when the client takes it, the body is large and the client is elsewhere
  // (zlib is slower than loopback). when_accepted: the protocol offers gzip. unless_refused: it
  // promises gzip, so that a client that says nothing about encodings gets it too.
  enum class Compression : uint8_t { never, automatic, when_accepted, unless_refused };

  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::vector<NameValue> headers;
  Compression compression = Compression::automatic;
  std::string file;        // sent as the body instead, piece by piece
  int64_t file_bytes = 0;  // its size
};

// An answer that is written piece by piece; from any thread, one piece at a time.
class BodyStream {
 public:
  // Without end() the connection is cut, so that the client sees that something is missing.
  virtual ~BodyStream() = default;
  // Calls `written` once, perhaps at once: true when the client's side has taken the piece, and the
  // next one may follow; false when the client is gone. Pieces are not empty.
  virtual void write(std::string piece, std::function<void(bool taken)> written) = 0;
  virtual void end() = 0;
  virtual bool is_open() const = 0;  // false: the client is gone
};

// Where one answer goes. Implemented by the listener's connection and by tests.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual void answer(Response response) = 0;
  // Begins an answer with this status and these headers.
  virtual std::shared_ptr<BodyStream> stream(Response head) = 0;
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
  // shared_ptr: whoever has the next piece holds it.
  std::shared_ptr<BodyStream> stream(Response head);
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
