// Text to trees: the public face of the parser.
//
// A text may hold several statements separated by ';'; where one ends is decided by the grammar,
// because blocks (BEGIN .. END) contain semicolons. Nothing is looked up: what is wrong here is
// wrong by grammar (001003) or by size (sql/limits.h).
//
// Spans of a statement count from the start of that statement's own `text`. The first statement's
// text starts at the start of the input, later ones at their first token after the ';'; a text ends
// with the statement's last token. A syntax error counts from the start of the whole input, since
// the input is read as a whole before anything runs. Errors are located: {at} is filled in.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/result.h"
#include "sql/ast/statement.h"
#include "sql/limits.h"

namespace mockhaus::sql {

struct ParsedStatement {
  std::shared_ptr<const Arena> arena;  // shared by the statements of one text; owns what follows
  std::string_view text;
  const Statement* statement = nullptr;
  uint32_t bind_count = 0;  // how many ? it holds
};

// Empty text (or only comments and semicolons) is error 000900.
Result<std::vector<ParsedStatement>> parse_statements(std::string_view text,
                                                      const Limits& limits = {});

// The same for pieces of SQL kept as text: bodies of views, defaults of columns, IDENTIFIER('a.b').
// The whole text must be one such piece. The arena copies the text; nodes point into it.
Result<const Query*> parse_query_text(std::string_view text, Arena& arena,
                                      const Limits& limits = {});
Result<const Expression*> parse_expression_text(std::string_view text, Arena& arena,
                                                const Limits& limits = {});
Result<ObjectName> parse_object_name_text(std::string_view text, Arena& arena);
Result<const TypeName*> parse_type_text(std::string_view text, Arena& arena);
// A block or a statement kept as text: bodies of procedures and tasks.
Result<const Statement*> parse_statement_text(std::string_view text, Arena& arena,
                                              const Limits& limits = {});

}  // namespace mockhaus::sql
