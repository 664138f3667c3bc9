#include "values/characters.h"

#include <locale.h>
#include <wctype.h>

#include <algorithm>
#include <cstring>

namespace mockhaus::values {
namespace {

constexpr uint64_t high_bits = 0x8080808080808080;

// The C library knows Unicode under this name on every system that we run on.
locale_t unicode() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

}  // namespace

size_t count_characters(std::string_view text) {
  size_t continuing = 0;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    // A continuation byte has bit 7 set and bit 6 clear.
    continuing += static_cast<size_t>(__builtin_popcountll(word & ~(word << 1) & high_bits));
  }
  for (; i < text.size(); ++i) continuing += continues_character(text[i]);
  return text.size() - continuing;
}

bool is_ascii(std::string_view text) {
  uint64_t seen = 0;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    seen |= word;
  }
  for (; i < text.size(); ++i) seen |= static_cast<unsigned char>(text[i]);
  return (seen & high_bits) == 0;
}

bool is_valid_utf8(std::string_view bytes) {
  if (is_ascii(bytes)) return true;
  const auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (size_t i = 0; i < bytes.size();) {
    const unsigned char first = at(i);
    if (first < 0x80) {
      ++i;
      continue;
    }
    const size_t size = character_size(bytes[i]);
    if (first < 0xC2 || first > 0xF4 || i + size > bytes.size()) return false;
    for (size_t k = 1; k < size; ++k) {
      if (!continues_character(bytes[i + k])) return false;
    }
    // No overlong forms, surrogates or values beyond U+10FFFF.
    if (first == 0xE0 && at(i + 1) < 0xA0) return false;
    if (first == 0xED && at(i + 1) > 0x9F) return false;
    if (first == 0xF0 && at(i + 1) < 0x90) return false;
    if (first == 0xF4 && at(i + 1) > 0x8F) return false;
    i += size;
  }
  return true;
}

size_t offset_of(std::string_view text, size_t n) {
  size_t i = 0;
  while (n > 0 && i < text.size()) {
    i += character_size(text[i]);
    --n;
  }
  return std::min(i, text.size());
}

Character take_character(std::string_view& text) {
  const unsigned char first = static_cast<unsigned char>(text[0]);
  const size_t size = std::min(character_size(text[0]), text.size());
  Character character = size == 1 ? first : first & (0xFFu >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    character = character << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  text.remove_prefix(size);
  return character;
}

void append_character(std::string& out, Character character) {
  const auto tail = [&](int shift) {
    out += static_cast<char>(0x80 | ((character >> shift) & 0x3F));
  };
  if (character < 0x80) {
    out += static_cast<char>(character);
  } else if (character < 0x800) {
    out += static_cast<char>(0xC0 | character >> 6);
    tail(0);
  } else if (character < 0x10000) {
    out += static_cast<char>(0xE0 | character >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | character >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

void decode_characters(std::string_view text, std::vector<Character>& out) {
  out.resize(text.size());
  size_t count = 0;
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte < 0x80) {
      out[count++] = byte;
      text.remove_prefix(1);
    } else {
      out[count++] = take_character(text);
    }
  }
  out.resize(count);
}

Character to_upper_unicode(Character character) {
  return unicode() ? towupper_l(character, unicode()) : character;
}

Character to_lower_unicode(Character character) {
  return unicode() ? towlower_l(character, unicode()) : character;
}

}  // namespace mockhaus::values
