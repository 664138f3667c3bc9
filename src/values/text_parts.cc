#include "values/text_parts.h"

#include <algorithm>

#include "base/ascii.h"
#include "values/characters.h"

namespace mockhaus::values {
namespace {

// Clips start (from 1, negative from the end) and length to [begin, begin + count) of `size`.
struct Slice {
  size_t begin = 0;
  size_t count = 0;
};
Slice clip(size_t size, int64_t start, int64_t length) {
  const int64_t total = static_cast<int64_t>(size);
  if (length <= 0) return {};
  int64_t begin = start > 0 ? start - 1 : start < 0 ? total + start : 0;
  if (start < -total || begin >= total) return {};
  const int64_t count = std::min(length, total - begin);
  return {static_cast<size_t>(begin), static_cast<size_t>(count)};
}

bool contains(std::string_view set, std::string_view character) {
  return set.find(character) != std::string_view::npos;
}

}  // namespace

std::string_view substring_bytes(std::string_view bytes, int64_t start, int64_t length) {
  const Slice slice = clip(bytes.size(), start, length);
  return bytes.substr(slice.begin, slice.count);
}

std::string_view substring(std::string_view text, int64_t start, int64_t length) {
  if (is_ascii(text)) return substring_bytes(text, start, length);
  const Slice slice = clip(count_characters(text), start, length);
  text.remove_prefix(offset_of(text, slice.begin));
  return text.substr(0, offset_of(text, slice.count));
}

std::string_view left_part(std::string_view text, int64_t length) {
  if (length <= 0) return {};
  return text.substr(0, offset_of(text, static_cast<size_t>(length)));
}

std::string_view right_part(std::string_view text, int64_t length) {
  if (length <= 0) return {};
  size_t begin = text.size();
  while (begin > 0 && length > 0) {
    --begin;
    length -= !continues_character(text[begin]);
  }
  return text.substr(begin);
}

std::string_view split_part(std::string_view text, std::string_view separator, int64_t part) {
  if (part == 0) part = 1;
  if (separator.empty()) return part == 1 || part == -1 ? text : std::string_view{};
  if (part > 0) {
    for (;; --part) {
      const size_t end = text.find(separator);
      if (part == 1) return text.substr(0, end);
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + separator.size());
    }
  }
  for (;; ++part) {
    const size_t begin = text.rfind(separator);
    if (part == -1) {
      return begin == std::string_view::npos ? text : text.substr(begin + separator.size());
    }
    if (begin == std::string_view::npos) return {};
    text = text.substr(0, begin);
  }
}

std::optional<std::string_view> take_token(std::string_view& text, std::string_view delimiters) {
  const auto delimiter_at = [&](size_t i) {
    return contains(delimiters, text.substr(i, character_size(text[i])));
  };
  size_t begin = 0;
  while (begin < text.size() && delimiter_at(begin)) begin += character_size(text[begin]);
  if (begin >= text.size()) return std::nullopt;
  size_t end = begin;
  while (end < text.size() && !delimiter_at(end)) end += character_size(text[end]);
  const std::string_view found = text.substr(begin, end - begin);
  text.remove_prefix(std::min(end, text.size()));
  return found;
}

std::optional<std::string_view> token(std::string_view text, std::string_view delimiters,
                                      int64_t part) {
  std::optional<std::string_view> found;
  for (; part > 0; --part) {
    found = take_token(text, delimiters);
    if (!found) break;
  }
  return found;
}

int64_t position_of_bytes(std::string_view needle, std::string_view bytes, int64_t start) {
  start = std::max<int64_t>(start, 1);
  if (static_cast<uint64_t>(start - 1) > bytes.size()) return 0;
  const size_t found = bytes.find(needle, static_cast<size_t>(start - 1));
  return found == std::string_view::npos ? 0 : static_cast<int64_t>(found) + 1;
}

int64_t position_of(std::string_view needle, std::string_view text, int64_t start) {
  start = std::max<int64_t>(start, 1);
  const size_t skip = static_cast<size_t>(start - 1);
  if (skip > text.size()) return 0;
  const size_t begin = offset_of(text, skip);
  if (begin == text.size() && count_characters(text) < skip) return 0;
  const size_t found = text.find(needle, begin);
  if (found == std::string_view::npos) return 0;
  return static_cast<int64_t>(count_characters(text.substr(begin, found - begin))) + start;
}

void insert_bytes(std::string_view bytes, int64_t position, int64_t length,
                  std::string_view added, std::string& out) {
  const size_t begin =
      std::min<uint64_t>(static_cast<uint64_t>(std::max<int64_t>(position - 1, 0)), bytes.size());
  const uint64_t cut = position <= 0 || length <= 0 ? 0 : static_cast<uint64_t>(length);
  out += bytes.substr(0, begin);
  out += added;
  out += bytes.substr(begin + std::min<uint64_t>(cut, bytes.size() - begin));
}

void insert_text(std::string_view text, int64_t position, int64_t length, std::string_view added,
                 std::string& out) {
  const size_t begin = offset_of(text, static_cast<size_t>(std::max<int64_t>(position - 1, 0)));
  const std::string_view rest = text.substr(begin);
  const uint64_t cut = position <= 0 || length <= 0 ? 0 : static_cast<uint64_t>(length);
  out += text.substr(0, begin);
  out += added;
  out += rest.substr(offset_of(rest, cut));
}

void reverse_bytes(std::string_view bytes, std::string& out) {
  const size_t before = out.size();
  out.resize(before + bytes.size());
  std::reverse_copy(bytes.begin(), bytes.end(), out.begin() + static_cast<ptrdiff_t>(before));
}

void reverse_text(std::string_view text, std::string& out) {
  if (is_ascii(text)) return reverse_bytes(text, out);
  size_t end = text.size();
  while (end > 0) {
    size_t begin = end - 1;
    while (begin > 0 && continues_character(text[begin])) --begin;
    out += text.substr(begin, end - begin);
    end = begin;
  }
}

WordDelimiters::WordDelimiters() : WordDelimiters(" \t\n\r\f\v!?@\"^#$&~_,.:;+-*%/|\\[](){}<>") {}

WordDelimiters::WordDelimiters(std::string_view set) : set_(set) {
  for (const char c : set) {
    if (static_cast<unsigned char>(c) < 128) ascii_[static_cast<size_t>(c)] = true;
  }
  for (size_t i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    letters_[0][i] = ascii_[i] ? c : ascii::lower(c);
    letters_[1][i] = ascii_[i] ? c : ascii::upper(c);
  }
}

void WordDelimiters::capitalize(std::string_view text, std::string& out) const {
  const size_t before = out.size();
  out.resize(before + text.size());
  char* to = out.data() + before;
  bool first = true;
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    if (byte >= 128) {
      out.resize(before + i);
      return capitalize_characters(text.substr(i), first, out);
    }
    to[i] = letters_[first][byte];
    first = ascii_[byte];
  }
}

// What follows in a text that is not all ASCII; `first`: a word starts here.
void WordDelimiters::capitalize_characters(std::string_view text, bool first,
                                           std::string& out) const {
  while (!text.empty()) {
    const std::string_view bytes = text.substr(0, character_size(text[0]));
    const Character character = take_character(text);
    const bool delimiter = character < 128 ? ascii_[character] : contains(set_, bytes);
    if (delimiter) out += bytes;
    else append_character(out, first ? to_upper(character) : to_lower(character));
    first = delimiter;
  }
}

bool repeat_text(std::string_view text, int64_t count, std::string& out) {
  if (count <= 0 || text.empty()) return true;
  if (static_cast<uint64_t>(count) > text_bytes_max / text.size()) return false;
  if (text.size() == 1) {
    out.append(static_cast<size_t>(count), text[0]);
    return true;
  }
  out.reserve(out.size() + text.size() * static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) out += text;
  return true;
}

bool pad_bytes(std::string_view bytes, int64_t length, std::string_view pad, Side side,
               std::string& out) {
  const uint64_t wanted = static_cast<uint64_t>(std::max<int64_t>(length, 0));
  if (wanted <= bytes.size() || pad.empty()) {
    out += bytes.substr(0, wanted);
    return true;
  }
  if (wanted > text_bytes_max) return false;
  const size_t missing = wanted - bytes.size();
  if (side == Side::right) out += bytes;
  if (pad.size() == 1) {
    out.append(missing, pad[0]);
  } else {
    for (size_t done = 0; done < missing; done += pad.size()) {
      out += pad.substr(0, missing - done);
    }
  }
  if (side == Side::left) out += bytes;
  return true;
}

bool pad_text(std::string_view text, int64_t length, std::string_view pad, Side side,
              std::string& out) {
  if (is_ascii(text) && is_ascii(pad)) return pad_bytes(text, length, pad, side, out);
  const uint64_t wanted = static_cast<uint64_t>(std::max<int64_t>(length, 0));
  const size_t present = count_characters(text);
  if (wanted <= present || pad.empty()) {
    out += left_part(text, length);
    return true;
  }
  const uint64_t missing = wanted - present;
  const size_t pad_characters = count_characters(pad);
  const uint64_t whole = missing / pad_characters;
  if (whole > text_bytes_max / pad.size()) return false;
  if (side == Side::right) out += text;
  for (uint64_t i = 0; i < whole; ++i) out += pad;
  out += pad.substr(0, offset_of(pad, missing % pad_characters));
  if (side == Side::left) out += text;
  return out.size() <= text_bytes_max;
}

bool replace_text(std::string_view text, std::string_view from, std::string_view to,
                  std::string& out) {
  if (from.empty()) {
    out += text;
    return true;
  }
  for (;;) {
    const size_t found = text.find(from);
    out += text.substr(0, found);
    if (found == std::string_view::npos) return true;
    out += to;
    if (out.size() > text_bytes_max) return false;
    text.remove_prefix(found + from.size());
  }
}

void translate_text(std::string_view text, std::string_view from, std::string_view to,
                    std::string& out) {
  // Both alphabets are short: a search is cheaper than a map for each row.
  while (!text.empty()) {
    const std::string_view character = text.substr(0, character_size(text[0]));
    text.remove_prefix(character.size());
    size_t i = 0;
    while (i < from.size() && from.substr(i, character_size(from[i])) != character) {
      i += character_size(from[i]);
    }
    if (i >= from.size()) {
      out += character;
      continue;
    }
    const std::string_view rest = to.substr(offset_of(to, count_characters(from.substr(0, i))));
    if (!rest.empty()) out += rest.substr(0, character_size(rest[0]));
  }
}

}  // namespace mockhaus::values
