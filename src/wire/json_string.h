// Text inside JSON quotes, written into memory that the caller has made large enough.
#pragma once

#include <string>
#include <string_view>

namespace mockhaus::wire {

// No text grows more than this many times, quotes not counted: a control character becomes six.
constexpr size_t json_growth_max = 6;

// Writes `text` escaped, without quotes; returns the end. Escaped are quote, backslash and control
// characters (never as \b and \f, which JDBC misreads); bytes that are no UTF-8 become U+FFFD.
char* write_escaped(std::string_view text, char* out);

// The same with its quotes, appended to a text that grows.
void write_json_string(std::string_view text, std::string& out);

}  // namespace mockhaus::wire
