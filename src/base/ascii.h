// Letters of ASCII in the other case. All other bytes stay as they are, in every locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace mockhaus::ascii {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr char upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

inline std::string upper(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = upper(c);
  return made;
}
inline std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = lower(c);
  return made;
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, [](char c) { return lower(c); },
                            [](char c) { return lower(c); });
}

}  // namespace mockhaus::ascii
