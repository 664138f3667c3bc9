#include "sql/parse/cursor.h"

#include <charconv>

#include "sql/errors.h"

namespace mockhaus::sql {

Cursor::Cursor(std::string_view text, Arena& arena, const Limits& limits)
    : text_(text), arena_(arena), limits_(limits), tokens_(lex(text)) {}

bool Cursor::at(std::string_view word, size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::word && equal_ignoring_case(source(token), word);
}

Result<Done> Cursor::expect(TokenKind kind) {
  if (take(kind)) return Done{};
  return unexpected();
}
Result<Done> Cursor::expect(Keyword keyword) {
  if (take(keyword)) return Done{};
  return unexpected();
}
Result<Done> Cursor::expect(std::string_view word) {
  if (take(word)) return Done{};
  return unexpected();
}

Error Cursor::unexpected(size_t ahead) const {
  const Token& token = peek(ahead);
  if (token.kind == TokenKind::unterminated) {
    return errors::unfinished_text({token.end, token.end});
  }
  if (token.kind == TokenKind::end) return errors::unexpected_token("<EOF>", token.span());
  // The text of a byte that starts no token goes on to the end of its UTF-8 character.
  size_t end = token.end;
  if (token.kind == TokenKind::unknown) {
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
  }
  return errors::unexpected_token(text_.substr(token.begin, end - token.begin), token.span());
}

std::string_view Cursor::word_text(const Token& token) {
  if (token.keyword != Keyword::none) return text_of(token.keyword);
  const std::string_view written = source(token);
  const std::string_view folded = fold_word(written, buffer_);
  return folded.data() == written.data() ? folded : arena_.text(folded);
}

std::string_view Cursor::string_text(const Token& token) {
  const std::string_view written = source(token);
  if (token.kind == TokenKind::dollar_string) return written.substr(2, written.size() - 4);
  const std::string_view decoded = decode_string(written, buffer_);
  return decoded.data() == buffer_.data() ? arena_.text(decoded) : decoded;
}

Identifier Cursor::identifier(const Token& token) {
  if (token.kind == TokenKind::quoted_name) {
    const std::string_view decoded = decode_quoted_name(source(token), buffer_);
    if (limits_.fold_quoted_names) {
      std::string folded;
      return {arena_.text(fold_word(decoded, folded)), true, span_of(token)};
    }
    const bool copied = decoded.data() == buffer_.data();
    return {copied ? arena_.text(decoded) : decoded, true, span_of(token)};
  }
  return {word_text(token), false, span_of(token)};
}

bool Cursor::at_name(NameUse use, size_t ahead) const {
  const Token& token = peek(ahead);
  if (token.kind == TokenKind::quoted_name) return token.end - token.begin > 2;
  if (token.kind != TokenKind::word) return false;
  if (token.keyword == Keyword::none || use == NameUse::any) return true;
  switch (use_of(token.keyword)) {
    case KeywordUse::plain: return true;
    case KeywordUse::not_table: return use != NameUse::table;
    case KeywordUse::not_column: return use == NameUse::table;
    case KeywordUse::not_scalar: return use != NameUse::expression;
    case KeywordUse::reserved: return false;
  }
  return false;
}

Result<Identifier> Cursor::expect_name(NameUse use) {
  if (!at_name(use)) return unexpected();
  const Identifier name = identifier(peek());
  skip();
  return name;
}

Result<std::string_view> Cursor::expect_string() {
  if (!at_string()) return unexpected();
  const std::string_view text = string_text(peek());
  skip();
  return text;
}

Result<std::string_view> Cursor::expect_signed_number() {
  const bool negative = take(TokenKind::minus);
  if (!negative) take(TokenKind::plus);
  if (!at(TokenKind::number)) return unexpected();
  const std::string_view digits = source(peek());
  skip();
  if (!negative) return digits;
  return arena_.text("-" + std::string(digits));
}

Result<int64_t> Cursor::expect_integer() {
  int64_t value = 0;
  const std::string_view digits = source(peek());
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (!at(TokenKind::number) || problem != std::errc{} || end != digits.data() + digits.size()) {
    return unexpected();
  }
  skip();
  return value;
}

void Cursor::begin_statement(uint32_t base) {
  base_ = base;
  bind_count_ = 0;
  height_ = 0;
}

Result<Done> Cursor::grow_chain() {
  if (++height_ > limits_.tree_height) {
    return errors::tree_too_high(limits_.tree_height, peek().span());
  }
  return Done{};
}

Result<Done> Nesting::check() const {
  if (in_.depth_ > in_.limits_.nesting) {
    return errors::nesting_too_deep(in_.limits_.nesting, in_.peek().span());
  }
  return Done{};
}

}  // namespace mockhaus::sql
