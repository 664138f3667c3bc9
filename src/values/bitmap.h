// Bitmaps of BITMAP_CONSTRUCT_AGG: up to 32768 positions of one bucket, in a BINARY.
//
//   few bits     count (2 bytes, big endian), then positions (2 bytes each, little endian), filled
//                up with zeros to whole groups of four
//   many bits    4096 bytes; position p is bit p % 8 of byte p / 8
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

namespace mockhaus::values {

constexpr int64_t bitmap_positions = 32'768;
using Bitmap = std::bitset<bitmap_positions>;

std::string write_bitmap(const Bitmap& bitmap);
bool read_bitmap(std::string_view bytes, Bitmap& bitmap);  // false where it is none

// Numbers lie in buckets of 32768: 1..32768 in the first, 0..-32767 in bucket 0, and so on.
int64_t bitmap_bucket(int64_t number);
int64_t bitmap_position(int64_t number);
int64_t bitmap_number(int64_t bucket, int64_t position);  // the way back

}  // namespace mockhaus::values
