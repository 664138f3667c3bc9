#include "values/variant_path.h"

#include <charconv>

#include "base/ascii.h"

namespace mockhaus::values {
namespace {

using ascii::is_digit;
using ascii::lower;
constexpr bool is_name(char c) {
  return ascii::is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<uint8_t>(c) >= 0x80;
}
constexpr bool is_at(char c) { return c == '@'; }  // XML attributes: v:"@id" and path '@id'


Error invalid_path(std::string_view text) {
  return {"001003", "42000", "Invalid extraction path '" + std::string(text) + "'", std::nullopt};
}

// Reads a name between quotes, in which a doubled quote or a backslash stands for a quote.
bool take_quoted(std::string_view text, size_t& at, std::string& name) {
  const char quote = text[at++];
  for (; at < text.size(); ++at) {
    if (text[at] == quote) {
      if (at + 1 >= text.size() || text[at + 1] != quote) return ++at, true;
      ++at;
    } else if (text[at] == '\\' && at + 1 < text.size()) {
      ++at;
    }
    name += text[at];
  }
  return false;
}

// [ number ] or [ quoted name ]
bool take_brackets(std::string_view text, size_t& at, PathStep& step) {
  ++at;
  if (at >= text.size()) return false;
  if (text[at] == '"' || text[at] == '\'') {
    if (!take_quoted(text, at, step.key)) return false;
  } else {
    int64_t index = 0;
    const auto [end, status] =
        std::from_chars(text.data() + at, text.data() + text.size(), index);
    if (status != std::errc()) return false;
    at = static_cast<size_t>(end - text.data());
    step.index = index;
  }
  return at < text.size() && text[at++] == ']';
}

bool take_name(std::string_view text, size_t& at, PathStep& step) {
  if (at >= text.size()) return false;
  if (text[at] == '"' || text[at] == '\'') return take_quoted(text, at, step.key);
  const size_t start = at;
  while (at < text.size() && (is_name(text[at]) || is_at(text[at]))) ++at;
  step.key = text.substr(start, at - start);
  return at > start;
}

}  // namespace

Result<VariantPath> parse_variant_path(std::string_view text) {
  VariantPath path;
  for (size_t at = 0; at < text.size();) {
    PathStep step;
    bool taken = false;
    if (text[at] == '[') {
      taken = take_brackets(text, at, step);
    } else {
      if (!path.empty() && text[at++] != '.') return invalid_path(text);
      taken = take_name(text, at, step);
    }
    if (!taken) return invalid_path(text);
    path.push_back(std::move(step));
  }
  return path;
}

void append_path_key(std::string_view key, std::string& path) {
  bool plain = !key.empty() && !is_digit(key[0]);
  for (const char c : key) plain = plain && is_name(c) && static_cast<uint8_t>(c) < 0x80;
  if (plain) {
    if (!path.empty()) path += '.';
    path += key;
    return;
  }
  path += "['";
  for (const char c : key) {
    if (c == '\'' || c == '\\') path += '\\';
    path += c;
  }
  path += "']";
}

void append_path_index(size_t index, std::string& path) {
  path += '[';
  path += std::to_string(index);
  path += ']';
}

std::string path_text(const VariantPath& path) {
  std::string text;
  for (const PathStep& step : path) {
    if (step.index) append_path_index(static_cast<size_t>(*step.index), text);
    else append_path_key(step.key, text);
  }
  return text;
}

std::optional<VariantView> get_key(VariantView value, std::string_view key) {
  auto found = value.find(key);
  return found && found->is_undefined() ? std::nullopt : found;
}

std::optional<VariantView> get_index(VariantView value, int64_t index) {
  if (!value.is_array() || index < 0) return std::nullopt;
  const VariantView element = value.at(static_cast<size_t>(index));
  if (element.is_undefined()) return std::nullopt;
  return element;
}

std::optional<VariantView> get_path(VariantView value, const VariantPath& path) {
  for (const PathStep& step : path) {
    const auto next = step.index ? get_index(value, *step.index) : get_key(value, step.key);
    if (!next) return std::nullopt;
    value = *next;
  }
  return value;
}

std::optional<VariantView> get_ignoring_case(VariantView value, std::string_view key) {
  if (const auto exact = get_key(value, key)) return exact;
  if (!value.is_object()) return std::nullopt;
  const VariantParts members(value);
  for (size_t i = 0; i < members.size(); ++i) {
    const std::string_view name = members.key(i);
    if (name.size() != key.size()) continue;
    bool same = true;
    for (size_t c = 0; c < key.size() && same; ++c) same = lower(name[c]) == lower(key[c]);
    if (same && !members.value(i).is_undefined()) return members.value(i);
  }
  return std::nullopt;
}

}  // namespace mockhaus::values
