#include "http/listener.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include "http/listener_answer.h"
#include "http/listener_connection.h"

namespace mockhaus::http {

using std::chrono::seconds;

struct Listener::Implementation : ListenerState {
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;
  size_t next_loop = 0;
  uint16_t bound_port = 0;

  Implementation(const ListenerOptions& options, Handlers handlers, const Log& log,
                 Metrics& metrics)
      : ListenerState{options, std::move(handlers), log, metrics} {}
  void accept();
  void take(Loop& loop, tcp::socket socket);
};

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
  auto all = std::make_unique<Implementation>(options, std::move(handlers), log, metrics);
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
