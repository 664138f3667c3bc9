// A connection's bytes, in the clear or through TLS. For listener.cc only.
//
// Works as a stream of Asio. The TLS context of a connection stays what it was when the connection
// came, whatever is loaded later.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <memory>
#include <mutex>

#include "base/result.h"

namespace mockhaus::http {

namespace asio = boost::asio;
using asio::ip::tcp;

// shared_ptr: connections keep the context that they began with.
using TlsContext = std::shared_ptr<asio::ssl::context>;
// TLS 1.2 and later. The error names the file that cannot be used.
Result<TlsContext> load_tls_context(const std::string& certificate_path,
                                    const std::string& private_key_path);

// What new connections begin with; null: no TLS. Thread-safe.
class NewestTls {
 public:
  TlsContext get() const {
    const std::lock_guard lock(mutex_);
    return context_;
  }
  void set(TlsContext context) {
    const std::lock_guard lock(mutex_);
    context_ = std::move(context);
  }

 private:
  mutable std::mutex mutex_;
  TlsContext context_;
};

class Channel {
 public:
  using executor_type = tcp::socket::executor_type;
  using lowest_layer_type = tcp::socket;
  using TlsStream = asio::ssl::stream<tcp::socket&>;

  Channel(tcp::socket socket, TlsContext context)
      : socket_(std::move(socket)), context_(std::move(context)) {
    if (context_) tls_ = std::make_unique<TlsStream>(socket_, *context_);
  }

  executor_type get_executor() { return socket_.get_executor(); }
  lowest_layer_type& socket() { return socket_; }
  bool is_secure() const { return tls_ != nullptr; }
  TlsStream& tls() { return *tls_; }

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    if (tls_) return tls_->async_read_some(buffers, std::forward<Handler>(handler));
    socket_.async_read_some(buffers, std::forward<Handler>(handler));
  }
  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    if (tls_) return tls_->async_write_some(buffers, std::forward<Handler>(handler));
    socket_.async_write_some(buffers, std::forward<Handler>(handler));
  }

 private:
  tcp::socket socket_;
  TlsContext context_;
  std::unique_ptr<TlsStream> tls_;  // before the context goes
};

}  // namespace mockhaus::http
