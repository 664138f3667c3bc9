// A VARIANT as JSON text: what a client fetches, and what TO_JSON and ::VARCHAR give.
//
// Members print in key order; integers and decimals with all their digits, doubles as
// 1.912000000000000e+02, a binary as hexadecimal text, an undefined element as the word undefined.
#pragma once

#include <string>
#include <string_view>

#include "values/variant.h"

namespace mockhaus::values {

// How dates, times and timestamps become text: by the formats and the zone of a session.
class TemporalText {
 public:
  virtual ~TemporalText() = default;
  virtual void append(VariantView value, std::string& out) const = 0;
};

struct JsonStyle {
  const TemporalText& temporal;
  int indent = 0;       // blanks for each level; 0 prints on one line without blanks
  bool strict = false;  // STRICT_JSON_OUTPUT: undefined prints as null
};

// Appends. False (and half a text) when the value is deeper than variant_depth_max.
bool print_json(VariantView value, const JsonStyle& style, std::string& out);

void print_json_string(std::string_view text, std::string& out);  // with quotes and escapes
void print_number(VariantView number, std::string& out);  // as inside JSON
void print_hex(std::string_view bytes, std::string& out);

}  // namespace mockhaus::values
