#include "values/text_similarity.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "values/characters.h"

namespace mockhaus::values {
namespace {

// Groups of consonants for the letters A to Z; 0 is a vowel. H and W are invisible ('-').
constexpr std::string_view soundex_groups = "01230120022455012623010202";

char soundex_group(char letter) {
  const char upper = ascii::upper(letter);
  if (upper < 'A' || upper > 'Z') return '-';
  if (upper == 'H' || upper == 'W') return '-';
  return soundex_groups[static_cast<size_t>(upper - 'A')];
}

using ascii::is_letter;

// Per thread, so that a row costs no allocation.
struct Scratch {
  std::vector<Character> a, b;
  std::vector<int64_t> row;
  std::vector<char> a_matched, b_matched;
};
Scratch& scratch() {
  thread_local Scratch buffers;
  return buffers;
}

// Counts common characters that are not farther apart than the window and marks them.
size_t mark_matches(Scratch& s) {
  const size_t window = std::max<size_t>(std::max(s.a.size(), s.b.size()) / 2, 1) - 1;
  s.a_matched.assign(s.a.size(), 0);
  s.b_matched.assign(s.b.size(), 0);
  size_t matches = 0;
  for (size_t i = 0; i < s.a.size(); ++i) {
    const size_t end = std::min(s.b.size(), i + window + 1);
    for (size_t j = i > window ? i - window : 0; j < end; ++j) {
      if (s.b_matched[j] || s.a[i] != s.b[j]) continue;
      s.a_matched[i] = s.b_matched[j] = 1;
      ++matches;
      break;
    }
  }
  return matches;
}

size_t count_transpositions(const Scratch& s) {
  size_t different = 0, j = 0;
  for (size_t i = 0; i < s.a.size(); ++i) {
    if (!s.a_matched[i]) continue;
    while (!s.b_matched[j]) ++j;
    different += s.a[i] != s.b[j];
    ++j;
  }
  return different / 2;
}

// What the similarity of Jaro and Winkler counts in two texts.
struct Likeness {
  size_t matches = 0, transposed = 0, prefix = 0;
};

Likeness likeness_of(Scratch& s) {
  Likeness found;
  found.matches = mark_matches(s);
  found.transposed = count_transpositions(s);
  const size_t shorter = std::min(s.a.size(), s.b.size());
  while (found.prefix < shorter && s.a[found.prefix] == s.b[found.prefix]) ++found.prefix;
  return found;
}

// As above, for ASCII texts of at most 64 characters: a bit for each place.
Likeness likeness_of_short(std::string_view a, std::string_view b) {
  char small_a[64], small_b[64];
  uint64_t places[128] = {};  // of the characters in b
  for (size_t i = 0; i < a.size(); ++i) small_a[i] = ascii::lower(a[i]);
  for (size_t i = 0; i < b.size(); ++i) {
    small_b[i] = ascii::lower(b[i]);
    places[static_cast<size_t>(small_b[i])] |= uint64_t{1} << i;
  }
  Likeness found;
  const size_t window = std::max<size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  uint64_t a_matched = 0, b_matched = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const size_t first = i > window ? i - window : 0;
    const uint64_t to_the_window = i + window >= 63 ? ~uint64_t{0}
                                                    : (uint64_t{1} << (i + window + 1)) - 1;
    const uint64_t near = places[static_cast<size_t>(small_a[i])] & ~b_matched & to_the_window &
                          (~uint64_t{0} << first);
    if (near == 0) continue;
    a_matched |= uint64_t{1} << i;
    b_matched |= near & -near;
    ++found.matches;
  }
  size_t different = 0;
  for (; a_matched != 0; a_matched &= a_matched - 1, b_matched &= b_matched - 1) {
    different += small_a[__builtin_ctzll(a_matched)] != small_b[__builtin_ctzll(b_matched)];
  }
  found.transposed = different / 2;
  const size_t shorter = std::min(a.size(), b.size());
  while (found.prefix < shorter && small_a[found.prefix] == small_b[found.prefix]) ++found.prefix;
  return found;
}

}  // namespace

std::string soundex(std::string_view text, Soundex kind) {
  size_t i = 0;
  while (i < text.size() && !is_letter(text[i])) ++i;
  if (i == text.size()) return {};
  std::string code(1, text[i]);
  char previous = kind == Soundex::standard ? soundex_group(text[i]) : '0';
  for (++i; i < text.size() && code.size() < 4; ++i) {
    const char group = soundex_group(text[i]);
    if (group == '-') continue;
    if (group != '0' && group != previous) code += group;
    previous = group;
  }
  code.resize(4, '0');
  return code;
}

int64_t edit_distance(std::string_view a, std::string_view b, int64_t limit) {
  if (limit <= 0) return 0;
  Scratch& s = scratch();
  decode_characters(a, s.a);
  decode_characters(b, s.b);
  if (s.a.size() < s.b.size()) std::swap(s.a, s.b);
  const size_t longer = s.a.size(), shorter = s.b.size();
  if (static_cast<int64_t>(longer - shorter) >= limit) return limit;
  s.row.resize(shorter + 1);
  for (size_t j = 0; j <= shorter; ++j) s.row[j] = static_cast<int64_t>(j);
  for (size_t i = 1; i <= longer; ++i) {
    int64_t diagonal = s.row[0];
    int64_t best = s.row[0] = static_cast<int64_t>(i);
    for (size_t j = 1; j <= shorter; ++j) {
      const int64_t substituted = diagonal + (s.a[i - 1] != s.b[j - 1]);
      diagonal = s.row[j];
      s.row[j] = std::min({substituted, diagonal + 1, s.row[j - 1] + 1});
      best = std::min(best, s.row[j]);
    }
    if (best >= limit) return limit;
  }
  return std::min(s.row[shorter], limit);
}

int64_t jaro_winkler_similarity(std::string_view a, std::string_view b) {
  Likeness found;
  auto a_size = static_cast<double>(a.size()), b_size = static_cast<double>(b.size());
  if (a.size() <= 64 && b.size() <= 64 && is_ascii(a) && is_ascii(b)) {
    found = likeness_of_short(a, b);
  } else {
    Scratch& s = scratch();
    decode_characters(a, s.a);
    decode_characters(b, s.b);
    for (Character& c : s.a) c = to_lower(c);
    for (Character& c : s.b) c = to_lower(c);
    found = likeness_of(s);
    a_size = static_cast<double>(s.a.size());
    b_size = static_cast<double>(s.b.size());
  }
  if (found.matches == 0) return 0;
  const double m = static_cast<double>(found.matches);
  const double transposed = static_cast<double>(found.transposed);
  const double jaro = (m / a_size + m / b_size + (m - transposed) / m) / 3;
  // Snowflake does not stop at four common characters: 'Ich weiß nicht', 'Ich wei? nicht' is 98.
  const double prefix = std::min(0.1 * static_cast<double>(found.prefix), 1.0);
  const double similarity = jaro > 0.7 ? jaro + prefix * (1 - jaro) : jaro;
  return static_cast<int64_t>(similarity * 100 + 1e-9);
}

}  // namespace mockhaus::values
