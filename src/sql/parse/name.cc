// Names of objects and columns.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

// name { . name } with an empty part for db..object
Result<List<const Identifier>> parse_dotted_name(Cursor& in, NameUse use) {
  std::vector<Identifier> parts;
  auto part = TRY(in.expect_name(use));
  parts.push_back(part);
  while (in.take(TokenKind::dot)) {
    if (in.at(TokenKind::dot)) {
      parts.push_back({});
    } else {
      auto part = TRY(in.expect_name(NameUse::any));
      parts.push_back(part);
    }
  }
  return in.list(parts);
}

// dotted name | IDENTIFIER ( expression )
Result<ObjectName> parse_object_name(Cursor& in, NameUse use) {
  ObjectName name;
  const uint32_t start = in.start();
  if (in.at(Keyword::identifier) && in.at(TokenKind::left_paren, 1)) {
    in.skip(2);
    name.dynamic = TRY(parse_expression(in));
    TRY(in.expect(TokenKind::right_paren));
  } else {
    name.parts = TRY(parse_dotted_name(in, use));
  }
  name.span = in.span_from(start);
  return name;
}

Result<List<const Identifier>> parse_column_names(Cursor& in) {
  return parse_parenthesized_list<Identifier>(
      in, [](Cursor& at) { return at.expect_name(NameUse::column); });
}

}  // namespace mockhaus::sql
