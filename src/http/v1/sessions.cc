#include <charconv>

#include "base/json.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "http/sql_api/guard.h"
#include "http/sql_api/reply.h"
#include "http/statement_body.h"
#include "http/v1/caller.h"
#include "http/v1/statement_json.h"
#include "service/service.h"

namespace mockhaus::http::v1 {

using SessionPointer = std::shared_ptr<service::Session>;

static void write_session(const service::Service& service, const service::Session& session,
                          JsonWriter& json) {
  const service::SessionNames names = session.names();
  const auto name = [&](std::string_view key, const std::string& value) {
    value.empty() ? json.member_null(key) : json.member(key, value);
  };
  json.begin_object().member("session", static_cast<int64_t>(session.id()));
  json.member("user", session.user());
  name("database", names.database);
  name("schema", names.schema);
  name("role", names.role);
  name("warehouse", names.warehouse);
  json.member("client", session.start().client_id);
  json.member("created_at", session.created_wall_ms());
  const int64_t idle_ns = service.clock().steady_ns() - session.last_used_ns;
  json.member("idle_ms", std::max<int64_t>(0, idle_ns / ns_per_ms)).end_object();
}

// {"database","schema","role","warehouse","parameters"}, each optional; no body: the defaults.
static Result<service::SessionStart> read_start(const Context& context, const Request& request,
                                                const service::UserRecord& user) {
  service::Service::Wishes wishes;
  service::StatementRequest settings;
  if (!request.body.empty()) {
    Arena arena;
    const Json* body = parse_json(request.body, arena);
    if (body == nullptr || !body->is_object()) return errors::invalid_payload();
    wishes = read_wishes(*body);
    settings = TRY(read_statement(*body));
  }
  service::SessionStart start = TRY(context.service.prepare(user, wishes));
  for (auto& [key, value] : settings.parameters) start.parameters[key] = std::move(value);
  start.client_id = "MOCKHAUS_API";
  start.address = request.remote_address;
  return start;
}

void open_session(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  Result<service::SessionStart> start = read_start(context, request, *user);
  if (!start) return responder.send(sql_api::short_error(400, start.error()));
  const Result<SessionPointer> session =
      context.service.sessions().open_without_token(std::move(*start));
  if (!session) return responder.send(sql_api::short_error(429, session.error()));
  JsonWriter json;
  write_session(context.service, **session, json);
  Response response = json_response(json);
  response.status = 201;
  responder.send(std::move(response));
}

void list_sessions(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  const service::Oversight visible = oversight_of(context, *user, service::Right::see);
  std::vector<SessionPointer> sessions = context.service.sessions().all();
  std::ranges::sort(sessions, {}, [](const SessionPointer& one) { return one->id(); });
  JsonWriter json;
  json.begin_object().key("sessions").begin_array();
  for (const SessionPointer& one : sessions) {
    if (visible.covers(*one)) write_session(context.service, *one, json);
  }
  json.end_array().end_object();
  responder.send(json_response(json));
}

void close_session(const Context& context, Request request, Responder responder) {
  const auto user = sql_api::authenticate(context, request, responder);
  if (!user) return;
  service::Service& service = context.service;
  const std::string& text = request.path_parameters[0];
  uint64_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  SessionPointer session = service.sessions().find_by_id(id);
  const bool may_end = session != nullptr &&
                       oversight_of(context, *user, service::Right::end).covers(*session);
  if (may_end) session = service.sessions().close_by_id(id);
  if (!may_end || session == nullptr) {
    return responder.send(sql_api::short_error(404, errors::no_such_session(text)));
  }
  service.statements().close_session(session);
  JsonWriter json;
  json.begin_object().member("session", static_cast<int64_t>(id));
  json.member("closed", true).end_object();
  responder.send(json_response(json));
}

}  // namespace mockhaus::http::v1
