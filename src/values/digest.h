// Checksums of bytes: MD5, SHA-1, SHA-2, and the 64-bit HASH of values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "values/physical.h"

namespace mockhaus::values {

enum class Digest : uint8_t { md5, sha1, sha224, sha256, sha384, sha512 };
constexpr size_t digest_bytes_max = 64;

std::optional<Digest> sha2_digest(int64_t bits);  // 224, 256, 384, 512; 0 means 256
size_t write_digest(Digest digest, std::string_view bytes, unsigned char* out);  // gives the size

// HASH(a, b, ...): equal values have equal hashes, whatever their numeric type is; NULL counts.
// The numbers are our own: nothing outside of Snowflake can repeat Snowflake's.
class ValueHash {
 public:
  void add_null();
  void add_boolean(bool value);
  void add_decimal(int128 units, int scale);
  void add_double(double value);
  void add_text(std::string_view text);
  void add_bytes(std::string_view bytes);
  void add_other(int kind, int128 value);  // dates, times, timestamps

  int64_t result() const {
    return static_cast<int64_t>(fold(state_ ^ 0xD6E8FEB86659FD93u, 0xBF58476D1CE4E5B9u));
  }

 private:
  // The halves of the product of both: every input bit reaches every output bit.
  static uint64_t fold(uint64_t a, uint64_t b) {
    const uint128 product = static_cast<uint128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  void mix(uint64_t a, uint64_t b) { state_ = fold(a ^ 0x9E3779B97F4A7C15u, b ^ state_); }
  void mix_bytes(uint64_t kind, std::string_view bytes);
  void mix_number(uint64_t kind, int128 value) {
    mix(static_cast<uint64_t>(value), kind);
    if (value != static_cast<int64_t>(value)) mix(static_cast<uint64_t>(value >> 64), kind);
  }

  uint64_t state_ = 0x2545F4914F6CDD1Du;
};

}  // namespace mockhaus::values
