// Requests to other servers: one connection for each, seconds of patience, bounded answers.
//
// https checks the server's certificate against the system's authorities and its name. Redirects
// are not followed. Calls block. Thread-safe.
#pragma once

#include "service/auth/http_client.h"

namespace mockhaus::http {

class OutboundClient final : public service::HttpClient {
 public:
  Result<service::HttpAnswer> get(const std::string& url) override;
  Result<service::HttpAnswer> post_form(const std::string& url, const std::string& form,
                                        const std::string& authorization) override;
};

struct UrlParts {
  bool is_secure = false;
  std::string host, port, target;
};
// Nothing: not http:// or https:// with a host.
std::optional<UrlParts> split_url(std::string_view url);

}  // namespace mockhaus::http
