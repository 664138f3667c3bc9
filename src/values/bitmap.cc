#include "values/bitmap.h"

namespace mockhaus::values {
namespace {

constexpr size_t dense_bytes = bitmap_positions / 8;
constexpr size_t sparse_bits_max = 1024;  // half the size of all bits

}  // namespace

std::string write_bitmap(const Bitmap& bitmap) {
  const size_t count = bitmap.count();
  if (count > sparse_bits_max) {
    std::string bytes(dense_bytes, '\0');
    for (size_t i = 0; i < bitmap.size(); ++i) {
      if (bitmap[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << (i % 8));
    }
    return bytes;
  }
  std::string bytes;
  bytes += static_cast<char>(count >> 8);
  bytes += static_cast<char>(count & 255);
  for (size_t i = 0; i < bitmap.size(); ++i) {
    if (!bitmap[i]) continue;
    bytes += static_cast<char>(i & 255);
    bytes += static_cast<char>(i >> 8);
  }
  while ((bytes.size() - 2) % 8 != 0) bytes += '\0';
  return bytes;
}

bool read_bitmap(std::string_view bytes, Bitmap& bitmap) {
  const auto at = [&](size_t i) { return static_cast<size_t>(static_cast<uint8_t>(bytes[i])); };
  if (bytes.size() == dense_bytes) {
    for (size_t i = 0; i < bitmap.size(); ++i) {
      if (at(i / 8) >> (i % 8) & 1) bitmap.set(i);
    }
    return true;
  }
  if (bytes.size() < 2) return false;
  const size_t count = at(0) << 8 | at(1);
  if (count > sparse_bits_max || bytes.size() < 2 + 2 * count) return false;
  for (size_t i = 0; i < count; ++i) {
    const size_t position = at(2 + 2 * i) | at(3 + 2 * i) << 8;
    if (position >= bitmap.size()) return false;
    bitmap.set(position);
  }
  return true;
}

int64_t bitmap_bucket(int64_t number) {
  return number > 0 ? 1 + (number - 1) / bitmap_positions : number / bitmap_positions;
}

int64_t bitmap_position(int64_t number) {
  return number > 0 ? (number - 1) % bitmap_positions : -(number % bitmap_positions);
}

int64_t bitmap_number(int64_t bucket, int64_t position) {
  return bucket > 0 ? (bucket - 1) * bitmap_positions + position + 1
                    : bucket * bitmap_positions - position;
}

}  // namespace mockhaus::values
