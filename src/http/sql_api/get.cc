#include <charconv>

#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "service/result/stored_result.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::sql_api {

static std::optional<size_t> read_number(std::string_view text) {
  size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return number;
}

// The error of an asynchronous statement has only a code and a message when it is read here [R].
static Response ended_without_rows(const service::Statement& statement) {
  const Error& error = *statement.outcome().error;
  if (statement.request.asynchronous && statement.state() == service::StatementState::failed) {
    return short_error(status_of(error), error);
  }
  return full_error(status_of(error), error, statement.id);
}

void get(const Context& context, Request request, Responder responder) {
  const std::optional<service::UserRecord> user = authenticate(context, request, responder);
  if (!user) return;
  const std::string& handle = request.path_parameters[0];
  const StatementPointer statement = context.service.find_statement(user->name, handle);
  if (statement == nullptr) {
    const Error unknown = service::errors::statement_not_found(handle);
    return responder.send(full_error(400, unknown, ""));
  }
  if (!statement->is_done()) return responder.send(in_progress(*statement));
  if (statement->outcome().error) return responder.send(ended_without_rows(*statement));

  const std::string_view asked = request.query_value("partition").value_or("0");
  const std::optional<size_t> number = read_number(asked);
  const size_t partitions = statement->outcome().result->partitions().size();
  if (!number || *number >= partitions) {
    const Error bad = service::errors::bad_partition(asked, partitions);
    return responder.send(full_error(400, bad, statement->id));
  }
  const std::string request_id(request.query_value("requestId").value_or(""));
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  const auto answer = [statement, number = *number, request_id, held] {
    held->send(number == 0 ? finished(*statement, request_id) : partition(*statement, number));
  };
  if (!context.service.statements().run(answer)) {
    held->send(short_error(429, service::errors::queue_full()));
  }
}

}  // namespace mockhaus::http::sql_api
