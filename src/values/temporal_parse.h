// Reading dates, times and timestamps from text: by detection (AUTO) or by a format.
//
// A reader is made once for a statement's format and used for every row; a row that cannot be read
// costs no more than one that can, and error() says what to tell the client about it.
#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"
#include "values/temporal_format.h"
#include "values/temporal_text.h"

namespace mockhaus::values {

enum class TemporalTarget : uint8_t { date, time, timestamp };

// ISO (2024-01-02, 2024-01-02T03:04:05.678 +0100 and what lies between), 2-Jan-2024, 1/2/2024,
// 1/2/2024 03:04:05, the two RFC forms, and integers: seconds, or milli-, micro-, nanoseconds when
// they are so large that they would be after the year 2969.
bool detect_date(std::string_view text, ParsedText* out);  // a timestamp is read, its day counts
bool detect_timestamp(std::string_view text, ParsedText* out);
// 3:04[:05[.678]] with AM, PM or an offset (which is ignored), and integers as above.
bool detect_time(std::string_view text, ParsedText* out);

class TemporalReader {
 public:
  // Only AUTO, in any case, means detection; an empty format matches an empty text.
  TemporalReader(std::string_view format, TemporalTarget target, int two_digit_century_start);

  bool read(std::string_view text, ParsedText* out) const;
  Error error(std::string_view text) const;

 private:
  TemporalTarget target_;
  int two_digit_century_start_;
  std::optional<TemporalFormat> format_;  // nothing: AUTO
};

}  // namespace mockhaus::values
