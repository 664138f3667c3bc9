#include "http/driver/wait.h"

#include "service/service.h"
#include "service/statement/errors.h"

namespace mockhaus::http::driver {

void answer_when_done(const Context& context, const StatementPointer& statement, std::string host,
                      Responder responder) {
  service::Service& service = context.service;
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  const auto answer = [statement, host, held] { held->send(finished(*statement, host)); };
  if (statement->is_done()) {  // encoding rows would block the event loop
    if (!service.statements().run(answer)) {
      held->send(failure(service::errors::queue_full()));
    }
    return;
  }
  service.statements().wait(statement, service.options().wait_ns,
                            [statement, answer, held](bool done) {
                              if (done) return answer();
                              held->send(in_progress(*statement));
                            });
}

}  // namespace mockhaus::http::driver
