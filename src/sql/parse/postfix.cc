// What follows an operand and binds tighter than every operator: paths, casts, (+), COLLATE.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

// : key | . key | [ e ]
Result<PathStep> parse_path_step(Cursor& in) {
  PathStep step;
  if (in.take(TokenKind::left_bracket)) {
    step.kind = PathStep::Kind::index;
    step.index = TRY(parse_expression(in));
    TRY(in.expect(TokenKind::right_bracket));
    return step;
  }
  step.colon = in.at(TokenKind::colon);
  in.skip();
  const Token& token = in.peek();
  if (token.kind == TokenKind::quoted_name) {
    step.quoted = true;
    step.key = in.identifier(token).text;
  } else if (token.kind == TokenKind::word) {
    step.key = in.source(token);  // steps keep their case
  } else {
    return in.unexpected();
  }
  in.skip();
  return step;
}

// `after_cast`: x::type.key is no path, the cast would need parentheses.
bool at_path_step(const Cursor& in, bool after_cast) {
  if (in.at(TokenKind::left_bracket)) return true;
  if (in.at(TokenKind::colon)) {
    return in.at(TokenKind::word, 1) || in.at(TokenKind::quoted_name, 1);
  }
  return in.at(TokenKind::dot) && !after_cast;
}

// base { step }
Result<const Expression*> parse_path(Cursor& in, const Expression* base, uint32_t start) {
  Path* node = in.make<Path>();
  node->base = base;
  std::vector<PathStep> steps;
  do {
    auto item = TRY(parse_path_step(in));
    steps.push_back(item);
  } while (at_path_step(in, false));
  node->steps = in.list(steps);
  node->span = in.span_from(start);
  return node;
}

// operand :: type
Result<const Expression*> parse_double_colon(Cursor& in, const Expression* operand,
                                             uint32_t start) {
  TRY(in.grow_chain());
  in.skip();
  Cast* node = in.make<Cast>();
  node->style = CastStyle::double_colon;
  node->operand = operand;
  node->type = TRY(parse_type(in));
  node->span = in.span_from(start);
  return node;
}

// operand COLLATE 'specification' is the call COLLATE(operand, 'specification').
Result<const Expression*> parse_collate(Cursor& in, const Expression* operand, uint32_t start) {
  TRY(in.grow_chain());
  FunctionCall* node = in.make<FunctionCall>();
  const Identifier name = in.identifier(in.peek());
  node->name.parts = in.list(std::vector<Identifier>{name});
  node->name.span = name.span;
  in.skip();
  const Expression* specification = TRY(parse_primary(in));
  node->arguments = in.list(std::vector<const Expression*>{operand, specification});
  node->span = in.span_from(start);
  return node;
}

}  // namespace

// primary { path | :: type | (+) | COLLATE 'c' }
Result<const Expression*> parse_postfix(Cursor& in) {
  const uint32_t start = in.start();
  const Expression* operand = TRY(parse_primary(in));
  bool after_cast = false;
  for (;;) {
    switch (in.peek().kind) {
      case TokenKind::double_colon:
        operand = TRY(parse_double_colon(in, operand, start));
        after_cast = true;
        continue;
      case TokenKind::colon:
      case TokenKind::dot:
      case TokenKind::left_bracket:
        if (!at_path_step(in, after_cast)) return operand;
        TRY(in.grow_chain());
        operand = TRY(parse_path(in, operand, start));
        after_cast = false;
        continue;
      case TokenKind::left_paren: {
        if (!in.at(TokenKind::plus, 1) || !in.at(TokenKind::right_paren, 2)) return operand;
        in.skip(3);
        TRY(in.grow_chain());
        OuterJoinMark* node = in.make<OuterJoinMark>();
        node->column = operand;
        node->span = in.span_from(start);
        operand = node;
        continue;
      }
      default: break;
    }
    if (!in.at(Keyword::collate) || !in.at(TokenKind::string, 1)) return operand;
    operand = TRY(parse_collate(in, operand, start));
  }
}

}  // namespace mockhaus::sql
