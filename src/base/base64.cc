#include "base/base64.h"

#include <array>
#include <cstdint>

namespace mockhaus {

static constexpr std::string_view standard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static constexpr std::string_view for_urls =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void append(std::string& out, std::string_view bytes, std::string_view alphabet,
                   bool padded) {
  const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
  size_t left = bytes.size();
  const size_t start = out.size();
  out.resize(start + (left + 2) / 3 * 4);
  char* to = out.data() + start;
  for (; left >= 3; left -= 3, in += 3) {
    const uint32_t three = (uint32_t{in[0]} << 16) | (uint32_t{in[1]} << 8) | in[2];
    *to++ = alphabet[three >> 18];
    *to++ = alphabet[(three >> 12) & 63];
    *to++ = alphabet[(three >> 6) & 63];
    *to++ = alphabet[three & 63];
  }
  if (left > 0) {
    const uint32_t rest = (uint32_t{in[0]} << 16) | (left == 2 ? uint32_t{in[1]} << 8 : 0);
    *to++ = alphabet[rest >> 18];
    *to++ = alphabet[(rest >> 12) & 63];
    if (left == 2) *to++ = alphabet[(rest >> 6) & 63];
    if (padded) *to++ = '=';
    if (padded && left == 1) *to++ = '=';
  }
  out.resize(static_cast<size_t>(to - out.data()));
}

static std::array<int8_t, 256> reverse(std::string_view alphabet) {
  std::array<int8_t, 256> values;
  values.fill(-1);
  for (size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<int8_t>(i);
  }
  return values;
}

static std::optional<std::string> decode(std::string_view text,
                                         const std::array<int8_t, 256>& values) {
  while (!text.empty() && text.back() == '=') {
    if (text.size() % 4 == 1) return std::nullopt;
    text.remove_suffix(1);
  }
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int8_t value = values[static_cast<unsigned char>(c)];
    if (value < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 0xFF);
    bits &= (1u << count) - 1;
  }
  if (bits != 0) return std::nullopt;  // two texts for the same bytes: a forger's trick
  return bytes;
}

std::string encode_base64(std::string_view bytes) {
  std::string out;
  append(out, bytes, standard, true);
  return out;
}

std::string encode_base64_url(std::string_view bytes) {
  std::string out;
  append(out, bytes, for_urls, false);
  return out;
}

void append_base64(std::string& out, std::string_view bytes) {
  append(out, bytes, standard, true);
}

std::optional<std::string> decode_base64(std::string_view text) {
  static const std::array<int8_t, 256> values = reverse(standard);
  return decode(text, values);
}

std::optional<std::string> decode_base64_url(std::string_view text) {
  static const std::array<int8_t, 256> values = reverse(for_urls);
  return decode(text, values);
}

}  // namespace mockhaus
