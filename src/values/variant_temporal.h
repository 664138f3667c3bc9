// A VARIANT cast to a date, time or timestamp under the settings of a session.
//
// Text is read by the input formats, numbers are seconds since 1970, a date is its midnight.
#pragma once

#include <optional>

#include "values/settings.h"
#include "values/temporal_parse.h"
#include "values/variant_cast.h"
#include "values/zone.h"

namespace mockhaus::values {

// Made once for many rows; for one thread.
class TemporalCast {
 public:
  explicit TemporalCast(const Settings& settings) : settings_(settings) {}

  VariantCast to_date(VariantView value, int32_t& days);
  VariantCast to_time(VariantView value, int64_t& nanoseconds);
  VariantCast to_timestamp(VariantView value, TimestampKind kind, int128& timestamp);

 private:
  bool read(std::string_view text, TemporalTarget target, ParsedText* parsed);
  Zone& zone();

  const Settings& settings_;
  std::optional<TemporalReader> readers_[3];
  std::optional<Zone> zone_;
};

}  // namespace mockhaus::values
