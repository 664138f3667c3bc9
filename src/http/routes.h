// Every endpoint of the server, in one table, and how a request finds its handler.
#pragma once

#include <memory>
#include <string_view>

#include "http/request.h"

namespace mockhaus::service {
class Service;
}

namespace mockhaus::http {

// The web pages whose scripts may speak to us.
struct Origins {
  std::vector<std::string> allowed;  // "*": all
  bool local_pages = false;          // where nothing is listed: those of this machine
};

// What a handler works with.
struct Context {
  service::Service& service;
  const Origins* origins = nullptr;  // null: no page may
};

using Handler = void (*)(const Context& context, Request request, Responder responder);

struct Route {
  std::string_view method;
  std::string_view pattern;  // {name} matches one segment, {name...} the rest
  Handler handler;
};

// Calls the handler of the request's route. No such path: 404; path with other methods only: 405.
// What a handler throws ends here, as error 000603 with a reference.
void dispatch(const Context& context, Request request, Responder responder);

// Whether the headers carry a proof that we know: such a sender may send large bodies.
bool is_known_sender(const Context& context, const Request& request);

// The file that an upload to a stage is written to; empty: the request is no such upload.
std::string upload_file(const Context& context, const Request& request);

// Whether the pattern matches; fills the values of its {..}.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& values);

}  // namespace mockhaus::http
