#include "http/outbound.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace mockhaus::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using service::HttpAnswer;
using Outgoing = beast::http::request<beast::http::string_body>;

constexpr std::chrono::seconds patience(5);
constexpr size_t answer_bytes_max = 1 << 20;

std::optional<UrlParts> split_url(std::string_view url) {
  UrlParts parts;
  if (url.starts_with("https://")) {
    parts.is_secure = true;
    url.remove_prefix(8);
  } else if (url.starts_with("http://")) {
    url.remove_prefix(7);
  } else {
    return std::nullopt;
  }
  const size_t slash = std::min(url.find('/'), url.size());
  parts.target = slash == url.size() ? "/" : std::string(url.substr(slash));
  std::string_view host = url.substr(0, slash);
  parts.port = parts.is_secure ? "443" : "80";
  const size_t colon = host.rfind(':');
  if (colon != host.npos && host.find(']', colon) == host.npos) {
    parts.port = std::string(host.substr(colon + 1));
    host = host.substr(0, colon);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  parts.host = std::string(host);
  if (parts.host.empty() || parts.port.empty()) return std::nullopt;
  return parts;
}

namespace {

// One call: resolve, connect, shake hands, write, read, all under one deadline.
class Call {
 public:
  explicit Call(const UrlParts& url) : url_(url) {
    if (url.is_secure) tls_context_.set_default_verify_paths(ignored_);
  }

  Result<HttpAnswer> run(Outgoing request) {
    request_ = std::move(request);
    resolver_.async_resolve(url_.host, url_.port, [this](error_code error, auto addresses) {
      if (error) return fail(error);
      asio::async_connect(stream_.next_layer(), addresses, [this](error_code failed, auto) {
        failed ? fail(failed) : shake_hands();
      });
    });
    context_.run_for(patience);
    stream_.next_layer().close(ignored_);
    if (is_done_) return take_answer();
    const std::string reason = error_ ? error_.message() : "no answer in time";
    return Error{"390503", "08001", "cannot reach " + url_.host + ": " + reason, {}};
  }

 private:
  void fail(error_code error) { error_ = error; }
  HttpAnswer take_answer() {
    return {static_cast<int>(parser_.get().result_int()), std::move(parser_.get().body())};
  }

  void shake_hands() {
    if (!url_.is_secure) return write(stream_.next_layer());
    stream_.set_verify_mode(asio::ssl::verify_peer, ignored_);
    stream_.set_verify_callback(asio::ssl::host_name_verification(url_.host), ignored_);
    SSL_set_tlsext_host_name(stream_.native_handle(), url_.host.c_str());
    stream_.async_handshake(asio::ssl::stream_base::client, [this](error_code error) {
      error ? fail(error) : write(stream_);
    });
  }

  template <class Stream>
  void write(Stream& stream) {
    beast::http::async_write(stream, request_, [this, &stream](error_code error, size_t) {
      if (error) return fail(error);
      parser_.body_limit(answer_bytes_max);
      beast::http::async_read(stream, buffer_, parser_, [this](error_code failed, size_t) {
        if (failed) return fail(failed);
        is_done_ = true;
      });
    });
  }

  const UrlParts& url_;
  error_code error_, ignored_;
  asio::io_context context_{1};
  tcp::resolver resolver_{context_};
  asio::ssl::context tls_context_{asio::ssl::context::tls_client};
  asio::ssl::stream<tcp::socket> stream_{context_, tls_context_};
  Outgoing request_;
  beast::flat_buffer buffer_{answer_bytes_max};
  beast::http::response_parser<beast::http::string_body> parser_;
  bool is_done_ = false;
};

Result<HttpAnswer> call(const std::string& url, beast::http::verb method,
                        const std::string& form, const std::string& authorization) {
  const std::optional<UrlParts> parts = split_url(url);
  if (!parts) return Error{"390503", "08001", "not a URL: " + url, {}};
  Outgoing request{method, parts->target, 11};
  const bool usual = parts->port == (parts->is_secure ? "443" : "80");
  request.set(beast::http::field::host, usual ? parts->host : parts->host + ":" + parts->port);
  request.set(beast::http::field::accept, "application/json");
  request.set(beast::http::field::connection, "close");
  if (!authorization.empty()) request.set(beast::http::field::authorization, authorization);
  if (method == beast::http::verb::post) {
    request.set(beast::http::field::content_type, "application/x-www-form-urlencoded");
    request.body() = form;
    request.prepare_payload();
  }
  try {
    return Call(*parts).run(std::move(request));
  } catch (const std::exception& thrown) {
    return Error{"390503", "08001", std::string("cannot reach the provider: ") + thrown.what(), {}};
  }
}

}  // namespace

Result<HttpAnswer> OutboundClient::get(const std::string& url) {
  return call(url, beast::http::verb::get, "", "");
}

Result<HttpAnswer> OutboundClient::post_form(const std::string& url, const std::string& form,
                                             const std::string& authorization) {
  return call(url, beast::http::verb::post, form, authorization);
}

}  // namespace mockhaus::http
