#include "values/variant_temporal.h"

#include "values/timestamp.h"
#include "values/variant_settings.h"

namespace mockhaus::values {
namespace {

bool is_timestamp(VariantKind kind) {
  return kind == VariantKind::timestamp_ntz || kind == VariantKind::timestamp_ltz ||
         kind == VariantKind::timestamp_tz;
}

const std::string& input_format(const Settings& settings, TemporalTarget target) {
  if (target == TemporalTarget::date) return settings.date_input_format;
  if (target == TemporalTarget::time) return settings.time_input_format;
  return settings.timestamp_input_format;
}

}  // namespace

bool TemporalCast::read(std::string_view text, TemporalTarget target, ParsedText* parsed) {
  std::optional<TemporalReader>& reader = readers_[static_cast<size_t>(target)];
  if (!reader) {
    reader.emplace(input_format(settings_, target), target, settings_.two_digit_century_start);
  }
  return reader->read(text, parsed);
}

Zone& TemporalCast::zone() {
  if (!zone_) zone_ = Zone::find(settings_.timezone).value_or(Zone());
  return *zone_;
}

VariantCast TemporalCast::to_date(VariantView value, int32_t& days) {
  const VariantKind kind = value.kind();
  if (kind == VariantKind::date) {
    days = value.date();
    return VariantCast::value;
  }
  if (is_timestamp(kind)) {
    const WallClock wall = wall_of(timestamp_kind(kind), value.timestamp(), zone());
    days = static_cast<int32_t>(wall.day);
    return VariantCast::value;
  }
  if (kind == VariantKind::text) {
    ParsedText parsed;
    if (!read(value.text(), TemporalTarget::date, &parsed)) return VariantCast::failed;
    days = static_cast<int32_t>(parsed.wall.day);
    return VariantCast::value;
  }
  // A number is a timestamp only, never a date.
  return value.is_null() || value.is_undefined() ? VariantCast::null : VariantCast::failed;
}

VariantCast TemporalCast::to_time(VariantView value, int64_t& nanoseconds) {
  const VariantKind kind = value.kind();
  if (value.is_null() || value.is_undefined()) return VariantCast::null;
  if (kind == VariantKind::time) {
    nanoseconds = value.time();
    return VariantCast::value;
  }
  if (is_timestamp(kind)) {
    nanoseconds = wall_of(timestamp_kind(kind), value.timestamp(), zone()).nanosecond;
    return VariantCast::value;
  }
  ParsedText parsed;
  if (kind != VariantKind::text || !read(value.text(), TemporalTarget::time, &parsed)) {
    return VariantCast::failed;
  }
  nanoseconds = parsed.wall.nanosecond;
  return VariantCast::value;
}

VariantCast TemporalCast::to_timestamp(VariantView value, TimestampKind kind, int128& timestamp) {
  const VariantKind from = value.kind();
  if (value.is_null() || value.is_undefined()) return VariantCast::null;
  if (is_timestamp(from)) {
    timestamp = convert_timestamp(timestamp_kind(from), kind, value.timestamp(), zone());
    return VariantCast::value;
  }
  if (from == VariantKind::date) {
    const int128 midnight = int128{value.date()} * nanoseconds_per_day;
    timestamp = convert_timestamp(TimestampKind::ntz, kind, midnight, zone());
    return VariantCast::value;
  }
  if (from == VariantKind::integer || from == VariantKind::decimal) {
    // The years 1 to 9999 need 12 digits; more seconds than that would leave the calendar.
    constexpr int128 seconds_max = 1'000'000'000'000;
    int128 seconds = 0;
    if (cast_to_decimal(value, 38, 0, seconds) != VariantCast::value) return VariantCast::failed;
    if (seconds > seconds_max || seconds < -seconds_max) return VariantCast::failed;
    const int128 instant = instant_from_number(value.integer(), value.scale());
    // Unlike a NUMBER, a number inside a VARIANT is an LTZ first: NTZ shows the session's clock.
    timestamp = convert_timestamp(TimestampKind::ltz, kind, instant, zone());
    return VariantCast::value;
  }
  ParsedText parsed;
  if (from != VariantKind::text || !read(value.text(), TemporalTarget::timestamp, &parsed)) {
    return VariantCast::failed;
  }
  timestamp = timestamp_from_text(kind, parsed, zone());
  return VariantCast::value;
}

}  // namespace mockhaus::values
