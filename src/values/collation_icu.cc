// What ICU does for collations: keys, searching, letters of a locale.
#include <unicode/ucol.h>
#include <unicode/usearch.h>
#include <unicode/ustring.h>

#include <vector>

#include "values/collation.h"

namespace mockhaus::values {

namespace {

using Text16 = std::vector<UChar>;

std::string locale_of(Collation collation) {
  std::string name;
  for (Collation rest = collation >> 16; rest != 0; rest >>= 8) {
    name += static_cast<char>(rest & 0xFF);
  }
  return name;
}

Text16 to_utf16(std::string_view text) {
  Text16 out(text.size() + 1);
  int32_t length = 0;
  UErrorCode fault = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                       static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &fault);
  out.resize(static_cast<size_t>(length));
  return out;
}

void append_utf8(const Text16& text, std::string& out) {
  const size_t start = out.size();
  out.resize(start + text.size() * 3 + 1);
  int32_t length = 0;
  UErrorCode fault = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data() + start, static_cast<int32_t>(out.size() - start), &length,
                     text.data(), static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &fault);
  out.resize(start + static_cast<size_t>(length));
}

Text16 changed_letters(const Text16& text, LetterChange change, const std::string& locale) {
  Text16 out(text.size() * 3 + 4);
  const auto room = static_cast<int32_t>(out.size());
  const auto size = static_cast<int32_t>(text.size());
  UErrorCode fault = U_ZERO_ERROR;
  const int32_t length =
      change == LetterChange::lower
          ? u_strToLower(out.data(), room, text.data(), size, locale.c_str(), &fault)
          : u_strToUpper(out.data(), room, text.data(), size, locale.c_str(), &fault);
  out.resize(static_cast<size_t>(length));
  return out;
}

std::string_view without_blanks(Collation collation, std::string_view text) {
  const Collation trim = collation >> 10 & 3;
  if (trim == 1 || trim == 2) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  if (trim == 1 || trim == 3) text = text.substr(0, text.find_last_not_of(' ') + 1);
  return text;
}

Text16 transformed(Collation collation, std::string_view text) {
  Text16 out = to_utf16(without_blanks(collation, text));
  const Collation change = collation >> 8 & 3;
  if (change == 0) return out;
  return changed_letters(out, change == 1 ? LetterChange::lower : LetterChange::upper,
                         locale_of(collation));
}

// One collator for each thread and its last collation: opening one costs more than its use.
class Collator {
 public:
  ~Collator() { ucol_close(handle_); }
  Collator() = default;
  Collator(const Collator&) = delete;
  Collator& operator=(const Collator&) = delete;

  UCollator* of(Collation collation) {
    if (handle_ != nullptr && collation == collation_) return handle_;
    ucol_close(handle_);
    UErrorCode fault = U_ZERO_ERROR;
    handle_ = ucol_open(locale_of(collation).c_str(), &fault);
    collation_ = collation;
    if (U_FAILURE(fault)) return handle_ = nullptr;
    configure(collation);
    return handle_;
  }

 private:
  void configure(Collation collation) {
    const auto pair = [&](int shift) { return collation >> shift & 3; };
    const auto set = [&](UColAttribute attribute, UColAttributeValue value) {
      UErrorCode fault = U_ZERO_ERROR;
      ucol_setAttribute(handle_, attribute, value, &fault);
    };
    const bool case_ignored = pair(0) == 1;
    const bool accents_ignored = pair(2) == 1;
    if (accents_ignored) {
      set(UCOL_STRENGTH, UCOL_PRIMARY);
      if (!case_ignored) set(UCOL_CASE_LEVEL, UCOL_ON);
    } else if (case_ignored) {
      set(UCOL_STRENGTH, UCOL_SECONDARY);
    }
    if (pair(4) == 1) set(UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED);
    if (pair(6) == 1) set(UCOL_CASE_FIRST, UCOL_LOWER_FIRST);
    if (pair(6) == 2) set(UCOL_CASE_FIRST, UCOL_UPPER_FIRST);
    set(UCOL_NORMALIZATION_MODE, UCOL_ON);
  }

  UCollator* handle_ = nullptr;
  Collation collation_ = 0;
};

UCollator* collator_of(Collation collation) {
  static thread_local Collator collator;
  return collator.of(collation);
}

bool finds_bytes(std::string_view text, std::string_view part, Place place) {
  switch (place) {
    case Place::anywhere: return text.find(part) != std::string_view::npos;
    case Place::start: return text.starts_with(part);
    case Place::end: return text.ends_with(part);
  }
  return false;
}

bool finds_match(UStringSearch* search, const Text16& text, Place place) {
  UErrorCode fault = U_ZERO_ERROR;
  usearch_setAttribute(search, USEARCH_OVERLAP, USEARCH_ON, &fault);
  for (int32_t at = usearch_first(search, &fault); at != USEARCH_DONE && U_SUCCESS(fault);
       at = usearch_next(search, &fault)) {
    if (place == Place::anywhere) return true;
    if (place == Place::start) return at == 0;
    const int32_t end = at + usearch_getMatchedLength(search);
    if (end == static_cast<int32_t>(text.size())) return true;
  }
  return false;
}

}  // namespace

void append_collation_text(Collation collation, std::string_view text, std::string& out) {
  if ((collation >> 8 & 3) == 0) {
    out.append(without_blanks(collation, text));
  } else {
    append_utf8(transformed(collation, text), out);
  }
}

void append_collation_key(Collation collation, std::string_view text, std::string& out) {
  if (is_plain_transformation(collation)) return append_collation_text(collation, text, out);
  const Text16 wide = transformed(collation, text);
  const UCollator* collator = collator_of(collation);
  const auto size = static_cast<int32_t>(wide.size());
  const size_t start = out.size();
  const size_t room = wide.size() * 4 + 16;
  out.resize(start + room);
  const auto needed = static_cast<size_t>(
      ucol_getSortKey(collator, wide.data(), size, reinterpret_cast<uint8_t*>(out.data() + start),
                      static_cast<int32_t>(room)));
  out.resize(start + needed);
  if (needed <= room) return;
  ucol_getSortKey(collator, wide.data(), size, reinterpret_cast<uint8_t*>(out.data() + start),
                  static_cast<int32_t>(needed));
}

bool collation_finds(Collation collation, std::string_view text, std::string_view part,
                     Place place) {
  const Text16 wide = transformed(collation, text);
  const Text16 pattern = transformed(collation, part);
  if (is_plain_transformation(collation)) {
    std::string a, b;
    append_utf8(wide, a);
    append_utf8(pattern, b);
    return finds_bytes(a, b, place);
  }
  if (pattern.empty()) return true;
  if (wide.empty()) return false;
  UErrorCode fault = U_ZERO_ERROR;
  UStringSearch* search = usearch_openFromCollator(
      pattern.data(), static_cast<int32_t>(pattern.size()), wide.data(),
      static_cast<int32_t>(wide.size()), collator_of(collation), nullptr, &fault);
  const bool found = U_SUCCESS(fault) && finds_match(search, wide, place);
  usearch_close(search);
  return found;
}

void change_letters(Collation collation, LetterChange change, std::string_view text,
                    std::string& out) {
  append_utf8(changed_letters(to_utf16(text), change, locale_of(collation)), out);
}

}  // namespace mockhaus::values
