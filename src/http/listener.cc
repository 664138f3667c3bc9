#include "http/listener.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <set>
#include <thread>

#include "http/gzip.h"
#include "http/listener_answer.h"
#include "http/listener_channel.h"

namespace mockhaus::http {

namespace beast = boost::beast;
using boost::system::error_code;
using std::chrono::seconds;
using SteadyTime = std::chrono::steady_clock::time_point;

namespace {

constexpr size_t compression_bytes_min = 1024;  // below, one packet carries it anyway
constexpr size_t bytes_per_second_min = 64 << 10;

bool is_grammar_error(const error_code& error) {
  const error_code example = beast::http::make_error_code(beast::http::error::bad_method);
  return error.category() == example.category();
}

class Connection;

}  // namespace

// One event loop and its connections. All members are used from its own thread only.
struct Loop {
  std::set<Connection*> connections;
  bool sweeping = false;
  bool ending = false;
  asio::io_context context{1};
  asio::steady_timer sweeper{context};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread;

  void run(const Log& log);
  void sweep();
  void end();
};

struct Listener::Implementation {
  ListenerOptions options;
  Handlers handlers;
  const Log& log;
  Metrics& metrics;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;
  size_t next_loop = 0;
  uint16_t bound_port = 0;
  std::atomic<size_t> open{0};
  std::atomic<size_t> unanswered{0};
  std::atomic<bool> stopping{false};
  NewestTls tls;

  void accept();
  void take(Loop& loop, tcp::socket socket);
};

namespace {

class Connection final : public Exchange, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Listener::Implementation& owner, Loop& loop, tcp::socket socket);
  ~Connection() override;

  void begin();
  void wait_for_request();
  void answer(Response response) override;
  void close();
  bool is_overdue(SteadyTime now) const { return now > deadline_; }
  bool is_waiting() const { return idle_; }

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;

  void wait_for_secure_bytes();
  void read_header();
  void on_header(error_code error);
  void read_body();
  void on_body(error_code error);
  void refuse(int status, std::string_view message);
  bool describe(Request& request);
  bool may_be_large(const Request& head) const;
  bool unpack_body(Request& request);
  void write();
  void on_written(error_code error);
  void linger();
  void set_deadline(int64_t after_seconds) {
    deadline_ = std::chrono::steady_clock::now() + seconds(after_seconds);
  }

  Listener::Implementation& owner_;
  Loop& loop_;
  Channel channel_;
  SteadyTime deadline_;
  beast::flat_buffer buffer_;
  std::unique_ptr<Parser> parser_;  // only while a request is read
  std::string head_, body_;         // the answer being written
  std::string address_;
  bool idle_ = true;
  bool keep_alive_ = true;
  bool accepts_gzip_ = false;
  bool is_head_ = false;
  bool known_ = false;
};

Connection::Connection(Listener::Implementation& owner, Loop& loop, tcp::socket socket)
    : owner_(owner), loop_(loop), channel_(std::move(socket), owner.tls.get()) {
  error_code ignored;
  channel_.socket().set_option(tcp::no_delay(true), ignored);
  const auto peer = channel_.socket().remote_endpoint(ignored);
  address_ = peer.address().to_string(ignored);
  loop_.connections.insert(this);
  owner_.metrics.connections = static_cast<int64_t>(++owner_.open);
}

Connection::~Connection() {
  loop_.connections.erase(this);
  owner_.metrics.connections = static_cast<int64_t>(--owner_.open);
}

void Connection::close() {
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
  request.remote_address = address_;
  request.is_secure = channel_.is_secure();
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    request.headers.emplace_back(std::move(name), std::string(field.value()));
  }
  accepts_gzip_ = request.header("accept-encoding").find("gzip") != std::string_view::npos;
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
  deadline_ = SteadyTime::max();  // the answer takes as long as the statement
  ++owner_.metrics.requests;
  ++owner_.unanswered;
  owner_.handlers.handle(std::move(request), Responder(shared_from_this()));
}

void Connection::answer(Response response) {
  const bool far = address_ != "127.0.0.1" && address_ != "::1";
  const bool wanted = response.compression == Response::Compression::when_accepted ||
                      (response.compression == Response::Compression::automatic && far);
  if (wanted && accepts_gzip_ && response.body.size() >= compression_bytes_min) {
    response.body = zip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  std::string head = print_head(response, keep_alive_ && !owner_.stopping);
  asio::dispatch(loop_.context, [self = shared_from_this(), head = std::move(head),
                                 body = std::move(response.body)]() mutable {
    self->head_ = std::move(head);
    self->body_ = self->is_head_ ? std::string() : std::move(body);
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

void Connection::on_written(error_code error) {
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

}  // namespace

// An exception (out of memory) costs the connection that it struck, not the server.
void Loop::run(const Log& log) {
  while (true) {
    try {
      context.run();
      return;
    } catch (const std::exception& thrown) {
      log.error("event_loop", {{"what", thrown.what()}});
    }
  }
}

// Closes what is overdue, once a second while there are connections; none: no wake-ups.
void Loop::sweep() {
  sweeping = true;
  sweeper.expires_after(seconds(1));
  sweeper.async_wait([this](error_code error) {
    if (error) return;
    const SteadyTime now = std::chrono::steady_clock::now();
    for (Connection* connection : connections) {
      if (connection->is_overdue(now)) connection->close();
    }
    sweeping = false;
    if (!connections.empty() && !ending) sweep();
  });
}

// Runs on the loop: with everything closed and no work left, run() returns.
void Loop::end() {
  ending = true;
  sweeper.cancel();
  for (Connection* connection : connections) connection->close();
  work.reset();
}

void Listener::Implementation::take(Loop& loop, tcp::socket socket) {
  if (open >= options.connections_max) {
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(too_many_connections), ignored);
    return;
  }
  // A worker may drop the last reference; the connection must still die on its own loop.
  const auto delete_on_loop = [&loop](Connection* connection) {
    asio::dispatch(loop.context, [owned = std::unique_ptr<Connection>(connection)] {});
  };
  std::shared_ptr<Connection> connection(new Connection(*this, loop, std::move(socket)),
                                         delete_on_loop);
  connection->begin();
  if (!loop.sweeping) loop.sweep();
}

void Listener::Implementation::accept() {
  Loop& loop = *loops[next_loop++ % loops.size()];
  acceptor->async_accept(loop.context, [this, &loop](error_code error, tcp::socket socket) {
    if (stopping || error == asio::error::operation_aborted) return;
    if (error) {  // out of descriptors: trying again at once would spin
      auto pause = std::make_shared<asio::steady_timer>(loops[0]->context);
      pause->expires_after(std::chrono::milliseconds(100));
      pause->async_wait([this, pause](error_code) {
        if (!stopping) accept();
      });
      return;
    }
    asio::post(loop.context, [this, &loop, socket = std::move(socket)]() mutable {
      take(loop, std::move(socket));
    });
    accept();
  });
}

Listener::Listener(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Listener::~Listener() { stop(); }

Result<std::unique_ptr<Listener>> Listener::open(const ListenerOptions& options, Handlers handlers,
                                                 const Log& log, Metrics& metrics) {
  auto all = std::unique_ptr<Implementation>(
      new Implementation{options, std::move(handlers), log, metrics, {}, nullptr});
  for (int i = 0; i < std::max(1, options.loops); ++i) {
    all->loops.push_back(std::make_unique<Loop>());
  }
  const auto failure = [&](const error_code& error) {
    return Error{"000603", "08001", "cannot listen on " + options.host + ":" +
                                        std::to_string(options.port) + ": " + error.message()};
  };
  if (!options.certificate_path.empty()) {
    TlsContext loaded =
        TRY(load_tls_context(options.certificate_path, options.private_key_path));
    all->tls.set(std::move(loaded));
  }
  error_code error;
  const std::string host = options.host == "localhost" ? "127.0.0.1" : options.host;
  const auto address = asio::ip::make_address(host, error);
  if (error) return failure(error);
  all->acceptor = std::make_unique<tcp::acceptor>(all->loops[0]->context);
  const tcp::endpoint endpoint(address, options.port);
  all->acceptor->open(endpoint.protocol(), error);
  if (!error) all->acceptor->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) all->acceptor->bind(endpoint, error);
  if (!error) all->acceptor->listen(1024, error);
  if (error) return failure(error);
  all->bound_port = all->acceptor->local_endpoint().port();
  return std::unique_ptr<Listener>(new Listener(std::move(all)));
}

Result<Done> Listener::reload_certificate() {
  Implementation& all = *implementation_;
  if (all.options.certificate_path.empty()) return Done{};
  TlsContext loaded =
      TRY(load_tls_context(all.options.certificate_path, all.options.private_key_path));
  all.tls.set(std::move(loaded));
  return Done{};
}

uint16_t Listener::port() const { return implementation_->bound_port; }

void Listener::start() {
  implementation_->accept();
  for (auto& loop : implementation_->loops) {
    loop->thread = std::thread([&loop = *loop, &log = implementation_->log] { loop.run(log); });
  }
}

void Listener::stop_accepting() {
  Implementation& all = *implementation_;
  if (all.stopping.exchange(true)) return;
  asio::post(all.loops[0]->context, [&all] {
    error_code ignored;
    all.acceptor->close(ignored);
  });
  for (auto& loop : all.loops) {
    asio::post(loop->context, [&loop = *loop] {
      for (Connection* connection : loop.connections) {
        if (connection->is_waiting()) connection->close();
      }
    });
  }
}

bool Listener::is_idle() const { return implementation_->unanswered == 0; }

void Listener::stop() {
  stop_accepting();
  for (auto& loop : implementation_->loops) {
    asio::post(loop->context, [&loop = *loop] { loop.end(); });
  }
  for (auto& loop : implementation_->loops) {
    if (loop->thread.joinable()) loop->thread.join();
  }
}

}  // namespace mockhaus::http
