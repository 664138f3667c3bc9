// How alike two texts sound or look.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mockhaus::values {

// The first letter as written and three digits; '' when the text has no letter.
// `first_letter_counts`: SOUNDEX_P123, where a second letter of the same group is kept.
enum class Soundex : uint8_t { standard, first_letter_counts };
std::string soundex(std::string_view text, Soundex kind);

// Levenshtein distance in characters, at most `limit`. Memory is linear in the shorter text.
int64_t edit_distance(std::string_view a, std::string_view b, int64_t limit);

// 0 to 100, without regard to case; 0 when one text is empty.
int64_t jaro_winkler_similarity(std::string_view a, std::string_view b);

}  // namespace mockhaus::values
