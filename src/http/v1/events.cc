// Where a statement stands, as Server-Sent Events, until it has ended:
//
//   event: progress              event: end
//   data: {"handle":...}         data: {"handle":...,"error":null}
//
// A look at the statement every fifth of a second; an event when something changed, a comment when
// nothing did for long. No thread waits: a client that reads slowly gets fewer events, each with
// what is true when it is written, and one that reads nothing is cut like any other.
#include <mutex>

#include "http/handlers.h"
#include "http/sql_api/reply.h"
#include "http/v1/statement_json.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::v1 {

constexpr int64_t look_again_ns = 200 * ns_per_ms;
constexpr int64_t silence_ns_max = 15 * ns_per_second;  // proxies give up after 30 or 60

namespace {

// Lives while the timer, or a piece on its way, holds it.
class EventFeed : public std::enable_shared_from_this<EventFeed> {
 public:
  EventFeed(service::Service& service, StatementPointer statement,
            std::shared_ptr<BodyStream> stream, std::unique_ptr<service::Seats::Seat> seat)
      : service_(service), statement_(std::move(statement)), stream_(std::move(stream)),
        seat_(std::move(seat)) {}

  void begin() {
    look();
    statement_->on_done([weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->offer();
    });
  }

 private:
  void look() {
    offer();
    if (statement_->is_done() || !stream_->is_open()) return;
    service_.later(look_again_ns, [self = shared_from_this()] { self->look(); });
  }

  // Writes what there is to tell, unless the client still takes the piece before.
  void offer() {
    std::string piece;
    {
      const std::lock_guard lock(mutex_);
      if (is_writing_ || has_ended_) return;
      piece = next_piece();
      if (piece.empty()) return;
      is_writing_ = true;
    }
    stream_->write(std::move(piece), [self = shared_from_this()](bool taken) {
      self->on_written(taken);
    });
  }

  void on_written(bool taken) {
    bool ended = false;
    {
      const std::lock_guard lock(mutex_);
      is_writing_ = false;
      ended = has_ended_;
    }
    if (!taken) return;
    if (ended) return stream_->end();
    if (statement_->is_done()) offer();
  }

  // With the lock. Empty: nothing to tell.
  std::string next_piece() {
    const int64_t now = service_.clock().steady_ns();
    const Progress progress = progress_of(service_, *statement_);
    if (told_ && *told_ == progress) {
      if (now - told_ns_ < silence_ns_max) return {};
      told_ns_ = now;
      return ": still here\n\n";
    }
    told_ = progress;
    told_ns_ = now;
    has_ended_ = progress.state > service::StatementState::running;
    JsonWriter json;
    write_statement(service_, *statement_, progress, Text::without, json);
    return std::string(has_ended_ ? "event: end" : "event: progress") + "\ndata: " + json.text() +
           "\n\n";
  }

  service::Service& service_;
  const StatementPointer statement_;
  const std::shared_ptr<BodyStream> stream_;  // shared with the pieces on their way
  const std::unique_ptr<service::Seats::Seat> seat_;

  std::mutex mutex_;  // guards what follows
  bool is_writing_ = false, has_ended_ = false;
  std::optional<Progress> told_;
  int64_t told_ns_ = 0;
};

}  // namespace

void events(const Context& context, Request request, Responder responder) {
  const auto found = find_statement(context, request, service::Right::see, responder);
  if (found == nullptr) return;
  auto seat = context.service.event_seats().take(found->session->user());
  if (seat == nullptr) {
    Response refused = sql_api::short_error(429, service::errors::queue_full());
    return responder.send(std::move(refused));
  }
  Response head;
  head.content_type = "text/event-stream";
  head.headers.emplace_back("Cache-Control", "no-store");
  auto feed = std::make_shared<EventFeed>(context.service, found, responder.stream(head),
                                          std::move(seat));
  feed->begin();
}

}  // namespace mockhaus::http::v1
