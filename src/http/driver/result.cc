#include <charconv>

#include "http/driver/chunk_url.h"
#include "http/driver/guard.h"
#include "http/driver/reply.h"
#include "http/driver/wait.h"
#include "http/handlers.h"
#include "service/result/public_token.h"
#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::driver {

void result(const Context& context, Request request, Responder responder) {
  const std::shared_ptr<service::Session> session = find_session(context, request, responder);
  if (session == nullptr) return;
  const std::string& id = request.path_parameters[0];
  const StatementPointer statement = context.service.find_statement(session->user(), id);
  if (statement == nullptr) {
    return responder.send(statement_failure(service::errors::statement_not_found(id), id));
  }
  answer_when_done(context, statement, host_of(request), std::move(responder));
}

static Response chunk_of(const service::Statement& statement, ResultFormat format,
                         size_t partition) {
  const service::StoredResult& result = *statement.outcome().result;
  Result<std::string> bytes = format == ResultFormat::arrow
                                  ? result.arrow_stream(partition)
                                  : result.json_rows(partition, json_options());
  Response response;
  if (!bytes) {
    response.status = 404;
    return response;
  }
  response.body = std::move(*bytes);
  // Rows without their outer brackets are not JSON: snowflake-sdk for Node.js would parse them.
  response.content_type = "application/octet-stream";
  return response;
}

void chunk(const Context& context, Request request, Responder responder) {
  const auto& values = request.path_parameters;
  const StatementPointer statement = context.service.statements().find(values[0]);
  size_t partition = 0;
  const std::string& number = values[3];
  const auto [stop, error] =
      std::from_chars(number.data(), number.data() + number.size(), partition);
  const bool is_number = error == std::errc() && stop == number.data() + number.size();
  const bool is_format = values[2] == "arrow" || values[2] == "json";
  const bool is_ours = service::is_public_token(values[0], values[1]) && statement != nullptr &&
                       statement->is_done() && statement->outcome().result != nullptr;
  if (!is_ours || !is_number || !is_format ||
      partition >= statement->outcome().result->partitions().size()) {
    Response missing;
    missing.status = 404;
    return responder.send(std::move(missing));
  }
  const ResultFormat format = values[2] == "arrow" ? ResultFormat::arrow : ResultFormat::json;
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  const bool taken = context.service.statements().run([statement, format, partition, held] {
    held->send(chunk_of(*statement, format, partition));
  });
  if (!taken) held->send(failure(service::errors::queue_full()));
}

}  // namespace mockhaus::http::driver
