#include "values/number_text.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/ascii.h"

namespace mockhaus::values {
namespace {

size_t copy(std::string_view text, char* out) {
  std::memcpy(out, text.data(), text.size());
  return text.size();
}

// Lower-cases ASCII letters into `buffer`; empty when the text is longer than any known word.
std::string_view lower_word(std::string_view text, char (&buffer)[9]) {
  if (text.size() > sizeof buffer) return {};
  for (size_t i = 0; i < text.size(); ++i) {
    buffer[i] = ascii::lower(text[i]);
  }
  return {buffer, text.size()};
}

size_t write_special(double value, char* out) {
  if (std::isnan(value)) return copy("NaN", out);
  return copy(value < 0 ? "-inf" : "inf", out);
}

// from_chars leaves the value alone when it is out of range: the exponent tells which way.
double saturated(std::string_view number) {
  const size_t e = number.find_first_of("eE");
  const bool tiny = e == std::string_view::npos ? number.front() == '0' || number.front() == '.'
                                                : number[e + 1] == '-';
  return tiny ? 0.0 : std::numeric_limits<double>::infinity();
}

}  // namespace

size_t write_float(double value, char* out) {
  if (!std::isfinite(value)) return write_special(value, out);
  if (value == 0) return copy("0", out);
  const auto end =
      std::to_chars(out, out + float_text_max, value, std::chars_format::general, 10);
  return static_cast<size_t>(end.ptr - out);
}

size_t write_float_exact(double value, char* out) {
  if (!std::isfinite(value)) return write_special(value, out);
  if (value == 0) return copy("0", out);
  return static_cast<size_t>(std::to_chars(out, out + float_text_max, value).ptr - out);
}

bool parse_float(std::string_view text, double& result) {
  text = trim_blanks(text);
  std::string_view rest = text;
  bool negative = false;
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  if (rest.empty()) return false;
  double value = 0;
  if ((rest.front() >= '0' && rest.front() <= '9') || rest.front() == '.') {
    const char* end = rest.data() + rest.size();
    const auto read = std::from_chars(rest.data(), end, value);
    if (read.ptr != end || read.ec == std::errc::invalid_argument) return false;
    if (read.ec == std::errc::result_out_of_range) value = saturated(rest);
  } else {
    char buffer[9];
    const std::string_view word = lower_word(rest, buffer);
    if (word == "inf" || word == "infinity") {
      value = std::numeric_limits<double>::infinity();
    } else if (word == "nan") {
      value = std::numeric_limits<double>::quiet_NaN();
    } else {
      return false;
    }
  }
  result = negative ? -value : value;
  return true;
}

std::optional<bool> parse_boolean(std::string_view text) {
  char buffer[9];
  const std::string_view word = lower_word(trim_blanks(text), buffer);
  for (const std::string_view yes : {"true", "t", "yes", "y", "on", "1"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "f", "no", "n", "off", "0"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

}  // namespace mockhaus::values
