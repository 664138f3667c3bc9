// The three kinds of timestamps: how text becomes one, one becomes another, and how each is shown.
//
// Physical forms are those of values/physical.h: NTZ is a wall clock, LTZ an instant, TZ an
// instant packed with its offset. `session` is the session's time zone.
#pragma once

#include "values/settings.h"
#include "values/temporal_format.h"
#include "values/temporal_text.h"
#include "values/zone.h"

namespace mockhaus::values {

constexpr int128 nanoseconds_per_minute = int128{60} * nanoseconds_per_second;

// An offset in the text: NTZ drops it, LTZ and TZ obey it. Without one the session's zone holds.
// A number written as text is an instant: NTZ shows it in UTC, TZ keeps UTC as its offset (while
// a NUMBER becomes a TZ with the session's offset: tz_from_instant).
int128 ntz_from_text(const ParsedText& text);
int128 ltz_from_text(const ParsedText& text, Zone& session);
int128 tz_from_text(const ParsedText& text, Zone& session);
int128 timestamp_from_text(TimestampKind kind, const ParsedText& text, Zone& session);

inline int128 ntz_from_ltz(int128 ltz, Zone& session) { return session.to_wall(ltz); }
inline int128 ltz_from_ntz(int128 ntz, Zone& session) { return session.to_instant(ntz); }
inline int128 ltz_from_tz(int128 tz) { return unpack(tz).instant; }
// The wall clock of a TZ is its own.
inline int128 ntz_from_tz(int128 tz) {
  const ZonedTimestamp value = unpack(tz);
  return value.instant + value.offset_minutes * nanoseconds_per_minute;
}
// With the offset that `zone` has at the instant.
int128 tz_from_instant(int128 instant, Zone& zone);
inline int128 tz_from_ntz(int128 ntz, Zone& zone) {
  return tz_from_instant(zone.to_instant(ntz), zone);
}
int128 convert_timestamp(TimestampKind from, TimestampKind to, int128 value, Zone& session);

// The wall clock by which a timestamp is shown.
WallClock wall_of(TimestampKind kind, int128 value, Zone& session);
// A timestamp of the same kind that shows `wall`. TZ keeps the offset of `like`; LTZ does so too
// if `keep_offset`, else the zone decides what a skipped or repeated hour means.
int128 timestamp_like(TimestampKind kind, int128 like, WallClock wall, bool keep_offset,
                      Zone& session);

// What TemporalFormat prints. `scale` is the one of the type.
inline Displayed display_date(int64_t day) { return {{day, 0}, 0, 0, "GMT"}; }
inline Displayed display_time(int64_t time, int scale) { return {{0, time}, 0, scale, "GMT"}; }
Displayed display_timestamp(TimestampKind kind, int128 value, int scale, Zone& session);

// Cuts the digits after the given scale, towards the past (Snowflake truncates).
int128 truncate_to_scale(int128 nanoseconds, int scale);
int128 truncate_timestamp(TimestampKind kind, int128 value, int scale);

// `value` times 10^-scale seconds since 1970; further digits are cut.
int128 instant_from_number(int128 value, int scale);

}  // namespace mockhaus::values
