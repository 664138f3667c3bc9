#include "wire/json_string.h"

#include <emmintrin.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace mockhaus::wire {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

bool plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

// Copies plain characters, 16 at a time; returns how many. May write 15 bytes too many, which
// json_growth_max leaves room for in every text that is longer than 15.
size_t copy_plain(const char* from, size_t size, char* out) {
  size_t at = 0;
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
  const __m128i blank = _mm_set1_epi8(0x20);
  while (at + 16 <= size) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + at));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at), block);
    // As signed bytes, everything from 0x80 is negative, and so below the blank.
    const __m128i special = _mm_or_si128(
        _mm_cmplt_epi8(block, blank),
        _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)));
    const int mask = _mm_movemask_epi8(special);
    if (mask != 0) return at + static_cast<size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
    at += 16;
  }
  while (at < size && plain(static_cast<unsigned char>(from[at]))) {
    out[at] = from[at];
    ++at;
  }
  return at;
}

bool continues(unsigned char c) { return (c & 0xC0) == 0x80; }

// The length of the UTF-8 sequence at `from`, which is no ASCII; 0 if it is none.
size_t sequence_length(const unsigned char* from, size_t size) {
  const unsigned char first = from[0];
  if (size >= 2 && first >= 0xC2 && first <= 0xDF) return continues(from[1]) ? 2 : 0;
  if (size >= 3 && (first & 0xF0) == 0xE0) {
    if (!continues(from[1]) || !continues(from[2])) return 0;
    if (first == 0xE0 && from[1] < 0xA0) return 0;  // overlong
    if (first == 0xED && from[1] > 0x9F) return 0;  // surrogate
    return 3;
  }
  if (size >= 4 && first >= 0xF0 && first <= 0xF4) {
    if (!continues(from[1]) || !continues(from[2]) || !continues(from[3])) return 0;
    if (first == 0xF0 && from[1] < 0x90) return 0;  // overlong
    if (first == 0xF4 && from[1] > 0x8F) return 0;  // beyond U+10FFFF
    return 4;
  }
  return 0;
}

// Writes what is not plain at `from`; returns how many bytes of the text that was.
size_t write_special(const char* from, size_t size, char*& out) {
  const auto c = static_cast<unsigned char>(*from);
  if (c >= 0x80) {
    const size_t length = sequence_length(reinterpret_cast<const unsigned char*>(from), size);
    const std::string_view text = length ? std::string_view(from, length) : replacement;
    std::memcpy(out, text.data(), text.size());
    out += text.size();
    return length ? length : 1;
  }
  *out++ = '\\';
  if (c == '"' || c == '\\') {
    *out++ = static_cast<char>(c);
  } else if (c == '\n' || c == '\r' || c == '\t') {
    *out++ = c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
  } else {
    constexpr char digits[] = "0123456789abcdef";
    std::memcpy(out, "u00", 3);
    out[3] = digits[c >> 4];
    out[4] = digits[c & 15];
    out += 5;
  }
  return 1;
}

}  // namespace

char* write_escaped(std::string_view text, char* out) {
  const char* from = text.data();
  size_t left = text.size();
  for (;;) {
    const size_t copied = copy_plain(from, left, out);
    from += copied;
    out += copied;
    left -= copied;
    // Most texts that are not plain have runs of such characters.
    while (left > 0 && !plain(static_cast<unsigned char>(*from))) {
      const size_t taken = write_special(from, left, out);
      from += taken;
      left -= taken;
    }
    if (left == 0) return out;
  }
}

void write_json_string(std::string_view text, std::string& out) {
  const size_t before = out.size();
  out.resize(before + text.size() * json_growth_max + 2);
  char* at = out.data() + before;
  *at++ = '"';
  at = write_escaped(text, at);
  *at++ = '"';
  out.resize(static_cast<size_t>(at - out.data()));
}

}  // namespace mockhaus::wire
