#include "sql/parse/parse.h"

#include "base/utf8.h"
#include "sql/errors.h"
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// statement { ->> statement }
StatementResult parse_piped(Cursor& in) {
  const uint32_t start = in.start();
  const Statement* first = TRY(parse_statement(in));
  if (!in.at(TokenKind::pipe)) return first;
  std::vector<const Statement*> statements{first};
  while (in.take(TokenKind::pipe)) {
    const Statement* next = TRY(parse_statement(in));
    statements.push_back(next);
  }
  Pipe* pipe = in.make<Pipe>();
  pipe->statements = in.list(statements);
  return finish_statement(in, pipe, start);
}

using Statements = std::vector<ParsedStatement>;

Result<Statements> parse_all(Cursor& in, std::shared_ptr<const Arena> arena) {
  Statements statements;
  while (in.take(TokenKind::semicolon)) {}
  while (!in.at_end()) {
    const uint32_t base = statements.empty() ? 0 : in.peek().begin;
    in.begin_statement(base);
    const Statement* statement = TRY(parse_piped(in));
    if (!in.at_end() && !in.at(TokenKind::semicolon)) return in.unexpected();
    ParsedStatement parsed;
    parsed.arena = arena;
    parsed.text = in.text_of_span({0, statement->span.end});
    parsed.statement = statement;
    parsed.bind_count = in.bind_count();
    statements.push_back(std::move(parsed));
    while (in.take(TokenKind::semicolon)) {}
  }
  if (statements.empty()) return errors::empty_statement();
  return statements;
}

// Copies the text into the arena, parses it with `parse` and sees that nothing is left over.
template <class T, class Parse>
Result<T> parse_piece(std::string_view text, Arena& arena, const Limits& limits, Parse&& parse) {
  if (text.size() > limits.text_bytes) return errors::text_too_long(limits.text_bytes, text.size());
  if (!is_utf8(text)) return errors::unexpected_token("<text that is not UTF-8>", {0, 0});
  Cursor in(arena.text(text), arena, limits);
  Result<T> piece = parse(in);
  if (piece.ok()) {
    in.take(TokenKind::semicolon);
    if (in.at_end()) return piece;
    piece = in.unexpected();
  }
  return locate(std::move(piece).error(), text);
}

}  // namespace

Result<std::vector<ParsedStatement>> parse_statements(std::string_view text,
                                                      const Limits& limits) {
  if (text.size() > limits.text_bytes) return errors::text_too_long(limits.text_bytes, text.size());
  if (!is_utf8(text)) return errors::unexpected_token("<text that is not UTF-8>", {0, 0});
  auto arena = std::make_shared<Arena>();
  Cursor in(arena->text(text), *arena, limits);
  Result<Statements> statements = parse_all(in, arena);
  if (statements.ok()) return statements;
  return locate(std::move(statements).error(), text);
}

Result<const Query*> parse_query_text(std::string_view text, Arena& arena, const Limits& limits) {
  return parse_piece<const Query*>(text, arena, limits, parse_query);
}

Result<const Expression*> parse_expression_text(std::string_view text, Arena& arena,
                                                const Limits& limits) {
  return parse_piece<const Expression*>(text, arena, limits, parse_expression);
}

Result<ObjectName> parse_object_name_text(std::string_view text, Arena& arena) {
  return parse_piece<ObjectName>(text, arena, Limits{}, [](Cursor& in) {
    return parse_object_name(in, NameUse::any);
  });
}

Result<const TypeName*> parse_type_text(std::string_view text, Arena& arena) {
  return parse_piece<const TypeName*>(text, arena, Limits{}, parse_type);
}

Result<const Statement*> parse_statement_text(std::string_view text, Arena& arena,
                                              const Limits& limits) {
  return parse_piece<const Statement*>(text, arena, limits, [](Cursor& in) -> StatementResult {
    return at_block(in) ? parse_block(in) : parse_piped(in);
  });
}

}  // namespace mockhaus::sql
