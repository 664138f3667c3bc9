#include "values/binary_text.h"

#include <array>

#include "base/ascii.h"
#include "values/characters.h"
#include "values/number_text.h"

namespace mockhaus::values {
namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

// The characters for 62 and 63 and the padding.
struct Alphabet {
  char plus = '+';
  char slash = '/';
  char padding = '=';
};
Alphabet read_alphabet(std::string_view text) {
  Alphabet alphabet;
  if (text.size() > 0) alphabet.plus = text[0];
  if (text.size() > 1) alphabet.slash = text[1];
  if (text.size() > 2) alphabet.padding = text[2];
  return alphabet;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The 64 digits; characters for 62 and 63 as the alphabet says.
std::array<char, 64> encoding_table(const Alphabet& alphabet) {
  std::array<char, 64> table;
  std::copy(base64_digits.begin(), base64_digits.end(), table.begin());
  table[62] = alphabet.plus;
  table[63] = alphabet.slash;
  return table;
}

// Values of all bytes; -1 is no digit, -2 a line break to be skipped, -3 the padding.
std::array<int8_t, 256> decoding_table(const Alphabet& alphabet) {
  std::array<int8_t, 256> table;
  table.fill(-1);
  for (size_t i = 0; i < base64_digits.size(); ++i) {
    table[static_cast<unsigned char>(base64_digits[i])] = static_cast<int8_t>(i);
  }
  table[static_cast<unsigned char>(alphabet.plus)] = 62;
  table[static_cast<unsigned char>(alphabet.slash)] = 63;
  table[static_cast<unsigned char>(alphabet.padding)] = -3;
  table['\n'] = table['\r'] = -2;
  return table;
}

unsigned byte_at(std::string_view bytes, size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

// One line without padding: what of `bytes` is whole groups of three; how many bytes that were.
size_t encode_groups(std::string_view bytes, const std::array<char, 64>& digits, char* to) {
  size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3, to += 4) {
    const unsigned group =
        byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2);
    to[0] = digits[group >> 18];
    to[1] = digits[group >> 12 & 63];
    to[2] = digits[group >> 6 & 63];
    to[3] = digits[group & 63];
  }
  return i;
}

// Whole groups of four digits, as far as nothing else comes; how many characters that were.
size_t decode_groups(std::string_view text, const std::array<int8_t, 256>& table,
                     std::string& out) {
  const size_t begin = out.size();
  out.resize(begin + text.size() / 4 * 3);
  char* to = out.data() + begin;
  size_t i = 0;
  for (; i + 4 <= text.size(); i += 4, to += 3) {
    const int a = table[byte_at(text, i)], b = table[byte_at(text, i + 1)];
    const int c = table[byte_at(text, i + 2)], d = table[byte_at(text, i + 3)];
    if ((a | b | c | d) < 0) break;
    const int group = a << 18 | b << 12 | c << 6 | d;
    to[0] = static_cast<char>(group >> 16);
    to[1] = static_cast<char>(group >> 8);
    to[2] = static_cast<char>(group);
  }
  out.resize(static_cast<size_t>(to - out.data()));
  return i;
}

}  // namespace

std::optional<BinaryFormat> parse_binary_format(std::string_view name) {
  const std::string upper = ascii::upper(trim_blanks(name));
  if (upper == "HEX") return BinaryFormat::hex;
  if (upper == "BASE64") return BinaryFormat::base64;
  if (upper == "UTF-8" || upper == "UTF8") return BinaryFormat::utf8;
  return std::nullopt;
}

void encode_hex(std::string_view bytes, LetterCase letters, std::string& out) {
  const char* digits = letters == LetterCase::upper ? "0123456789ABCDEF" : "0123456789abcdef";
  const size_t begin = out.size();
  out.resize(begin + bytes.size() * 2);
  char* next = out.data() + begin;
  for (const char c : bytes) {
    const unsigned char byte = static_cast<unsigned char>(c);
    *next++ = digits[byte >> 4];
    *next++ = digits[byte & 15];
  }
}

bool decode_hex(std::string_view text, std::string& out) {
  if (text.size() % 2 != 0) return false;
  out.reserve(out.size() + text.size() / 2);
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high << 4 | low);
  }
  return true;
}

void encode_base64(std::string_view bytes, int64_t line_length, std::string_view alphabet_text,
                   std::string& out) {
  const Alphabet alphabet = read_alphabet(alphabet_text);
  const std::array<char, 64> digits = encoding_table(alphabet);
  size_t done = 0;
  if (line_length <= 0) {
    const size_t begin = out.size();
    out.resize(begin + bytes.size() / 3 * 4);
    done = encode_groups(bytes, digits, out.data() + begin);
  }
  int64_t column = 0;
  const auto put = [&](char c) {
    if (line_length > 0 && column == line_length) {
      out += '\n';
      column = 0;
    }
    out += c;
    ++column;
  };
  const auto digit = [&](unsigned value) { put(digits[value]); };
  const auto byte = [&](size_t i) { return i < bytes.size() ? byte_at(bytes, i) : 0; };
  for (size_t i = done; i < bytes.size(); i += 3) {
    const unsigned group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    digit(group >> 18);
    digit(group >> 12 & 63);
    if (i + 1 < bytes.size()) digit(group >> 6 & 63); else put(alphabet.padding);
    if (i + 2 < bytes.size()) digit(group & 63); else put(alphabet.padding);
  }
}

bool decode_base64(std::string_view text, std::string_view alphabet_text, std::string& out) {
  const Alphabet alphabet = read_alphabet(alphabet_text);
  static const std::array<int8_t, 256> usual = decoding_table({});
  const bool is_usual = alphabet_text.empty();
  const std::array<int8_t, 256> table = is_usual ? usual : decoding_table(alphabet);
  unsigned group = 0;
  int digits = 0, padding = 0;
  for (const char c : text.substr(decode_groups(text, table, out))) {
    const int value = table[static_cast<unsigned char>(c)];
    if (value == -2) continue;
    if (value == -3) {
      ++padding;
      continue;
    }
    if (value < 0 || padding > 0) return false;
    group = group << 6 | static_cast<unsigned>(value);
    if (++digits % 4 != 0) continue;
    out += static_cast<char>(group >> 16);
    out += static_cast<char>(group >> 8);
    out += static_cast<char>(group);
    group = 0;
  }
  const int rest = digits % 4;
  if (rest == 1 || padding > 2 || (padding > 0 && (rest + padding) != 4)) return false;
  if (rest == 2) out += static_cast<char>(group >> 4);
  if (rest == 3) {
    out += static_cast<char>(group >> 10);
    out += static_cast<char>(group >> 2);
  }
  return true;
}

void encode_binary(std::string_view bytes, BinaryFormat format, std::string& out) {
  switch (format) {
    case BinaryFormat::hex: return encode_hex(bytes, LetterCase::upper, out);
    case BinaryFormat::base64: return encode_base64(bytes, 0, {}, out);
    case BinaryFormat::utf8: out += bytes; return;
  }
}

bool decode_binary(std::string_view text, BinaryFormat format, std::string& out) {
  switch (format) {
    case BinaryFormat::hex: return decode_hex(text, out);
    case BinaryFormat::base64: return decode_base64(text, {}, out);
    case BinaryFormat::utf8: out += text; return true;
  }
  return false;
}

}  // namespace mockhaus::values
