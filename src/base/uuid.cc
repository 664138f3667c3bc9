#include "base/uuid.h"

#include <sys/random.h>

#include <array>

#include "base/base64.h"
#include "base/check.h"

namespace mockhaus {

static constexpr std::string_view hex_digits = "0123456789abcdef";

void fill_random(std::span<unsigned char> bytes) {
  size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = getrandom(bytes.data() + filled, bytes.size() - filled, 0);
    if (got > 0) filled += static_cast<size_t>(got);
    CHECK(got > 0 || errno == EINTR);
  }
}

static std::string to_hex(std::span<const unsigned char> bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 15];
  }
  return text;
}

static std::string with_dashes(std::span<const unsigned char> bytes) {
  std::string text = to_hex(bytes);
  for (const size_t place : {20, 16, 12, 8}) text.insert(place, 1, '-');
  return text;
}

std::string random_uuid() {
  std::array<unsigned char, 16> bytes;
  fill_random(bytes);
  bytes[6] = (bytes[6] & 0x0F) | 0x40;
  bytes[8] = (bytes[8] & 0x3F) | 0x80;
  return with_dashes(bytes);
}

std::string random_statement_id() {
  std::array<unsigned char, 16> bytes;
  fill_random(bytes);
  bytes[0] = 0x01;
  return with_dashes(bytes);
}

std::string random_hex(size_t byte_count) {
  std::string bytes(byte_count, '\0');
  std::span<unsigned char> raw(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size());
  fill_random(raw);
  return to_hex(raw);
}

std::string random_token(size_t byte_count) {
  std::string bytes(byte_count, '\0');
  fill_random({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return encode_base64_url(bytes);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

}  // namespace mockhaus
