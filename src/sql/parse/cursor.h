// Reads tokens one after another and makes the small parts of nodes: names, texts, lists.
//
// peek looks, take consumes if it is there, expect consumes or fails with 001003 at the token that
// stands there instead. Spans handed out count from the start of the current statement; spans in
// errors count from the start of the whole text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/result.h"
#include "sql/ast/node.h"
#include "sql/lex/lexer.h"
#include "sql/limits.h"

namespace mockhaus::sql {

// What a name is for; says which keywords it may be (sql/lex/keywords.def).
enum class NameUse : uint8_t {
  any,          // after a dot, property names: every word
  column,       // column definitions, SET targets, aliases after AS
  expression,   // a column inside an expression
  table,        // tables and their aliases
};

class Cursor {
 public:
  // `text` lives in the arena already.
  Cursor(std::string_view text, Arena& arena, const Limits& limits);

  const Token& peek(size_t ahead = 0) const {
    return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
  }
  bool at(TokenKind kind, size_t ahead = 0) const { return peek(ahead).kind == kind; }
  bool at(Keyword keyword, size_t ahead = 0) const { return peek(ahead).keyword == keyword; }
  // A word by its upper-case text, for words that are no Keyword.
  bool at(std::string_view word, size_t ahead = 0) const;
  bool at_end() const { return at(TokenKind::end); }

  bool take(TokenKind kind) { return at(kind) && skip(); }
  bool take(Keyword keyword) { return at(keyword) && skip(); }
  bool take(std::string_view word) { return at(word) && skip(); }
  bool take(std::string_view first, std::string_view second) {
    return at(first) && at(second, 1) && skip(2);
  }
  bool take(std::string_view first, std::string_view second, std::string_view third) {
    return at(first) && at(second, 1) && at(third, 2) && skip(3);
  }
  bool skip(size_t count = 1) {
    next_ += count;
    return true;
  }

  Result<Done> expect(TokenKind kind);
  Result<Done> expect(Keyword keyword);
  Result<Done> expect(std::string_view word);

  // The error for the token that stands here, where nothing more precise is known.
  Error unexpected(size_t ahead = 0) const;

  // Texts of tokens: as written, and as stored (decoded, in the arena).
  std::string_view source(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  std::string_view word_text(const Token& token);
  std::string_view string_text(const Token& token);
  Identifier identifier(const Token& token);

  // Names and literals.
  bool at_name(NameUse use, size_t ahead = 0) const;
  Result<Identifier> expect_name(NameUse use);
  bool at_string(size_t ahead = 0) const {
    return at(TokenKind::string, ahead) || at(TokenKind::dollar_string, ahead);
  }
  Result<std::string_view> expect_string();
  Result<std::string_view> expect_signed_number();  // digits as written, with a minus sign
  Result<int64_t> expect_integer();

  // Spans count from the start of the statement.
  uint32_t start() const { return peek().begin - base_; }
  Span span_from(uint32_t start) const { return {start, tokens_[next_ - 1].end - base_}; }
  Span span_of(const Token& token) const { return {token.begin - base_, token.end - base_}; }
  size_t position() const { return next_; }
  void rewind(size_t position) { next_ = position; }
  std::string_view text_of_span(Span span) const {
    return text_.substr(span.begin + base_, span.end - span.begin);
  }

  template <class T>
  T* make() {
    return arena_.make<T>();
  }
  template <class T>
  List<const T> list(const std::vector<T>& items) {
    return arena_.list(items);
  }
  Arena& arena() { return arena_; }
  const Limits& limits() const { return limits_; }
  std::string_view text() const { return text_; }

  // Statements: where positions start, and the ?s seen since.
  void begin_statement(uint32_t base);
  uint32_t bind_count() const { return bind_count_; }
  int64_t next_bind() { return ++bind_count_; }
  uint32_t base() const { return base_; }

  // One more step of a chain that is built without recursion (limits.h, tree_height).
  Result<Done> grow_chain();

 private:
  friend class Nesting;

  std::string_view text_;
  Arena& arena_;
  Limits limits_;
  std::vector<Token> tokens_;
  size_t next_ = 0;
  uint32_t base_ = 0;
  uint32_t bind_count_ = 0;
  int depth_ = 0;
  int height_ = 0;  // of the highest subtree finished inside the current Nesting
  std::string buffer_;
};

// One level of recursion. Check `failed()` before going on.
class Nesting {
 public:
  explicit Nesting(Cursor& in) : in_(in), outer_height_(in.height_) {
    ++in_.depth_;
    in_.height_ = 0;
  }
  ~Nesting() {
    --in_.depth_;
    in_.height_ = std::max(outer_height_, in_.height_ + 1);
  }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

  Result<Done> check() const;

 private:
  Cursor& in_;
  int outer_height_;
};

}  // namespace mockhaus::sql
