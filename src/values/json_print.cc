#include "values/json_print.h"

#include <array>
#include <charconv>
#include <cmath>

#include "values/decimal.h"
#include "values/xml_print.h"

namespace mockhaus::values {
namespace {

// What follows the backslash: 'u' for \u00XX, 0 where the byte prints as it is.
constexpr std::array<char, 256> escapes = [] {
  std::array<char, 256> table{};
  for (size_t i = 0; i < 32; ++i) table[i] = 'u';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}();

constexpr std::string_view hex_digits = "0123456789ABCDEF";

class JsonPrinter {
 public:
  JsonPrinter(const JsonStyle& style, std::string& out) : style_(style), out_(out) {}

  bool print(VariantView value, int depth) {
    switch (value.kind()) {
      case VariantKind::undefined: out_ += style_.strict ? "null" : "undefined"; return true;
      case VariantKind::null: out_ += "null"; return true;
      case VariantKind::boolean: out_ += value.boolean() ? "true" : "false"; return true;
      case VariantKind::integer:
      case VariantKind::decimal:
      case VariantKind::real: print_number(value, out_); return true;
      case VariantKind::text: print_json_string(value.text(), out_); return true;
      case VariantKind::binary:
        out_ += '"';
        print_hex(value.text(), out_);
        out_ += '"';
        return true;
      case VariantKind::date:
      case VariantKind::time:
      case VariantKind::timestamp_ntz:
      case VariantKind::timestamp_ltz:
      case VariantKind::timestamp_tz: {
        text_.clear();
        style_.temporal.append(value, text_);
        print_json_string(text_, out_);
        return true;
      }
      case VariantKind::array: return print_parts(value, '[', ']', depth + 1);
      case VariantKind::object: return print_parts(value, '{', '}', depth + 1);
    }
    return true;
  }

 private:
  // On its own an XML element prints as XML, inside other values as a text that holds XML.
  bool print_xml_element(VariantView value, int depth) {
    if (depth == 1) return print_xml(value, style_.indent, out_);
    std::string xml;
    if (!print_xml(value, 0, xml)) return false;
    print_json_string(xml, out_);
    return true;
  }
  bool print_parts(VariantView value, char open, char close, int depth) {
    if (depth > variant_depth_max) return false;
    if (value.is_xml()) return print_xml_element(value, depth);
    const VariantParts parts(value);
    out_ += open;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) out_ += ',';
      break_line(depth);
      if (open == '{') {
        print_json_string(parts.key(i), out_);
        out_ += ':';
        if (style_.indent > 0) out_ += ' ';
      }
      if (!print(parts.value(i), depth)) return false;
    }
    if (parts.size() > 0) break_line(depth - 1);
    out_ += close;
    return true;
  }
  void break_line(int depth) {
    if (style_.indent <= 0) return;
    out_ += '\n';
    out_.append(static_cast<size_t>(depth) * static_cast<size_t>(style_.indent), ' ');
  }

  const JsonStyle& style_;
  std::string& out_;
  std::string text_;
};

void print_real(double value, std::string& out) {
  if (std::isnan(value)) return void(out += "NaN");
  if (std::isinf(value)) return void(out += value < 0 ? "-Infinity" : "Infinity");
  char text[32];
  const auto [end, status] =
      std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 15);
  if (status == std::errc()) out.append(text, end);
}

}  // namespace

void print_number(VariantView number, std::string& out) {
  if (number.kind() == VariantKind::real) return print_real(number.real(), out);
  char text[decimal_text_max];
  out.append(text, write_decimal(number.integer(), number.scale(), text));
}

void print_json_string(std::string_view text, std::string& out) {
  out += '"';
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<uint8_t>(text[i]);
    const char escape = escapes[byte];
    if (escape == 0) continue;
    out.append(text, start, i - start);
    start = i + 1;
    out += '\\';
    out += escape;
    if (escape != 'u') continue;
    out += "00";
    out += hex_digits[byte >> 4];
    out += hex_digits[byte & 15];
  }
  out.append(text, start);
  out += '"';
}

void print_hex(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    out += hex_digits[byte >> 4];
    out += hex_digits[byte & 15];
  }
}

bool print_json(VariantView value, const JsonStyle& style, std::string& out) {
  return JsonPrinter(style, out).print(value, 0);
}

}  // namespace mockhaus::values
