// One connection of the server: reads requests, hands them over, writes their answers. For
// listener*.cc only.
//
// Everything runs on the event loop that the connection belongs to, apart from answer(), begin()
// and what a stream's owner calls: those hand over to the loop. answer() writes what it can before,
// as nothing else happens on the connection meanwhile. HTTP's grammar is the library's.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <deque>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "http/listener.h"
#include "http/listener_answer.h"
#include "http/listener_channel.h"

namespace mockhaus::http {

namespace beast = boost::beast;
using SteadyTime = std::chrono::steady_clock::time_point;
using boost::system::error_code;

class Connection;

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

// What all connections share.
struct ListenerState {
  ListenerOptions options;
  Handlers handlers;
  const Log& log;
  Metrics& metrics;
  std::atomic<size_t> open{0};
  std::atomic<size_t> unanswered{0};
  std::atomic<bool> stopping{false};
  NewestTls tls;
};

class Connection final : public Exchange, public std::enable_shared_from_this<Connection> {
 public:
  Connection(ListenerState& owner, Loop& loop, tcp::socket socket);
  ~Connection() override;

  void begin();
  void wait_for_request();
  void answer(Response response) override;
  std::shared_ptr<BodyStream> stream(Response head) override;
  void close();
  bool is_overdue(SteadyTime now) const { return now > deadline_; }
  bool is_waiting() const { return idle_; }

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;
  using FileParser = beast::http::request_parser<beast::http::file_body>;
  friend class PieceByPiece;

  void wait_for_secure_bytes();
  void read_header();
  void on_header(error_code error);
  void read_body();
  void on_body(error_code error);
  bool begin_upload(Request& head);
  void read_upload();
  void on_upload(error_code error);
  void handle(Request&& request);
  void refuse(int status, std::string_view message);
  bool describe(Request& request);
  bool may_be_large(const Request& head) const;
  bool unpack_body(Request& request);
  size_t write_now(const std::string& head, const std::string& body);
  void write();
  void write_file();
  void on_written(error_code error);
  void linger();
  void set_deadline(int64_t after_seconds) {
    deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(after_seconds);
  }

  // listener_stream.cc
  void watch_for_end(std::weak_ptr<std::atomic<bool>> open);
  struct Piece {
    std::string bytes;
    std::function<void(bool)> written;
    std::shared_ptr<std::atomic<bool>> open;  // shared with the stream
  };
  void write_piece(std::string bytes, std::function<void(bool)> written,
                   std::shared_ptr<std::atomic<bool>> open);
  void write_next_piece();
  void on_piece_written(error_code error);
  void end_stream(bool complete);

  ListenerState& owner_;
  Loop& loop_;
  Channel channel_;
  std::mutex closing_;  // held by close(), and by write_now(), which may run elsewhere
  SteadyTime deadline_;
  beast::flat_buffer buffer_;
  std::unique_ptr<Parser> parser_;  // only while a request is read
  std::unique_ptr<FileParser> file_parser_;  // only while an upload is read
  Request upload_;                           // its headers
  std::string head_, body_;         // the answer being written
  std::ifstream file_;              // the rest of it
  std::deque<Piece> waiting_pieces_;  // of a stream; the first is being written
  std::optional<bool> stream_ending_;  // as soon as they are written
  std::string address_;
  bool idle_ = true;
  bool keep_alive_ = true;
  GzipWish gzip_ = GzipWish::unsaid;
  bool is_head_ = false;
  bool is_old_ = false;  // HTTP/1.0: knows no chunks
  bool known_ = false;
};

}  // namespace mockhaus::http
