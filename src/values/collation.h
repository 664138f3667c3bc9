// Collations: rules by which texts compare other than byte by byte.
//
// A specification such as en-ci, es-ci-ai, upper-trim, utf8 is kept as one number, so that a type
// that holds it stays a small value. Explicit ones (COLLATE) win over those of columns. Locales and
// sensitivities are ICU's; a specification without a locale compares bytes once it has changed
// the letters and cut the blanks that it names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::values {

using Collation = uint64_t;  // 0: none
constexpr Collation no_collation = 0;

// Nothing where the words are none of Snowflake's.
std::optional<Collation> parse_collation(std::string_view specification);
// The words in one fixed order.
std::string print_collation(Collation collation);

Collation as_explicit(Collation collation);
bool is_explicit(Collation collation);
// Whether both compare in the same way, explicit or not.
bool same_collation(Collation a, Collation b);
// Nothing changes the bytes: none, utf8, bin.
bool compares_bytes(Collation collation);
// Only changes of letters and blanks, no locale: what LIKE and its kin can do.
bool is_plain_transformation(Collation collation);
// Punctuation-insensitive, or accent-insensitive but case-sensitive: CONTAINS and its kin refuse.
bool can_search(Collation collation);

// Texts that the collation calls equal have equal keys, and keys are in its order.
void append_collation_key(Collation collation, std::string_view text, std::string& out);
// The text with its letters changed and its blanks cut, without the locale's rules.
void append_collation_text(Collation collation, std::string_view text, std::string& out);

// Whether `part` stands in `text`, at its start, or at its end.
enum class Place : uint8_t { anywhere, start, end };
bool collation_finds(Collation collation, std::string_view text, std::string_view part,
                     Place place);

// LOWER and UPPER by the rules of the locale.
enum class LetterChange : uint8_t { lower, upper };
void change_letters(Collation collation, LetterChange change, std::string_view text,
                    std::string& out);

}  // namespace mockhaus::values
