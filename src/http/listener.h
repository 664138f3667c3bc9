// The HTTP server: sockets in, Requests out, Responses back. Only listener*.cc know HTTP's grammar
// and the HTTP library.
//
// One event loop for each core; handlers run on a loop and must not block: they hand work to others
// and answer through the Responder later. Each answer is one write. Every phase of a connection has
// a deadline, every input a size limit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/log.h"
#include "base/metrics.h"
#include "base/result.h"
#include "http/request.h"

namespace mockhaus::http {

struct ListenerOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 0;  // 0: a free one
  std::string certificate_path, private_key_path;  // both: TLS only; none: no TLS
  int loops = 2;
  size_t connections_max = 10'000;
  size_t header_bytes_max = 64 << 10;
  size_t header_count_max = 100;
  size_t body_bytes_max = size_t{256} << 20;       // array binds come inline
  size_t upload_bytes_max = size_t{5} << 30;       // of a staged file
  size_t body_bytes_max_unknown = size_t{1} << 20; // before we know who speaks
  int idle_seconds = 300;    // between requests
  int header_seconds = 10;
  int body_seconds = 10;     // and one more for every 64 kB of the body
  int write_seconds = 30;    // and one more for every 64 kB of the answer
};

struct Handlers {
  std::function<void(Request&&, Responder)> handle;
  // Whether the sender of these headers may send a body up to body_bytes_max; asked for large ones.
  std::function<bool(const Request&)> is_known;
  // Where the body of these headers is written to, a new file; empty: it is kept in memory. Files
  // of requests that break off are removed, others belong to the handler.
  std::function<std::string(const Request&)> upload_file;
};

class Listener {
 public:
  // Binds the address; a failure says which and why.
  static Result<std::unique_ptr<Listener>> open(const ListenerOptions& options, Handlers handlers,
                                                const Log& log, Metrics& metrics);
  ~Listener();

  uint16_t port() const;
  void start();
  // Reads certificate and key again, for new connections. After a failure the old ones stay.
  Result<Done> reload_certificate();
  // Takes no new connections; closes idle ones; others close after their answer.
  void stop_accepting();
  bool is_idle() const;  // no request waits for its answer
  void stop();           // closes everything and ends the loops

  struct Implementation;

 private:
  explicit Listener(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace mockhaus::http
