#include "http/errors.h"

namespace mockhaus::http::errors {

Error invalid_payload() {
  return {"390142", "22000", "Incoming request does not contain a valid payload."};
}
Error empty_statement() {
  return {"000900", "42601", "SQL compilation error:\nEmpty SQL statement."};
}
Error bind_lengths_differ() {
  return {"002099", "22000",
          "SQL compilation error:\nBatch size of the bind variables is not the same for all."};
}
Error wrong_media_type() {
  return {"391902", "0A000", "Unsupported Media Type: the content type must be application/json."};
}
Error not_acceptable() {
  return {"391902", "0A000", "Not Acceptable: results are JSON, text/csv or "
                             "application/vnd.apache.arrow.stream."};
}
Error no_such_session(std::string_view id) {
  return {"390111", "08003", "Session '" + std::string(id) + "' does not exist or is not yours."};
}
Error sql_api_disabled() {
  return {"390403", "0A000", "The SQL API is not enabled on this server."};
}

}  // namespace mockhaus::http::errors
