#include "values/timestamp.h"

namespace mockhaus::values {
namespace {

constexpr int64_t power_of_ten(int exponent) {
  int64_t result = 1;
  for (; exponent > 0; --exponent) result *= 10;
  return result;
}

int128 written_instant(const ParsedText& text) {
  return to_nanoseconds(text.wall) - text.offset_minutes * nanoseconds_per_minute;
}

}  // namespace

int128 ntz_from_text(const ParsedText& text) { return to_nanoseconds(text.wall); }

int128 ltz_from_text(const ParsedText& text, Zone& session) {
  if (text.has_offset || text.is_epoch) return written_instant(text);
  return session.to_instant(to_nanoseconds(text.wall));
}

int128 tz_from_text(const ParsedText& text, Zone& session) {
  if (text.has_offset || text.is_epoch) {
    return pack({written_instant(text), text.offset_minutes});
  }
  return tz_from_instant(ltz_from_text(text, session), session);
}

int128 timestamp_from_text(TimestampKind kind, const ParsedText& text, Zone& session) {
  switch (kind) {
    case TimestampKind::ntz: return ntz_from_text(text);
    case TimestampKind::ltz: return ltz_from_text(text, session);
    case TimestampKind::tz: break;
  }
  return tz_from_text(text, session);
}

int128 tz_from_instant(int128 instant, Zone& zone) {
  return pack({instant, zone.offset_minutes(seconds_of(instant))});
}

int128 convert_timestamp(TimestampKind from, TimestampKind to, int128 value, Zone& session) {
  if (from == to) return value;
  if (to == TimestampKind::ntz) {
    return from == TimestampKind::ltz ? ntz_from_ltz(value, session) : ntz_from_tz(value);
  }
  const int128 instant =
      from == TimestampKind::ntz ? ltz_from_ntz(value, session)
      : from == TimestampKind::tz ? ltz_from_tz(value) : value;
  return to == TimestampKind::ltz ? instant : tz_from_instant(instant, session);
}

WallClock wall_of(TimestampKind kind, int128 value, Zone& session) {
  return wall_clock(convert_timestamp(kind, TimestampKind::ntz, value, session));
}

int128 timestamp_like(TimestampKind kind, int128 like, WallClock wall, bool keep_offset,
                      Zone& session) {
  const int128 ntz = to_nanoseconds(wall);
  if (kind == TimestampKind::ntz) return ntz;
  if (kind == TimestampKind::tz) {
    const int offset = unpack(like).offset_minutes;
    return pack({ntz - offset * nanoseconds_per_minute, offset});
  }
  if (!keep_offset) return session.to_instant(ntz);
  return ntz - static_cast<int128>(session.offset_seconds(seconds_of(like))) *
                   nanoseconds_per_second;
}

Displayed display_timestamp(TimestampKind kind, int128 value, int scale, Zone& session) {
  const WallClock wall = wall_of(kind, value, session);
  switch (kind) {
    case TimestampKind::ntz: return {wall, 0, scale, "GMT"};
    case TimestampKind::ltz:
      return {wall, session.offset_minutes(seconds_of(value)), scale, session.name()};
    case TimestampKind::tz: break;
  }
  return {wall, unpack(value).offset_minutes, scale, {}};
}

int128 truncate_to_scale(int128 nanoseconds, int scale) {
  if (scale >= 9) return nanoseconds;
  const int64_t unit = power_of_ten(9 - scale);
  if (const auto small = static_cast<int64_t>(nanoseconds); small == nanoseconds) {
    return int128{floor_divide(small, unit)} * unit;
  }
  return floor_divide(nanoseconds, unit) * unit;
}

int128 truncate_timestamp(TimestampKind kind, int128 value, int scale) {
  if (kind != TimestampKind::tz) return truncate_to_scale(value, scale);
  const ZonedTimestamp zoned = unpack(value);
  return pack({truncate_to_scale(zoned.instant, scale), zoned.offset_minutes});
}

int128 instant_from_number(int128 value, int scale) {
  for (; scale < 9; ++scale) value *= 10;
  for (; scale > 9; --scale) value = floor_divide(value, 10);
  return value;
}

}  // namespace mockhaus::values
