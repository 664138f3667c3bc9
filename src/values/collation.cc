#include "values/collation.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace mockhaus::values {

namespace {

// The number, from its lowest bits: six pairs of bits for the words below, one that says
// "explicit", two for the kind, and six letters of a locale from bit 16 on.
struct Word {
  std::string_view text;
  int shift;
  Collation value;
};
constexpr Word words[] = {
    {"ci", 0, 1},    {"cs", 0, 2},    {"ai", 2, 1},     {"as", 2, 2},
    {"pi", 4, 1},    {"ps", 4, 2},    {"fl", 6, 1},     {"fu", 6, 2},
    {"lower", 8, 1}, {"upper", 8, 2}, {"trim", 10, 1},  {"ltrim", 10, 2},
    {"rtrim", 10, 3},
};
constexpr Collation explicit_bit = Collation{1} << 12;
constexpr int kind_shift = 13;
enum Kind : Collation { no_locale, utf8, bin, locale };

using ascii::is_letter;

// en, en_US, haw, de_DE: a language and maybe a country.
bool is_locale(std::string_view word) {
  const size_t language = std::min(word.find('_'), word.size());
  const bool letters = std::all_of(word.begin(), word.begin() + static_cast<long>(language),
                                   is_letter);
  if (!letters || language < 2 || language > 3) return false;
  if (language == word.size()) return true;
  const std::string_view country = word.substr(language + 1);
  return country.size() == 2 && is_letter(country[0]) && is_letter(country[1]);
}

bool add_word(Collation& collation, std::string_view word) {
  for (const Word& known : words) {
    if (known.text != word) continue;
    if (collation >> known.shift & 3) return false;
    collation |= known.value << known.shift;
    return true;
  }
  return false;
}

// The first word, where it names a locale or an encoding.
bool add_kind(Collation& collation, std::string_view word) {
  if (word == "utf8" || word == "bin") {
    collation |= (word == "bin" ? bin : utf8) << kind_shift;
    return true;
  }
  if (!is_locale(word)) return false;
  collation |= locale << kind_shift;
  for (size_t i = 0; i < word.size(); ++i) {
    collation |= Collation{static_cast<unsigned char>(word[i])} << (16 + 8 * i);
  }
  return true;
}

}  // namespace

std::optional<Collation> parse_collation(std::string_view specification) {
  Collation collation = 0;
  bool first = true;
  while (!specification.empty()) {
    const size_t end = std::min(specification.find('-'), specification.size());
    const std::string_view word = specification.substr(0, end);
    const bool last = end == specification.size();
    specification.remove_prefix(last ? end : end + 1);
    if (!last && specification.empty()) return std::nullopt;
    if (!add_word(collation, word) && !(first && add_kind(collation, word))) return std::nullopt;
    first = false;
  }
  return collation;
}

std::string print_collation(Collation collation) {
  std::string text;
  const Collation kind = collation >> kind_shift & 3;
  if (kind == utf8) text = "utf8";
  if (kind == bin) text = "bin";
  for (Collation rest = collation >> 16; rest != 0; rest >>= 8) {
    text += static_cast<char>(rest & 0xFF);
  }
  for (const Word& word : words) {
    if ((collation >> word.shift & 3) != word.value) continue;
    if (!text.empty()) text += '-';
    text += word.text;
  }
  return text;
}

Collation as_explicit(Collation collation) { return collation | explicit_bit; }

bool is_explicit(Collation collation) { return (collation & explicit_bit) != 0; }

bool same_collation(Collation a, Collation b) { return as_explicit(a) == as_explicit(b); }

bool compares_bytes(Collation collation) {
  return (collation >> 8 & 15) == 0 && is_plain_transformation(collation);
}

bool is_plain_transformation(Collation collation) {
  return (collation >> kind_shift & 3) != locale && (collation & 0xFF) == 0;
}

bool can_search(Collation collation) {
  const bool accents_ignored = (collation >> 2 & 3) == 1;
  const bool case_counts = (collation & 3) != 1;
  return (collation >> 4 & 3) != 1 && !(accents_ignored && case_counts);
}

}  // namespace mockhaus::values
