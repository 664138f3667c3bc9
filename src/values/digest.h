// Checksums of bytes: MD5, SHA-1, SHA-2, and the 64-bit HASH of values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
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
  void add_null() { mix(0, null_kind); }
  void add_boolean(bool value) { mix(value, boolean_kind); }
  void add_decimal(int128 units, int scale);
  // As add_decimal(), for most numbers.
  void add_decimal(int64_t units, int scale) {
    if (units == 0) scale = 0;
    for (; scale > 0 && (units & 1) == 0 && units % 10 == 0; --scale) units /= 10;
    mix(static_cast<uint64_t>(units), number_kind + (static_cast<uint64_t>(scale) << 8));
  }
  void add_double(double value);
  void add_text(std::string_view text) { mix_bytes(text_kind, text); }
  void add_bytes(std::string_view bytes) { mix_bytes(bytes_kind, bytes); }
  void add_other(int kind, int128 value);  // dates, times, timestamps

  int64_t result() const {
    return static_cast<int64_t>(fold(state_ ^ 0xD6E8FEB86659FD93u, 0xBF58476D1CE4E5B9u));
  }

 private:
  enum Kind : uint64_t { null_kind = 1, boolean_kind, number_kind, real_kind, text_kind,
                         bytes_kind, first_other_kind };

  // The halves of the product of both: every input bit reaches every output bit.
  static uint64_t fold(uint64_t a, uint64_t b) {
    const uint128 product = static_cast<uint128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  void mix(uint64_t a, uint64_t b) { state_ = fold(a ^ 0x9E3779B97F4A7C15u, b ^ state_); }
  void mix_bytes(uint64_t kind, std::string_view bytes) {
    mix(bytes.size(), kind);
    const char* at = bytes.data();
    size_t left = bytes.size();
    for (; left >= 16; left -= 16, at += 16) mix(word_at(at), word_at(at + 8));
    if (left > 8) mix(word_at(at), word_at(at + left - 8) >> (8 * (16 - left)));
    else if (left > 0) mix(short_word(at, left), 0);
  }
  static uint64_t word_at(const char* bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  }
  // 1 to 8 bytes, filled up with zeros: two reads that may overlap instead of a loop.
  static uint64_t short_word(const char* bytes, size_t size) {
    if (size >= 4) {
      uint32_t first, last;
      std::memcpy(&first, bytes, 4);
      std::memcpy(&last, bytes + size - 4, 4);
      return first | static_cast<uint64_t>(last) << (8 * (size - 4));
    }
    const auto byte = [bytes](size_t i) { return uint64_t{static_cast<unsigned char>(bytes[i])}; };
    return byte(0) | byte(size / 2) << (8 * (size / 2)) | byte(size - 1) << (8 * (size - 1));
  }
  void mix_number(uint64_t kind, int128 value) {
    mix(static_cast<uint64_t>(value), kind);
    if (value != static_cast<int64_t>(value)) mix(static_cast<uint64_t>(value >> 64), kind);
  }

  uint64_t state_ = 0x2545F4914F6CDD1Du;
};

}  // namespace mockhaus::values
