#include "http/gate.h"

#include <algorithm>

#include "service/service.h"

namespace mockhaus::http {

namespace {

// Adds what browsers want to see to the answer of a handler.
class CrossOriginExchange final : public Exchange {
 public:
  CrossOriginExchange(Responder inner, std::string origin)
      : inner_(std::move(inner)), origin_(std::move(origin)) {}

  void answer(Response response) override {
    add_headers(response);
    inner_.send(std::move(response));
  }
  std::shared_ptr<BodyStream> stream(Response head) override {
    add_headers(head);
    return inner_.stream(std::move(head));
  }

 private:
  void add_headers(Response& response) const {
    response.headers.emplace_back("Access-Control-Allow-Origin", origin_);
    response.headers.emplace_back("Access-Control-Expose-Headers", "Link, Retry-After");
    response.headers.emplace_back("Vary", "Origin");
  }

  Responder inner_;
  const std::string origin_;
};

// Dev mode without a list: pages that this machine serves itself.
bool is_local(std::string_view origin) {
  for (const std::string_view start : {"http://localhost", "https://localhost",
                                       "http://127.0.0.1", "https://127.0.0.1"}) {
    if (!origin.starts_with(start)) continue;
    const std::string_view port = origin.substr(start.size());
    if (port.empty()) return true;
    return port.size() > 1 && port[0] == ':' &&
           port.find_first_not_of("0123456789", 1) == port.npos;
  }
  return false;
}

bool is_allowed(const Context& context, std::string_view origin) {
  const std::vector<std::string>& allowed = context.origins->allowed;
  if (allowed.empty()) return context.origins->local_pages && is_local(origin);
  return std::ranges::find(allowed, origin) != allowed.end() ||
         std::ranges::find(allowed, "*") != allowed.end();
}

// A header's value is written as it is: nothing that could end it.
bool is_plain(std::string_view origin) {
  return origin.size() < 300 &&
         std::ranges::all_of(origin, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

Response too_many() {
  Response response;
  response.status = 429;
  response.body = R"({"data":null,"code":"390505","message":"Too many requests.","success":false})";
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

Response preflight(const Request& request) {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
  const std::string_view wanted = request.header("access-control-request-headers");
  const bool plain = wanted.size() < 1000 && std::ranges::all_of(wanted, [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == ',' || c == ' ';
  });
  if (plain && !wanted.empty()) {
    response.headers.emplace_back("Access-Control-Allow-Headers", std::string(wanted));
  }
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  return response;
}

}  // namespace

bool user_may_ask(const Context& context, const std::string& user, Responder& responder) {
  service::Service& service = context.service;
  if (service.rate_of_users().allows(user, service.clock().steady_ns())) return true;
  ++service.metrics().requests_refused;
  responder.send(too_many());
  return false;
}

bool pass_gate(const Context& context, const Request& request, Responder& responder) {
  service::Service& service = context.service;
  if (!service.rate_of_addresses().allows(request.remote_address, service.clock().steady_ns())) {
    ++service.metrics().requests_refused;
    responder.send(too_many());
    return false;
  }
  const std::string_view origin = request.header("origin");
  // Pages that we served speak to where they came from.
  if (origin.empty() || origin.ends_with("://" + std::string(request.header("host")))) return true;
  if (context.origins == nullptr || !is_plain(origin) || !is_allowed(context, origin)) {
    Response refused;
    refused.status = 403;
    refused.body = R"({"code":"390403","message":"This origin is not allowed."})";
    responder.send(std::move(refused));
    return false;
  }
  auto wrapped = std::make_shared<CrossOriginExchange>(std::move(responder), std::string(origin));
  responder.replace(std::move(wrapped));
  const bool is_preflight = request.method == "OPTIONS" &&
                            !request.header("access-control-request-method").empty();
  if (is_preflight) responder.send(preflight(request));
  return !is_preflight;
}

}  // namespace mockhaus::http
