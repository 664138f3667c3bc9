// Text inside JSON quotes, written into memory that the caller has made large enough.
#pragma once

#include <string_view>

namespace mockhaus::wire {

// No text grows more than this many times, quotes not counted: a control character becomes six.
constexpr size_t json_growth_max = 6;

// Writes `text` escaped, without quotes; returns the end. See write_json_string() in json.h.
char* write_escaped(std::string_view text, char* out);

}  // namespace mockhaus::wire
