#include <charconv>

#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/v1/caller.h"
#include "http/v1/statement_json.h"
#include "service/service.h"

namespace mockhaus::http::v1 {

constexpr size_t history_rows_default = 100;
constexpr size_t history_rows_max = 10'000;

void statement(const Context& context, Request request, Responder responder) {
  const auto found = find_statement(context, request, service::Right::see, responder);
  if (found == nullptr) return;
  JsonWriter json;
  const Progress progress = progress_of(context.service, *found);
  write_statement(context.service, *found, progress, Text::with, json);
  responder.send(json_response(json));
}

void cancel(const Context& context, Request request, Responder responder) {
  const auto found = find_statement(context, request, service::Right::end, responder);
  if (found == nullptr) return;
  JsonWriter json;
  json.begin_object().member("handle", found->id);
  json.member("canceled", context.service.statements().cancel(found)).end_object();
  responder.send(json_response(json));
}

static size_t read_limit(const Request& request) {
  const std::string_view text = request.query_value("limit").value_or("");
  size_t limit = history_rows_default;
  std::from_chars(text.data(), text.data() + text.size(), limit);
  return std::min(limit, history_rows_max);
}

// Statements that have ended, newest first: the user's own, or (of=all) those that may be seen.
void history(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  const size_t limit = read_limit(request);
  JsonWriter json;
  json.begin_object().key("statements").begin_array();
  std::optional<service::Oversight> visible;
  if (request.query_value("of").value_or("") == "all") {
    visible = oversight_of(context, *user, service::Right::see);
  }
  size_t rows = 0;
  for (const auto& one : context.service.statements().history(history_rows_max)) {
    const bool is_own = one->session->user() == user->name;
    if (!is_own && (!visible || !visible->covers(*one))) continue;
    if (++rows > limit) break;
    write_statement(context.service, *one, progress_of(context.service, *one), Text::with, json);
  }
  json.end_array().end_object();
  responder.send(json_response(json));
}

}  // namespace mockhaus::http::v1
