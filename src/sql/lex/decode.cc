// Decoding of names and strings: folding, doubled quotes, backslash escapes.
#include <algorithm>

#include "sql/lex/lexer.h"

namespace mockhaus::sql {

namespace {

void append_utf8(std::string& to, uint32_t point) {
  if (point < 0x80) {
    to += static_cast<char>(point);
  } else if (point < 0x800) {
    to += static_cast<char>(0xC0 | point >> 6);
    to += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    to += static_cast<char>(0xE0 | point >> 12);
    to += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    to += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    to += static_cast<char>(0xF0 | point >> 18);
    to += static_cast<char>(0x80 | (point >> 12 & 0x3F));
    to += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    to += static_cast<char>(0x80 | (point & 0x3F));
  }
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads up to `count` digits of the base at `place` and moves past them; -1 if there are fewer.
int64_t read_digits(std::string_view text, size_t& place, size_t count, int base) {
  if (place + count > text.size()) return -1;
  int64_t value = 0;
  for (size_t i = 0; i < count; ++i) {
    const int digit = digit_value(text[place + i]);
    if (digit >= base) return -1;
    value = value * base + digit;
  }
  place += count;
  return value;
}

// \uD83D\uDE00: two halves of one character beyond U+FFFF.
int64_t read_unicode(std::string_view text, size_t& place) {
  int64_t point = read_digits(text, place, 4, 16);
  if (point >= 0xD800 && point < 0xDC00 && text.substr(place, 2) == "\\u") {
    size_t after = place + 2;
    const int64_t low = read_digits(text, after, 4, 16);
    if (low >= 0xDC00 && low < 0xE000) {
      place = after;
      return 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return point;
}

// Decodes the escape whose letter is at `place` (after the backslash) and moves past it.
void append_escape(std::string& to, std::string_view text, size_t& place) {
  const char letter = text[place];
  size_t after = place + 1;
  int64_t point = -1;
  switch (letter) {
    case 'b': point = '\b'; break;
    case 'f': point = '\f'; break;
    case 'n': point = '\n'; break;
    case 'r': point = '\r'; break;
    case 't': point = '\t'; break;
    case 'x': point = read_digits(text, after, 2, 16); break;
    case 'u': point = read_unicode(text, after); break;
    default:
      if (letter >= '0' && letter <= '7') {
        after = place;
        point = read_digits(text, after, 3, 8);
        if (point < 0) after = place + 1;
        if (point < 0 && letter == '0') point = 0;
      }
  }
  if (point < 0) {  // any other character stands for itself
    to += letter;
    place = place + 1;
    return;
  }
  // A lone half of a pair is no character: it becomes the replacement character.
  append_utf8(to, point >= 0xD800 && point < 0xE000 ? 0xFFFD : static_cast<uint32_t>(point));
  place = after;
}

// Two-byte letters of Latin-1, Greek and Cyrillic fold like ASCII ones; other scripts stay.
uint32_t fold_point(uint32_t point) {
  if (point >= 0xE0 && point <= 0xFE && point != 0xF7) return point - 0x20;
  if (point >= 0x3B1 && point <= 0x3C9 && point != 0x3C2) return point - 0x20;
  if (point >= 0x430 && point <= 0x44F) return point - 0x20;
  if (point >= 0x450 && point <= 0x45F) return point - 0x50;
  return point;
}

}  // namespace

std::string_view decode_string(std::string_view source, std::string& buffer) {
  const std::string_view inside = source.substr(1, source.size() - 2);
  if (inside.find_first_of("'\\") == std::string_view::npos) return inside;
  buffer.clear();
  for (size_t place = 0; place < inside.size();) {
    const char c = inside[place++];
    if (c == '\\' && place < inside.size()) {
      append_escape(buffer, inside, place);
    } else {
      buffer += c;
      if (c == '\'') ++place;
    }
  }
  return buffer;
}

std::string_view decode_quoted_name(std::string_view source, std::string& buffer) {
  const std::string_view inside = source.substr(1, source.size() - 2);
  if (inside.find('"') == std::string_view::npos) return inside;
  buffer.clear();
  for (size_t place = 0; place < inside.size(); ++place) {
    buffer += inside[place];
    if (inside[place] == '"') ++place;
  }
  return buffer;
}

std::string_view fold_word(std::string_view source, std::string& buffer) {
  const bool folded = std::none_of(source.begin(), source.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  if (folded) return source;
  buffer.clear();
  for (size_t place = 0; place < source.size(); ++place) {
    const unsigned char c = static_cast<unsigned char>(source[place]);
    const bool two_bytes = c >= 0xC0 && c < 0xE0 && place + 1 < source.size();
    if (c >= 'a' && c <= 'z') {
      buffer += static_cast<char>(c - 32);
    } else if (two_bytes) {
      const unsigned char next = static_cast<unsigned char>(source[++place]);
      append_utf8(buffer, fold_point((c & 0x1Fu) << 6 | (next & 0x3Fu)));
    } else {
      buffer += static_cast<char>(c);
    }
  }
  return buffer;
}

}  // namespace mockhaus::sql
