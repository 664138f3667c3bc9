// How a client wants its result to look, besides the rows themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mockhaus::wire {

enum class JsonProtocol : uint8_t { sql_api, driver };

// Formats that a request of the SQL API asks for: a column of that type is then written as
// formatted text. The driver protocol never sets them.
struct OutputFormats {
  std::optional<std::string> date, time, timestamp_ntz, timestamp_ltz, timestamp_tz;
  std::optional<std::string> binary;  // HEX, BASE64, UTF8
  std::string timezone = "UTC";       // in which a formatted TIMESTAMP_LTZ is shown

  bool any() const {
    return date || time || timestamp_ntz || timestamp_ltz || timestamp_tz || binary;
  }
  bool operator==(const OutputFormats&) const = default;
};

struct JsonOptions {
  JsonProtocol protocol = JsonProtocol::driver;
  bool nullable = true;  // false: NULL is the text "null" (SQL API, nullable=false)
  OutputFormats formats;
};

}  // namespace mockhaus::wire
