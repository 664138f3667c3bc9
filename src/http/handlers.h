// All handlers, by the file that holds them; routes.cc says which path leads to which.
#pragma once

#include "http/routes.h"

namespace mockhaus::http {

namespace sql_api {
void submit(const Context& context, Request request, Responder responder);  // submit.cc
void get(const Context& context, Request request, Responder responder);     // get.cc
void cancel(const Context& context, Request request, Responder responder);  // cancel.cc
}  // namespace sql_api

namespace driver {
void log_in(const Context& context, Request request, Responder responder);   // login.cc
void renew(const Context& context, Request request, Responder responder);    // session.cc
void heartbeat(const Context& context, Request request, Responder responder);
void log_out(const Context& context, Request request, Responder responder);
void query(const Context& context, Request request, Responder responder);    // query.cc
void result(const Context& context, Request request, Responder responder);   // result.cc
void chunk(const Context& context, Request request, Responder responder);
void abort(const Context& context, Request request, Responder responder);    // abort.cc
void abort_by_id(const Context& context, Request request, Responder responder);
void monitor(const Context& context, Request request, Responder responder);  // monitoring.cc
void put_file(const Context& context, Request request, Responder responder);  // stage_files.cc
void get_file(const Context& context, Request request, Responder responder);
void telemetry(const Context& context, Request request, Responder responder);
void refuse_authenticator(const Context& context, Request request, Responder responder);
}  // namespace driver

namespace openapi {
void sql_api(const Context& context, Request request, Responder responder);  // openapi.cc
void own_api(const Context& context, Request request, Responder responder);
}  // namespace openapi

namespace v1 {
void statement(const Context& context, Request request, Responder responder);  // statements.cc
void cancel(const Context& context, Request request, Responder responder);
void history(const Context& context, Request request, Responder responder);
void events(const Context& context, Request request, Responder responder);  // events.cc
void query(const Context& context, Request request, Responder responder);   // query.cc
void result(const Context& context, Request request, Responder responder);
void translate(const Context& context, Request request, Responder responder);  // translate.cc
void open_session(const Context& context, Request request, Responder responder);  // sessions.cc
void list_sessions(const Context& context, Request request, Responder responder);
void close_session(const Context& context, Request request, Responder responder);
void version(const Context& context, Request request, Responder responder);  // version.cc
}  // namespace v1

namespace admin {
void health(const Context& context, Request request, Responder responder);  // health.cc
void ready(const Context& context, Request request, Responder responder);
void metrics(const Context& context, Request request, Responder responder);
}  // namespace admin

}  // namespace mockhaus::http
