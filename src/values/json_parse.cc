#include "values/json_parse.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/ascii.h"
#include "values/json_number.h"

namespace mockhaus::values {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
using ascii::equal_ignoring_case;
using ascii::is_digit;
constexpr bool is_word(char c) {
  return ascii::is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<uint8_t>(c) >= 0x80;
}

// Finds the next quote or backslash, eight bytes at a time.
const char* skip_plain(const char* at, const char* end) {
  constexpr uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  const auto has_zero = [](uint64_t word) { return (word - ones) & ~word & highs; };
  while (end - at >= 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    const uint64_t found = has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\'));
    if (found) return at + (__builtin_ctzll(found) >> 3);
    at += 8;
  }
  while (at < end && *at != '"' && *at != '\\') ++at;
  return at;
}

void append_utf8(uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 63));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 63));
    out += static_cast<char>(0x80 | (code & 63));
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 63));
    out += static_cast<char>(0x80 | ((code >> 6) & 63));
    out += static_cast<char>(0x80 | (code & 63));
  }
}

class JsonParser {
 public:
  JsonParser(std::string_view text, DuplicateKey duplicates, VariantBuilder& out, bool note_keys)
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), duplicates_(duplicates),
        out_(out), note_keys_(note_keys) {}

  JsonOutcome parse() {
    skip_blanks();
    if (at_ == end_) return {JsonContent::blank, std::nullopt};
    if (!parse_value()) return {JsonContent::value, problem_};
    skip_blanks();
    if (at_ != end_) fail(JsonFault::more_than_one_document, {});
    return {JsonContent::value, problem_};
  }

 private:
  // Every parse_ function answers whether it worked; a failure is in problem_.
  bool fail(JsonFault fault, std::string_view detail) {
    problem_ = JsonProblem{fault, detail, static_cast<size_t>(at_ - begin_)};
    return false;
  }
  // The character that does not fit counts as read, also where the text ends.
  bool fail_at_next(JsonFault fault) {
    const std::string_view found(at_, at_ < end_ ? 1 : 0);
    ++at_;
    return fail(fault, found);
  }
  void skip_blanks() {
    while (at_ < end_ && is_blank(*at_)) ++at_;
  }

  bool parse_value() {
    switch (*at_) {
      case '{': return parse_object();
      case '[': return parse_array();
      case '"': {
        std::string_view text;
        if (!parse_string(text)) return false;
        out_.add_text(text);
        return true;
      }
      case '}': case ']': case ':': case ',': return fail_at_next(JsonFault::misplaced);
      case '-': case '0': case '1': case '2': case '3': case '4':
      case '5': case '6': case '7': case '8': case '9': return parse_number();
      default: return parse_word();
    }
  }

  bool parse_word() {
    const std::string_view word = take_word();
    if (word.empty()) return fail_at_next(JsonFault::invalid_character);
    if (equal_ignoring_case(word, "null")) return out_.add_null(), true;
    if (equal_ignoring_case(word, "true")) return out_.add_boolean(true), true;
    if (equal_ignoring_case(word, "false")) return out_.add_boolean(false), true;
    if (equal_ignoring_case(word, "undefined")) return out_.add_undefined(), true;
    if (equal_ignoring_case(word, "nan")) return out_.add_real(std::nan("")), true;
    if (equal_ignoring_case(word, "infinity")) return out_.add_real(HUGE_VAL), true;
    ++at_;  // the character that ended the word was read as well
    return fail(JsonFault::unknown_keyword, word);
  }

  std::string_view take_word() {
    const char* start = at_;
    while (at_ < end_ && is_word(*at_)) ++at_;
    return {start, static_cast<size_t>(at_ - start)};
  }

  bool parse_number() {
    if (*at_ == '-' && at_ + 1 < end_ && !is_digit(at_[1])) {
      const char* sign = at_++;
      const std::string_view word = take_word();
      if (equal_ignoring_case(word, "infinity")) return out_.add_real(-HUGE_VAL), true;
      at_ = sign + 1;
      return fail_at_next(JsonFault::invalid_number);
    }
    const size_t taken = add_json_number({at_, static_cast<size_t>(end_ - at_)}, out_);
    if (taken == 0) return ++at_, fail_at_next(JsonFault::invalid_number);
    at_ += taken;
    return true;
  }

  bool parse_array() {
    if (out_.depth() >= variant_depth_max) return fail(JsonFault::too_deep, {});
    ++at_;
    out_.begin_array();
    skip_blanks();
    if (at_ < end_ && *at_ == ']') return ++at_, out_.end_array(), true;
    for (;;) {
      if (at_ == end_) return fail_at_next(JsonFault::incomplete_array);
      if (*at_ == ',' || *at_ == ']') out_.add_undefined();
      else if (!parse_value()) return false;
      skip_blanks();
      if (at_ == end_) return fail_at_next(JsonFault::incomplete_array);
      if (*at_ == ']') return ++at_, out_.end_array(), true;
      if (*at_ != ',') return fail_at_next(JsonFault::missing_comma);
      ++at_;
      skip_blanks();
    }
  }

  bool parse_object() {
    if (out_.depth() >= variant_depth_max) return fail(JsonFault::too_deep, {});
    ++at_;
    out_.begin_object();
    const size_t keys_before = keys_.size();
    for (;;) {
      skip_blanks();
      if (at_ == end_) return fail_at_next(JsonFault::incomplete_object);
      if (*at_ == '}') break;
      if (*at_ != ',' && !parse_member()) return false;
      skip_blanks();
      if (at_ == end_) return fail_at_next(JsonFault::incomplete_object);
      if (*at_ == '}') break;
      if (*at_ != ',') return fail_at_next(JsonFault::missing_comma);
      ++at_;
    }
    ++at_;
    const auto repeated = out_.end_object(duplicates_);
    if (repeated && duplicates_ == DuplicateKey::refuse) {
      problem_ = JsonProblem{JsonFault::duplicate_key, {}, 0};
      if (note_keys_) problem_ = keys_[keys_before + *repeated];
      return false;
    }
    keys_.resize(keys_before);
    return true;
  }

  bool parse_member() {
    const char* start = at_;
    std::string_view key;
    if (*at_ == '"') {
      if (!parse_string(key)) return false;
    } else {
      key = take_word();
      if (key.empty()) return fail_at_next(JsonFault::missing_key);
    }
    out_.add_key(key);
    if (note_keys_) note_key(start);
    skip_blanks();
    if (at_ == end_ || *at_ != ':') return fail_at_next(JsonFault::missing_colon);
    ++at_;
    skip_blanks();
    if (at_ == end_) return fail_at_next(JsonFault::incomplete_object);
    return parse_value();
  }

  // As it is written: the text outlives the parser.
  void note_key(const char* start) {
    const size_t quote = *start == '"' ? 1 : 0;
    const std::string_view key(start + quote, static_cast<size_t>(at_ - start) - 2 * quote);
    keys_.push_back({JsonFault::duplicate_key, key, static_cast<size_t>(at_ - begin_)});
  }

  // The view lies in the text, or in scratch_ until the next string when there are escapes.
  bool parse_string(std::string_view& text) {
    const char* start = ++at_;
    at_ = skip_plain(at_, end_);
    if (at_ < end_ && *at_ == '"') {
      text = {start, static_cast<size_t>(at_ - start)};
      ++at_;
      return true;
    }
    scratch_.assign(start, at_);
    while (at_ < end_ && *at_ != '"') {
      if (!parse_escape()) return false;
      start = at_;
      at_ = skip_plain(at_, end_);
      scratch_.append(start, at_);
    }
    if (at_ == end_) return fail_at_next(JsonFault::unfinished_string);
    ++at_;
    text = scratch_;
    return true;
  }

  bool parse_escape() {
    constexpr std::string_view letters = "\"\\/bfnrt'0", meanings("\"\\/\b\f\n\r\t'\0", 10);
    if (++at_ == end_) return fail_at_next(JsonFault::unfinished_string);
    const char letter = *at_;
    if (letter == 'u') return ++at_, parse_code_point();
    const size_t found = letters.find(letter);
    if (found == std::string_view::npos) return fail_at_next(JsonFault::invalid_escape);
    scratch_ += meanings[found];
    ++at_;
    return true;
  }

  bool parse_code_point() {
    uint32_t code;
    if (!take_hex4(code)) return fail_at_next(JsonFault::invalid_escape);
    if (code >= 0xd800 && code < 0xdc00 && end_ - at_ >= 6 && at_[0] == '\\' && at_[1] == 'u') {
      const char* before = at_;
      at_ += 2;
      uint32_t low;
      if (take_hex4(low) && low >= 0xdc00 && low < 0xe000) {
        append_utf8(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00), scratch_);
        return true;
      }
      at_ = before;
    }
    // Half of a pair is no character: the replacement character stands for it.
    append_utf8(code >= 0xd800 && code < 0xe000 ? 0xfffd : code, scratch_);
    return true;
  }

  bool take_hex4(uint32_t& code) {
    if (end_ - at_ < 4) return false;
    const auto [stop, status] = std::from_chars(at_, at_ + 4, code, 16);
    if (status != std::errc() || stop != at_ + 4) return false;
    at_ += 4;
    return true;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  DuplicateKey duplicates_;
  VariantBuilder& out_;
  bool note_keys_;
  std::vector<JsonProblem> keys_;  // where the keys of the open objects end
  std::optional<JsonProblem> problem_;
  std::string scratch_;
};

}  // namespace

JsonOutcome parse_json(std::string_view text, DuplicateKey duplicates, VariantBuilder& builder) {
  builder.clear();
  JsonOutcome outcome = JsonParser(text, duplicates, builder, false).parse();
  if (outcome.problem && outcome.problem->fault == JsonFault::duplicate_key) {
    // Which key came twice is known only now; where it stands costs a second pass.
    builder.clear();
    outcome = JsonParser(text, duplicates, builder, true).parse();
  }
  return outcome;
}

}  // namespace mockhaus::values
