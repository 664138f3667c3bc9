// What a request itself can do wrong, before any statement.
#pragma once

#include "base/error.h"

namespace mockhaus::http::errors {

Error invalid_payload();      // 390142
Error empty_statement();      // 000900
Error bind_lengths_differ();  // 002099
Error wrong_media_type();     // 391902
Error sql_api_disabled();     // 390403
Error not_acceptable();       // 391902
Error no_such_session(std::string_view id);  // 390111

}  // namespace mockhaus::http::errors
