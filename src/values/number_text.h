// How FLOAT and BOOLEAN values read and print, and the blanks that every conversion ignores.
//
// write_float() is what ::VARCHAR and || give (ten significant digits); write_float_exact() is
// what a client fetches (the shortest text that reads back as the same double).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mockhaus::values {

constexpr size_t float_text_max = 32;

size_t write_float(double value, char* out);
size_t write_float_exact(double value, char* out);

// Reads [blanks][sign]digits[.digits][e[sign]digits][blanks], inf, infinity and nan in any case.
// False when the text is no number. A number beyond the range of a double reads as infinity.
bool parse_float(std::string_view text, double& result);

// true t yes y on 1 / false f no n off 0, in any case, between blanks.
std::optional<bool> parse_boolean(std::string_view text);

inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace mockhaus::values
