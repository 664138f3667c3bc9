// LIKE over names, without case: SHOW .. LIKE and SELECT * ILIKE.
//
// Folds ASCII letters only. Takes time in proportion to text times pattern at worst, whatever the
// number of %: patterns come from clients.
#pragma once

#include <string_view>

namespace mockhaus::values {

enum class PatternEscape : unsigned char {
  none,
  backslash,  // takes the next character as it is
};

bool matches_name(std::string_view text, std::string_view pattern, PatternEscape escape);

}  // namespace mockhaus::values
