// Characters of UTF-8 text. A character is a code point, as in every Snowflake function.
//
// The engine guarantees valid UTF-8 in VARCHAR; on other bytes nothing here reads outside the
// text, but the result has no meaning. Binary values are treated byte by byte elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace mockhaus::values {

using Character = uint32_t;

size_t count_characters(std::string_view text);
bool is_ascii(std::string_view text);
bool is_valid_utf8(std::string_view bytes);

inline bool continues_character(char byte) { return (byte & 0xC0) == 0x80; }

// Bytes of the character that starts with this byte.
inline size_t character_size(char first) {
  const unsigned char byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Where the n-th character (from 0) starts; text.size() when there are not so many.
size_t offset_of(std::string_view text, size_t n);

// Takes the first character; the text must not be empty.
Character take_character(std::string_view& text);
void append_character(std::string& out, Character character);
void decode_characters(std::string_view text, std::vector<Character>& out);

// Simple case mapping: one character stays one character.
Character to_upper_unicode(Character character);
Character to_lower_unicode(Character character);
inline Character to_upper(Character character) {
  if (character >= 0x80) return to_upper_unicode(character);
  return static_cast<Character>(ascii::upper(static_cast<char>(character)));
}
inline Character to_lower(Character character) {
  if (character >= 0x80) return to_lower_unicode(character);
  return static_cast<Character>(ascii::lower(static_cast<char>(character)));
}

}  // namespace mockhaus::values
