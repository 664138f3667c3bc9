// How a Snowflake value lies in the engine: the one place that says which bits mean what.
//
//   Snowflake                     engine column      meaning
//   NUMBER(p,s)                   DECIMAL(p,s)       exact; an intermediate may be wider than p
//   FLOAT                         DOUBLE
//   VARCHAR                       VARCHAR            length is checked on assignment and cast
//   BINARY                        BLOB
//   BOOLEAN                       BOOLEAN
//   DATE                          DATE               days since 1970-01-01
//   TIME                          BIGINT             nanoseconds since midnight
//   TIMESTAMP_NTZ                 HUGEINT            nanoseconds since 1970-01-01 of the wall clock
//   TIMESTAMP_LTZ                 HUGEINT            nanoseconds since 1970-01-01 UTC
//   TIMESTAMP_TZ                  HUGEINT            UTC nanoseconds * 4096 + offset minutes + 1440
//   VARIANT, OBJECT, ARRAY        BLOB               values/variant.h
//
// Why 128 bits for timestamps: Snowflake keeps nanoseconds for the years 1 to 9999, which neither
// of the engine's own types holds (TIMESTAMP stops at microseconds, TIMESTAMP_NS at the year 2262).
// Dividing a TIMESTAMP_TZ by 4096 (rounding down) gives its instant, by which it is compared.
#pragma once

#include <cstdint>
#include <cstring>

namespace mockhaus::values {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

// The engine aligns 128 bit values to 8 bytes, the compiler expects 16: always go through these.
inline int128 load_int128(const void* from) {
  int128 value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
inline void store_int128(void* to, int128 value) { std::memcpy(to, &value, sizeof value); }

constexpr int64_t nanoseconds_per_second = 1'000'000'000;
constexpr int64_t nanoseconds_per_day = 86'400 * nanoseconds_per_second;

struct ZonedTimestamp {
  int128 instant = 0;      // nanoseconds since 1970-01-01 UTC
  int offset_minutes = 0;  // east is positive, -1440 < offset < 1440

  bool operator==(const ZonedTimestamp&) const = default;
};
inline int128 pack(ZonedTimestamp value) {
  return value.instant * 4096 + value.offset_minutes + 1440;
}
inline ZonedTimestamp unpack(int128 value) {
  return {value >> 12, static_cast<int>(value & 4095) - 1440};
}

}  // namespace mockhaus::values
