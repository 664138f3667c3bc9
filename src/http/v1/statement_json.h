// A statement as /api/v1 tells of it; docs/api.md has the members.
#pragma once

#include "base/json.h"
#include "http/request.h"
#include "http/routes.h"
#include "service/session/oversight.h"

namespace mockhaus::http::v1 {

using StatementPointer = std::shared_ptr<service::Statement>;

// What changes while a statement runs.
struct Progress {
  service::StatementState state = service::StatementState::queued;
  int64_t rows = 0, bytes = 0;
  std::optional<double> percentage;  // of the engine's work; nothing: unknown
  int64_t queue_position = 0;

  bool operator==(const Progress& other) const = default;
};
Progress progress_of(const service::Service& service, const service::Statement& statement);

enum class Text : uint8_t { with, without };  // that of the statement
void write_statement(const service::Service& service, const service::Statement& statement,
                     const Progress& progress, Text text, JsonWriter& json);

Response json_response(JsonWriter& json);

// The statement of the path, if it is the sender's or others give the right; null after answering.
StatementPointer find_statement(const Context& context, const Request& request,
                                service::Right right, Responder& responder);

}  // namespace mockhaus::http::v1
