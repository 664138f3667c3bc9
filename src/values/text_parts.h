// Functions that cut, find and rearrange text. Positions count characters from 1.
//
// What is part of an argument is returned as a view into it; what is new is appended to `out`.
// Callers keep results under text_bytes_max: a single huge call cannot be interrupted.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::values {

constexpr size_t text_bytes_max = 134'217'728;  // the largest VARCHAR

// SUBSTR: start 0 acts as 1, a negative start counts from the end, too far gives ''.
std::string_view substring(std::string_view text, int64_t start, int64_t length);
std::string_view substring_bytes(std::string_view bytes, int64_t start, int64_t length);
std::string_view left_part(std::string_view text, int64_t length);
std::string_view right_part(std::string_view text, int64_t length);

// SPLIT_PART: part 0 acts as 1, negative parts count from the end, out of range gives ''.
std::string_view split_part(std::string_view text, std::string_view separator, int64_t part);

// STRTOK: `delimiters` is a set of characters, empty tokens do not count.
std::optional<std::string_view> token(std::string_view text, std::string_view delimiters,
                                      int64_t part);
// The first token, which is cut off from the text together with what stands before it.
std::optional<std::string_view> take_token(std::string_view& text, std::string_view delimiters);

// CHARINDEX, POSITION: 0 when not found; an empty needle is found at once.
int64_t position_of(std::string_view needle, std::string_view text, int64_t start);
int64_t position_of_bytes(std::string_view needle, std::string_view bytes, int64_t start);

// INSERT: replaces `length` characters at `position` by `added`.
void insert_text(std::string_view text, int64_t position, int64_t length, std::string_view added,
                 std::string& out);
void insert_bytes(std::string_view bytes, int64_t position, int64_t length,
                  std::string_view added, std::string& out);

void reverse_text(std::string_view text, std::string& out);
void reverse_bytes(std::string_view bytes, std::string& out);

// INITCAP: the characters behind which a word starts; without a set blanks and punctuation.
class WordDelimiters {
 public:
  WordDelimiters();
  explicit WordDelimiters(std::string_view set);

  void capitalize(std::string_view text, std::string& out) const;

 private:
  void capitalize_characters(std::string_view text, bool first, std::string& out) const;

  std::array<bool, 128> ascii_{};
  std::array<std::array<char, 128>, 2> letters_;  // behind a letter, and where a word starts
  std::string set_;
};

enum class Side : uint8_t { left, right };
// LPAD, RPAD: cuts what is longer; an empty pad only cuts. False: over text_bytes_max.
bool pad_text(std::string_view text, int64_t length, std::string_view pad, Side side,
              std::string& out);
bool pad_bytes(std::string_view bytes, int64_t length, std::string_view pad, Side side,
               std::string& out);
bool repeat_text(std::string_view text, int64_t count, std::string& out);

// REPLACE: an empty `from` changes nothing. False: over text_bytes_max.
bool replace_text(std::string_view text, std::string_view from, std::string_view to,
                  std::string& out);

// TRANSLATE: characters of `from` become those of `to`; those without a partner vanish.
void translate_text(std::string_view text, std::string_view from, std::string_view to,
                    std::string& out);

}  // namespace mockhaus::values
