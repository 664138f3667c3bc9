// Asking other servers, as authentication needs it. Implemented by http/outbound.h, by tests.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mockhaus::service {

struct HttpAnswer {
  int status = 0;
  std::string body;
};

// Calls block, for some seconds at most; answers have a largest size. Thread-safe.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual Result<HttpAnswer> get(const std::string& url) = 0;
  // `form`: encoded already. `authorization`: the header's value; empty: none.
  virtual Result<HttpAnswer> post_form(const std::string& url, const std::string& form,
                                       const std::string& authorization) = 0;
};

}  // namespace mockhaus::service
