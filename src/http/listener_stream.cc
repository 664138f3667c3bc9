// Answers that are written piece by piece.
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "http/listener_answer.h"
#include "http/listener_connection.h"

namespace mockhaus::http {

constexpr size_t bytes_per_second_min = 64 << 10;

// Everything is posted, never run at once, so that it happens in the order of the calls.
class PieceByPiece final : public BodyStream {
 public:
  PieceByPiece(std::shared_ptr<Connection> connection, bool only_head, bool chunked)
      : connection_(std::move(connection)), only_head_(only_head), chunked_(chunked) {}

  ~PieceByPiece() override {
    if (!ended_) finish(only_head_);
  }

  std::shared_ptr<std::atomic<bool>> open() const { return open_; }
  bool is_open() const override { return *open_ && !only_head_; }

  void write(std::string piece, std::function<void(bool)> written) override {
    if (!is_open()) return written(false);
    if (chunked_) piece = print_chunk(piece);
    asio::post(connection_->loop_.context,
               [connection = connection_, open = open_, piece = std::move(piece),
                written = std::move(written)]() mutable {
                 connection->write_piece(std::move(piece), std::move(written), std::move(open));
               });
  }

  void end() override {
    ended_ = true;
    if (only_head_ || !chunked_) return finish(true);
    asio::post(connection_->loop_.context, [connection = connection_, open = open_] {
      connection->write_piece(std::string(last_chunk),
                              [connection](bool ok) { connection->end_stream(ok); }, open);
    });
  }

 private:
  void finish(bool complete) {
    asio::post(connection_->loop_.context, [connection = connection_, complete] {
      connection->end_stream(complete);
    });
  }

  const std::shared_ptr<Connection> connection_;  // shared with its loop
  // Shared with the pieces on their way, and looked at by the wait for the client's end.
  const std::shared_ptr<std::atomic<bool>> open_ = std::make_shared<std::atomic<bool>>(true);
  const bool only_head_, chunked_;
  bool ended_ = false;
};

std::shared_ptr<BodyStream> Connection::stream(Response head) {
  const bool chunked = !is_old_;
  if (!chunked) keep_alive_ = false;
  auto made = std::make_shared<PieceByPiece>(shared_from_this(), is_head_, chunked);
  std::string lines = print_stream_head(head, keep_alive_ && !owner_.stopping, chunked);
  asio::post(loop_.context, [self = shared_from_this(), open = made->open(),
                             lines = std::move(lines)]() mutable {
    self->watch_for_end(open);
    self->write_piece(std::move(lines), [](bool) {}, open);
  });
  return made;
}

// A client that left is noticed at once, and not only when the next piece is written.
void Connection::watch_for_end(std::weak_ptr<std::atomic<bool>> open) {
  const auto look = [self = shared_from_this(), open](error_code error) {
    const auto watched = open.lock();
    if (watched == nullptr || !*watched || error) return;
    error_code failed;
    if (self->channel_.socket().available(failed) > 0) return;  // the next request came early
    *watched = false;
    self->close();
  };
  channel_.socket().async_wait(tcp::socket::wait_read, look);
}

void Connection::write_piece(std::string piece, std::function<void(bool)> written,
                             std::shared_ptr<std::atomic<bool>> open) {
  if (!*open) return written(false);
  // The head, and the last chunk, may come while a piece is being written.
  waiting_pieces_.push_back({std::move(piece), std::move(written), std::move(open)});
  if (waiting_pieces_.size() == 1) write_next_piece();
}

void Connection::write_next_piece() {
  const std::string& bytes = waiting_pieces_.front().bytes;
  set_deadline(owner_.options.write_seconds +
               static_cast<int64_t>(bytes.size() / bytes_per_second_min));
  asio::async_write(channel_, asio::buffer(bytes),
                    [self = shared_from_this()](error_code error, size_t) {
                      self->on_piece_written(error);
                    });
}

void Connection::on_piece_written(error_code error) {
  Piece done = std::move(waiting_pieces_.front());
  waiting_pieces_.pop_front();
  deadline_ = SteadyTime::max();  // the next piece comes when there is one
  std::deque<Piece> lost;
  if (error) {
    *done.open = false;
    close();
    lost.swap(waiting_pieces_);
  }
  if (!waiting_pieces_.empty()) write_next_piece();
  done.written(!error);
  for (Piece& piece : lost) piece.written(false);
  if (stream_ending_ && waiting_pieces_.empty()) end_stream(*stream_ending_ && !error);
}

// Incomplete: the connection is cut, so that the client knows.
void Connection::end_stream(bool complete) {
  stream_ending_ = complete;
  if (!complete) close();
  if (!waiting_pieces_.empty()) return;
  stream_ending_.reset();
  on_written(complete ? error_code() : asio::error::connection_aborted);
}

}  // namespace mockhaus::http
