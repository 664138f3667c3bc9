#include "sql/lex/lexer.h"

#include <array>
#include <cstring>

#include "sql/lex/keyword_table.h"

namespace mockhaus::sql {

namespace {

enum : uint8_t { space = 1, word_start = 2, digit = 4, word_part = 8, path_end = 16 };

constexpr std::array<uint8_t, 256> classify() {
  std::array<uint8_t, 256> classes{};
  for (unsigned char c : {' ', '\t', '\n', '\r', '\f', '\v'}) classes[c] |= space | path_end;
  for (int c = 'a'; c <= 'z'; ++c) classes[c] |= word_start | word_part;
  for (int c = 'A'; c <= 'Z'; ++c) classes[c] |= word_start | word_part;
  for (int c = 128; c <= 255; ++c) classes[c] |= word_start | word_part;
  for (int c = '0'; c <= '9'; ++c) classes[c] |= digit | word_part;
  classes['_'] |= word_start | word_part;
  classes['$'] |= word_part;
  for (unsigned char c : {',', ';', '(', ')'}) classes[c] |= path_end;
  return classes;
}
constexpr std::array<uint8_t, 256> classes = classify();

bool is(char c, uint8_t what) { return (classes[static_cast<unsigned char>(c)] & what) != 0; }

constexpr unsigned char to_upper(unsigned char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) { tokens_.reserve(text.size() / 4 + 16); }

  std::vector<Token> run() {
    while (skip_blanks()) scan_token();
    add(TokenKind::end, text_.size());
    return std::move(tokens_);
  }

 private:
  char at(size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  void add(TokenKind kind, size_t end, Keyword keyword = Keyword::none) {
    tokens_.push_back(
        {kind, keyword, static_cast<uint32_t>(place_), static_cast<uint32_t>(end)});
    place_ = end;
  }

  bool skip_blanks();
  void scan_token();
  void scan_word();
  void scan_number();
  void scan_quoted(char quote, TokenKind kind, size_t from);
  void scan_dollar();
  void scan_stage();
  void scan_symbol();
  bool starts_number() const;

  std::string_view text_;
  size_t place_ = 0;
  std::vector<Token> tokens_;
};

// Moves to the next token; false at the end. A comment without its end is a token of its own.
bool Lexer::skip_blanks() {
  for (;;) {
    while (place_ < text_.size() && is(text_[place_], space)) ++place_;
    if (place_ >= text_.size()) return false;
    const char first = text_[place_], second = at(place_ + 1);
    if ((first == '-' && second == '-') || (first == '/' && second == '/')) {
      const size_t end = text_.find('\n', place_);
      place_ = end == std::string_view::npos ? text_.size() : end + 1;
    } else if (first == '/' && second == '*') {
      const size_t end = text_.find("*/", place_ + 2);
      if (end == std::string_view::npos) {
        add(TokenKind::unterminated, text_.size());
        return false;
      }
      place_ = end + 2;
    } else {
      return true;
    }
  }
}

// A dot starts a number only where no name can end: t.1 is not t followed by 0.1.
bool Lexer::starts_number() const {
  if (!is(at(place_ + 1), digit)) return false;
  if (tokens_.empty() || tokens_.back().end != place_) return true;
  const TokenKind before = tokens_.back().kind;
  return before != TokenKind::word && before != TokenKind::quoted_name &&
         before != TokenKind::right_bracket && before != TokenKind::right_paren;
}

void Lexer::scan_token() {
  const char c = text_[place_];
  if ((c == 'x' || c == 'X') && at(place_ + 1) == '\'') {
    const size_t end = text_.find('\'', place_ + 2);
    if (end == std::string_view::npos) return add(TokenKind::unterminated, text_.size());
    return add(TokenKind::binary, end + 1);
  }
  if (is(c, word_start)) return scan_word();
  if (is(c, digit) || (c == '.' && starts_number())) return scan_number();
  switch (c) {
    case '\'': return scan_quoted('\'', TokenKind::string, place_ + 1);
    case '"': return scan_quoted('"', TokenKind::quoted_name, place_ + 1);
    case '$': return scan_dollar();
    case '@': return scan_stage();
    default: return scan_symbol();
  }
}

void Lexer::scan_word() {
  uint32_t hash = keyword_hash_start;
  size_t end = place_;
  while (end < text_.size() && is(text_[end], word_part)) {
    hash = keyword_hash_step(hash, to_upper(static_cast<unsigned char>(text_[end])));
    ++end;
  }
  const std::string_view word = text_.substr(place_, end - place_);
  if (word.size() == 4 && text_.compare(end, 3, "://") == 0 && equal_ignoring_case(word, "FILE")) {
    while (end < text_.size() && !is(text_[end], space) && text_[end] != ';') ++end;
    return add(TokenKind::file_uri, end);
  }
  size_t slot = (hash ^ (hash >> 15)) % keyword_table::slot_count;
  while (const uint16_t candidate = keyword_table::slots[slot]) {
    if (equal_ignoring_case(word, keyword_table::texts[candidate])) {
      return add(TokenKind::word, end, static_cast<Keyword>(candidate));
    }
    slot = (slot + 1) % keyword_table::slot_count;
  }
  add(TokenKind::word, end);
}

void Lexer::scan_number() {
  size_t end = place_;
  while (is(at(end), digit)) ++end;
  if (at(end) == '.' && at(end + 1) != '.') {
    ++end;
    while (is(at(end), digit)) ++end;
  }
  if (at(end) == 'e' || at(end) == 'E') {
    size_t exponent = end + 1;
    if (at(exponent) == '+' || at(exponent) == '-') ++exponent;
    if (is(at(exponent), digit)) {
      while (is(at(exponent), digit)) ++exponent;
      end = exponent;
    }
  }
  add(TokenKind::number, end);
}

// Finds the closing quote. A doubled quote stands for itself; a backslash hides the next byte in
// strings, not in names.
void Lexer::scan_quoted(char quote, TokenKind kind, size_t from) {
  for (size_t end = from; end < text_.size(); ++end) {
    if (text_[end] == '\\' && quote == '\'') {
      ++end;
    } else if (text_[end] == quote) {
      if (at(end + 1) != quote) return add(kind, end + 1);
      ++end;
    }
  }
  add(TokenKind::unterminated, text_.size());
}

void Lexer::scan_dollar() {
  const char next = at(place_ + 1);
  if (next == '$') {
    const size_t end = text_.find("$$", place_ + 2);
    if (end == std::string_view::npos) return add(TokenKind::unterminated, text_.size());
    return add(TokenKind::dollar_string, end + 2);
  }
  size_t end = place_ + 1;
  if (is(next, digit)) {
    while (is(at(end), digit)) ++end;
    return add(TokenKind::positional, end);
  }
  if (is(next, word_start)) {
    while (is(at(end), word_part)) ++end;
    return add(TokenKind::variable, end);
  }
  add(TokenKind::dollar, end);
}

// A stage with its path ends at a blank or at one of , ; ( ) outside of "quotes".
void Lexer::scan_stage() {
  size_t end = place_ + 1;
  while (end < text_.size() && !is(text_[end], path_end)) {
    if (text_[end] == '"') {
      const size_t closing = text_.find('"', end + 1);
      if (closing == std::string_view::npos) return add(TokenKind::unterminated, text_.size());
      end = closing;
    }
    ++end;
  }
  add(end == place_ + 1 ? TokenKind::unknown : TokenKind::stage, end);
}

struct Symbol {
  std::string_view text;
  TokenKind kind;
};

// Longer ones first where one starts with another.
constexpr Symbol symbols[] = {
    {"->>", TokenKind::pipe},          {"->", TokenKind::arrow},
    {"=>", TokenKind::double_arrow},   {"::", TokenKind::double_colon},
    {":=", TokenKind::assign},         {"**", TokenKind::double_star},
    {"||", TokenKind::concatenate},    {"<>", TokenKind::not_equal},
    {"!=", TokenKind::not_equal},      {"<=", TokenKind::less_equal},
    {">=", TokenKind::greater_equal},  {"(", TokenKind::left_paren},
    {")", TokenKind::right_paren},     {",", TokenKind::comma},
    {".", TokenKind::dot},             {"=", TokenKind::equal},
    {"*", TokenKind::star},            {";", TokenKind::semicolon},
    {":", TokenKind::colon},           {"[", TokenKind::left_bracket},
    {"]", TokenKind::right_bracket},   {"{", TokenKind::left_brace},
    {"}", TokenKind::right_brace},     {"+", TokenKind::plus},
    {"-", TokenKind::minus},           {"/", TokenKind::slash},
    {"%", TokenKind::percent},         {"<", TokenKind::less},
    {">", TokenKind::greater},         {"?", TokenKind::question},
    {"|", TokenKind::bar},             {"!", TokenKind::exclamation},
    {"^", TokenKind::caret},
};

// For each byte where its symbols start in the table; 255 where there are none.
constexpr std::array<uint8_t, 256> index_symbols() {
  std::array<uint8_t, 256> first{};
  for (uint8_t& entry : first) entry = 255;
  for (size_t i = std::size(symbols); i-- > 0;) {
    first[static_cast<unsigned char>(symbols[i].text[0])] = static_cast<uint8_t>(i);
  }
  return first;
}
constexpr std::array<uint8_t, 256> first_symbol = index_symbols();

void Lexer::scan_symbol() {
  const char c = text_[place_];
  for (size_t i = first_symbol[static_cast<unsigned char>(c)]; i < std::size(symbols); ++i) {
    const std::string_view symbol = symbols[i].text;
    if (symbol[0] == c && text_.compare(place_, symbol.size(), symbol) == 0) {
      return add(symbols[i].kind, place_ + symbol.size());
    }
  }
  add(TokenKind::unknown, place_ + 1);
}

}  // namespace

std::vector<Token> lex(std::string_view text) { return Lexer(text).run(); }

bool equal_ignoring_case(std::string_view word, std::string_view upper_case) {
  if (word.size() != upper_case.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (to_upper(static_cast<unsigned char>(word[i])) !=
        static_cast<unsigned char>(upper_case[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace mockhaus::sql
