#include "http/listener_connection.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>

#include "http/gzip.h"

namespace mockhaus::http {

constexpr size_t bytes_per_second_min = 64 << 10;

static bool is_grammar_error(const error_code& error) {
  const error_code example = beast::http::make_error_code(beast::http::error::bad_method);
  return error.category() == example.category();
}

Connection::Connection(ListenerState& owner, Loop& loop, tcp::socket socket)
    : owner_(owner), loop_(loop), channel_(std::move(socket), owner.tls.get()) {
  error_code ignored;
  channel_.socket().set_option(tcp::no_delay(true), ignored);
  const auto peer = channel_.socket().remote_endpoint(ignored);
  address_ = peer.address().to_string(ignored);
  loop_.connections.insert(this);
  owner_.metrics.connections = static_cast<int64_t>(++owner_.open);
}

Connection::~Connection() {
  if (file_parser_ != nullptr) std::remove(upload_.body_file.c_str());
  loop_.connections.erase(this);
  owner_.metrics.connections = static_cast<int64_t>(--owner_.open);
}

void Connection::close() {
  const std::lock_guard lock(closing_);
  error_code ignored;
  channel_.socket().close(ignored);
}

void Connection::begin() {
  if (!channel_.is_secure()) return wait_for_request();
  idle_ = false;
  set_deadline(owner_.options.header_seconds);
  channel_.tls().async_handshake(asio::ssl::stream_base::server,
                                 [self = shared_from_this()](error_code error) {
                                   if (error) return self->close();
                                   self->wait_for_request();
                                 });
}

// TLS may hold decrypted bytes already, so waiting for the socket would not do.
void Connection::wait_for_secure_bytes() {
  channel_.async_read_some(buffer_.prepare(4096),
                           [self = shared_from_this()](error_code error, size_t size) {
                             if (error) return self->close();
                             self->buffer_.commit(size);
                             self->read_header();
                           });
}

void Connection::wait_for_request() {
  idle_ = true;
  if (buffer_.size() > 0) return read_header();
  buffer_ = {};  // an idle connection holds no memory for reading
  if (owner_.stopping) return close();
  set_deadline(owner_.options.idle_seconds);
  if (channel_.is_secure()) return wait_for_secure_bytes();
  channel_.socket().async_wait(tcp::socket::wait_read, [self = shared_from_this()](auto error) {
    if (!error) self->read_header();
  });
}

void Connection::read_header() {
  idle_ = false;
  set_deadline(owner_.options.header_seconds);
  parser_ = std::make_unique<Parser>();
  parser_->header_limit(static_cast<uint32_t>(owner_.options.header_bytes_max));
  parser_->body_limit(owner_.options.body_bytes_max);
  beast::http::async_read_header(
      channel_, buffer_, *parser_,
      [self = shared_from_this()](error_code error, size_t) { self->on_header(error); });
}

void Connection::refuse(int status, std::string_view message) {
  keep_alive_ = false;
  ++owner_.unanswered;
  answer(plain_error(status, message));
}

// Bodies without a length, packed ones and long ones; others need no proof yet.
bool Connection::may_be_large(const Request& head) const {
  const auto length = parser_->content_length();
  return parser_->chunked() || !head.header("content-encoding").empty() ||
         length.value_or(0) > owner_.options.body_bytes_max_unknown;
}

void Connection::on_header(error_code error) {
  if (error == beast::http::error::header_limit) return refuse(431, "Header too large.");
  if (error == beast::http::error::body_limit) return refuse(413, "Body too large.");
  if (error == beast::http::error::end_of_stream) return close();
  if (error == beast::http::error::partial_message) return close();
  if (error && is_grammar_error(error)) return refuse(400, "Malformed HTTP request.");
  if (error) return close();
  Request head;
  if (!describe(head)) return;
  if (begin_upload(head)) return;
  known_ = may_be_large(head) && owner_.handlers.is_known(head);
  const size_t limit =
      known_ ? owner_.options.body_bytes_max : owner_.options.body_bytes_max_unknown;
  if (parser_->content_length().value_or(0) > limit) return refuse(413, "Body too large.");
  parser_->body_limit(limit);
  if (beast::iequals(head.header("expect"), "100-continue")) {
    asio::async_write(channel_, asio::buffer(send_the_body),
                      [self = shared_from_this()](error_code failed, size_t) {
                        if (!failed) self->read_body();
                      });
    return;
  }
  read_body();
}

// A body that goes into a file. True: seen to.
bool Connection::begin_upload(Request& head) {
  if (head.method != "PUT" || !owner_.handlers.upload_file) return false;
  std::string path = owner_.handlers.upload_file(head);
  if (path.empty()) return false;
  parser_->body_limit(owner_.options.upload_bytes_max);
  file_parser_ = std::make_unique<FileParser>(std::move(*parser_));
  parser_.reset();
  file_parser_->body_limit(owner_.options.upload_bytes_max);
  upload_ = std::move(head);
  upload_.body_file = std::move(path);
  error_code error;
  file_parser_->get().body().open(upload_.body_file.c_str(), beast::file_mode::write_new, error);
  if (error) {
    refuse(500, "Cannot write the file.");
    return true;
  }
  if (!beast::iequals(upload_.header("expect"), "100-continue")) {
    read_upload();
    return true;
  }
  asio::async_write(channel_, asio::buffer(send_the_body),
                    [self = shared_from_this()](error_code failed, size_t) {
                      if (!failed) self->read_upload();
                    });
  return true;
}

void Connection::read_upload() {
  const size_t length = file_parser_->content_length().value_or(owner_.options.upload_bytes_max);
  set_deadline(owner_.options.body_seconds + static_cast<int64_t>(length / bytes_per_second_min));
  if (file_parser_->is_done()) return on_upload({});
  beast::http::async_read(
      channel_, buffer_, *file_parser_,
      [self = shared_from_this()](error_code error, size_t) { self->on_upload(error); });
}

void Connection::on_upload(error_code error) {
  if (error == beast::http::error::body_limit) return refuse(413, "Body too large.");
  if (error) return close();
  error_code ignored;
  file_parser_->get().body().file().close(ignored);
  file_parser_.reset();
  handle(std::move(upload_));
}

void Connection::read_body() {
  const size_t length = parser_->content_length().value_or(owner_.options.body_bytes_max_unknown);
  set_deadline(owner_.options.body_seconds + static_cast<int64_t>(length / bytes_per_second_min));
  if (parser_->is_done()) return on_body({});
  beast::http::async_read(
      channel_, buffer_, *parser_,
      [self = shared_from_this()](error_code error, size_t) { self->on_body(error); });
}

// Fills everything but the body; answers itself and returns false when the request is refused.
bool Connection::describe(Request& request) {
  const auto& message = parser_->get();
  keep_alive_ = message.keep_alive();
  request.method = std::string(message.method_string());
  is_head_ = request.method == "HEAD";
  is_old_ = message.version() < 11;
  request.remote_address = address_;
  request.is_secure = channel_.is_secure();
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    request.headers.emplace_back(std::move(name), std::string(field.value()));
  }
  gzip_ = gzip_wish(request.header("accept-encoding"));
  if (request.headers.size() > owner_.options.header_count_max) {
    refuse(431, "Too many headers.");
    return false;
  }
  const std::string_view target(message.target().data(), message.target().size());
  if (!parse_target(target, request) || !request.path.starts_with('/')) {
    refuse(400, "Malformed request target.");
    return false;
  }
  return true;
}

// Uploads to stages keep their bytes whatever Content-Encoding says; JSON bodies are unpacked.
bool Connection::unpack_body(Request& request) {
  const bool says_gzip = request.header("content-encoding").find("gzip") != std::string_view::npos;
  if (request.method != "POST" || !is_gzip(request.body)) return !says_gzip || request.body.empty();
  const size_t limit =
      known_ ? owner_.options.body_bytes_max : owner_.options.body_bytes_max_unknown;
  std::optional<std::string> unpacked = unzip(request.body, limit);
  if (!unpacked) return false;
  request.body = std::move(*unpacked);
  return true;
}

void Connection::on_body(error_code error) {
  if (error == beast::http::error::body_limit) return refuse(413, "Body too large.");
  if (error) return close();
  Request request;
  if (!describe(request)) return;
  request.body = std::move(parser_->get().body());
  parser_.reset();
  if (!unpack_body(request)) return refuse(400, "Malformed gzip body.");
  handle(std::move(request));
}

void Connection::handle(Request&& request) {
  deadline_ = SteadyTime::max();  // the answer takes as long as the statement
  ++owner_.metrics.requests;
  ++owner_.unanswered;
  owner_.handlers.handle(std::move(request), Responder(shared_from_this()));
}

// How much of an answer the socket takes at once. Waking the loop for it would let the client wait.
size_t Connection::write_now(const std::string& head, const std::string& body) {
  const std::lock_guard lock(closing_);
  if (channel_.is_secure() || !channel_.socket().is_open()) return 0;
  iovec parts[] = {{const_cast<char*>(head.data()), head.size()},
                   {const_cast<char*>(body.data()), body.size()}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = std::size(parts);
  const ssize_t written =
      ::sendmsg(channel_.socket().native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  return written > 0 ? static_cast<size_t>(written) : 0;
}

void Connection::answer(Response response) {
  const bool far = address_ != "127.0.0.1" && address_ != "::1";
  compress(response, gzip_, far);
  std::string head = print_head(response, keep_alive_ && !owner_.stopping);
  if (is_head_) response.body.clear();
  const size_t written = write_now(head, response.body);
  asio::dispatch(loop_.context, [self = shared_from_this(), head = std::move(head),
                                 body = std::move(response.body), file = std::move(response.file),
                                 written]() mutable {
    if (!file.empty() && !self->is_head_) self->file_.open(file, std::ios::binary);
    if (written == head.size() + body.size()) return self->on_written({});
    body.erase(0, written - std::min(written, head.size()));
    head.erase(0, std::min(written, head.size()));
    self->head_ = std::move(head);
    self->body_ = std::move(body);
    self->write();
  });
}

void Connection::write() {
  set_deadline(owner_.options.write_seconds +
               static_cast<int64_t>(body_.size() / bytes_per_second_min));
  const std::array<asio::const_buffer, 2> parts = {asio::buffer(head_), asio::buffer(body_)};
  asio::async_write(channel_, parts, [self = shared_from_this()](error_code error, size_t) {
    self->on_written(error);
  });
}

// The next piece of a file; the deadline is that of a slow reader.
void Connection::write_file() {
  constexpr size_t piece_bytes = size_t{256} << 10;
  head_.clear();
  body_.resize(piece_bytes);
  file_.read(body_.data(), static_cast<std::streamsize>(piece_bytes));
  body_.resize(static_cast<size_t>(file_.gcount()));
  if (body_.empty()) file_.close();
  write();
}

void Connection::on_written(error_code error) {
  if (!error && file_.is_open()) return write_file();
  file_.close();
  --owner_.unanswered;
  head_ = {};
  body_ = {};
  if (error) return close();
  if (!keep_alive_ || owner_.stopping) return linger();
  wait_for_request();
}

// Lets the client read the answer before the socket goes: closing with unread input would reset it.
void Connection::linger() {
  set_deadline(2);
  if (channel_.is_secure()) {
    return channel_.tls().async_shutdown([self = shared_from_this()](error_code) {
      self->close();
    });
  }
  error_code ignored;
  channel_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  parser_.reset();
  buffer_ = {};
  auto drain = std::make_shared<std::array<char, 4096>>();
  channel_.async_read_some(asio::buffer(*drain),
                          [self = shared_from_this(), drain](error_code error, size_t) {
                            if (error) self->close();
                            if (!error && !self->is_overdue(std::chrono::steady_clock::now())) {
                              self->linger();
                            }
                          });
}

}  // namespace mockhaus::http
