// Operators of expressions, by precedence climbing.
//
// Chains of AND and OR become balanced trees: they are associative, and generated filters have
// thousands of terms that later passes would otherwise have to recurse into one by one. All other
// chains are left-deep and limited in height.
#include "sql/errors.h"
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

// Weakest first (semantics.md §1).
enum Precedence : int {
  or_level = 1, and_level, not_level, comparison_level, concatenate_level, additive_level,
  multiplicative_level, unary_level,
};

struct InfixRow {
  TokenKind token;
  BinaryOperator op;
  Precedence level;
};

constexpr InfixRow infix_rows[] = {
    {TokenKind::plus, BinaryOperator::add, additive_level},
    {TokenKind::minus, BinaryOperator::subtract, additive_level},
    {TokenKind::star, BinaryOperator::multiply, multiplicative_level},
    {TokenKind::slash, BinaryOperator::divide, multiplicative_level},
    {TokenKind::percent, BinaryOperator::modulo, multiplicative_level},
    {TokenKind::concatenate, BinaryOperator::concatenate, concatenate_level},
    {TokenKind::equal, BinaryOperator::equal, comparison_level},
    {TokenKind::not_equal, BinaryOperator::not_equal, comparison_level},
    {TokenKind::less, BinaryOperator::less, comparison_level},
    {TokenKind::less_equal, BinaryOperator::less_equal, comparison_level},
    {TokenKind::greater, BinaryOperator::greater, comparison_level},
    {TokenKind::greater_equal, BinaryOperator::greater_equal, comparison_level},
};

const InfixRow* infix_of(TokenKind kind) {
  if (kind < TokenKind::plus || kind > TokenKind::greater_equal) return nullptr;
  for (const InfixRow& row : infix_rows) {
    if (row.token == kind) return &row;
  }
  return nullptr;
}

Result<const Expression*> parse_operators(Cursor& in, int weakest);

template <class T>
T* finish(Cursor& in, T* node, uint32_t start) {
  node->span = in.span_from(start);
  return node;
}

// One operand of a chain of AND or OR, with the operator in front of it.
struct Link {
  const Expression* operand;
  Span operator_span;
};

void flatten(std::vector<Link>& links, BinaryOperator op, const Expression* operand, Span before) {
  if (operand->kind == ExpressionKind::binary && as<Binary>(*operand).op == op) {
    const Binary& binary = as<Binary>(*operand);
    flatten(links, op, binary.left, before);
    flatten(links, op, binary.right, binary.operator_span);
  } else {
    links.push_back({operand, before});
  }
}

const Expression* balance(Cursor& in, BinaryOperator op, std::span<const Link> links) {
  if (links.size() == 1) return links[0].operand;
  const size_t middle = links.size() / 2;
  Binary* node = in.make<Binary>();
  node->op = op;
  node->left = balance(in, op, links.first(middle));
  node->right = balance(in, op, links.subspan(middle));
  node->operator_span = links[middle].operator_span;
  node->span = join(node->left->span, node->right->span);
  return node;
}

// left { AND right } | left { OR right }
Result<const Expression*> parse_logical(Cursor& in, const Expression* left, Keyword word,
                                        BinaryOperator op, Precedence level) {
  std::vector<Link> links;
  flatten(links, op, left, {});
  while (in.at(word)) {
    const Span operator_span = in.span_of(in.peek());
    in.skip();
    const Expression* right = TRY(parse_operators(in, level + 1));
    flatten(links, op, right, operator_span);
  }
  TRY(in.grow_chain());
  return balance(in, op, links);
}

bool at_quantifier(const Cursor& in) {
  return (in.at(Keyword::any) || in.at(Keyword::all) || in.at(Keyword::some)) &&
         in.at(TokenKind::left_paren, 1);
}

// left op right | left op {ANY | ALL} ( query )
Result<const Expression*> parse_infix(Cursor& in, const Expression* left, const InfixRow& row,
                                      uint32_t start) {
  const Span operator_span = in.span_of(in.peek());
  in.skip();
  TRY(in.grow_chain());
  if (row.level == comparison_level && at_quantifier(in)) {
    Quantified* node = in.make<Quantified>();
    node->operand = left;
    node->op = row.op;
    node->all = in.at(Keyword::all);
    in.skip();
    node->query = TRY(parse_parenthesized_query(in));
    return finish(in, node, start);
  }
  Binary* node = in.make<Binary>();
  node->op = row.op;
  node->left = left;
  node->operator_span = operator_span;
  node->right = TRY(parse_operators(in, row.level + 1));
  return finish(in, node, start);
}

// x IS [NOT] {NULL | TRUE | FALSE | DISTINCT FROM y}; IS is taken.
Result<const Expression*> parse_is(Cursor& in, const Expression* left, uint32_t start) {
  const bool negated = in.take(Keyword::not_);
  const Span operator_span = in.span_of(in.peek());
  if (in.take(Keyword::distinct)) {
    TRY(in.expect(Keyword::from));
    Binary* node = in.make<Binary>();
    node->op = negated ? BinaryOperator::is_not_distinct_from : BinaryOperator::is_distinct_from;
    node->left = left;
    node->operator_span = operator_span;
    node->right = TRY(parse_operators(in, concatenate_level));
    return finish(in, node, start);
  }
  IsTest* node = in.make<IsTest>();
  node->operand = left;
  node->negated = negated;
  if (in.take(Keyword::null)) {
    node->test = IsTestKind::null;
  } else if (in.take(Keyword::true_)) {
    node->test = IsTestKind::boolean_true;
  } else if (in.take(Keyword::false_)) {
    node->test = IsTestKind::boolean_false;
  } else {
    return in.unexpected();
  }
  return finish(in, node, start);
}

// x [NOT] BETWEEN low AND high; BETWEEN is taken.
Result<const Expression*> parse_between(Cursor& in, const Expression* left, bool negated,
                                        uint32_t start) {
  Between* node = in.make<Between>();
  node->operand = left;
  node->negated = negated;
  node->low = TRY(parse_operators(in, concatenate_level));
  TRY(in.expect(Keyword::and_));
  node->high = TRY(parse_operators(in, concatenate_level));
  return finish(in, node, start);
}

Result<const Expression*> finish_in_subquery(Cursor& in, const Expression* left, bool negated,
                                             const Query* query, uint32_t start) {
  TRY(in.expect(TokenKind::right_paren));
  InSubquery* node = in.make<InSubquery>();
  node->operand = left;
  node->negated = negated;
  node->query = query;
  return finish(in, node, start);
}

// x [NOT] IN ( query | e, .. ); IN is taken.
Result<const Expression*> parse_in(Cursor& in, const Expression* left, bool negated,
                                   uint32_t start) {
  TRY(in.expect(TokenKind::left_paren));
  if (at_query(in)) {
    const Query* query = TRY(parse_query(in));
    return finish_in_subquery(in, left, negated, query, start);
  }
  std::vector<const Expression*> items;
  do {
    const uint32_t item_start = in.start();
    const Expression* item = TRY(parse_argument(in));
    if (items.empty() && item->kind == ExpressionKind::scalar_subquery && at_query_tail(in)) {
      const Query* query = TRY(continue_query(in, as<ScalarSubquery>(*item).query, item_start));
      return finish_in_subquery(in, left, negated, query, start);
    }
    items.push_back(item);
  } while (in.take(TokenKind::comma));
  TRY(in.expect(TokenKind::right_paren));
  if (items.size() > in.limits().list_items) {
    return errors::list_too_long(in.limits().list_items, items.size());
  }
  InList* node = in.make<InList>();
  node->operand = left;
  node->negated = negated;
  node->items = in.list(items);
  return finish(in, node, start);
}

// x [NOT] {LIKE | ILIKE | RLIKE | REGEXP} {p | {ANY | ALL} ( p, .. )} [ESCAPE e]; LIKE is taken.
Result<const Expression*> parse_like(Cursor& in, const Expression* left, LikeKind kind,
                                     bool negated, uint32_t start) {
  Like* node = in.make<Like>();
  node->operand = left;
  node->like_kind = kind;
  node->negated = negated;
  if (at_quantifier(in)) {
    node->quantifier = in.at(Keyword::all) ? LikeQuantifier::all : LikeQuantifier::any;
    in.skip();
    if (at_query(in, 1)) {
      ScalarSubquery* patterns = in.make<ScalarSubquery>();
      const uint32_t query_start = in.start();
      patterns->query = TRY(parse_parenthesized_query(in));
      finish(in, patterns, query_start);
      node->patterns = in.list(std::vector<const Expression*>{patterns});
    } else {
      node->patterns = TRY(parse_parenthesized_expressions(in));
    }
  } else {
    const Expression* pattern = TRY(parse_operators(in, concatenate_level));
    node->patterns = in.list(std::vector<const Expression*>{pattern});
  }
  if (in.take(Keyword::escape)) node->escape = TRY(parse_operators(in, concatenate_level));
  return finish(in, node, start);
}

bool at_predicate(const Cursor& in, size_t ahead) {
  switch (in.peek(ahead).keyword) {
    case Keyword::between:
    case Keyword::in:
    case Keyword::like:
    case Keyword::ilike:
    case Keyword::rlike:
    case Keyword::regexp: return true;
    default: return false;
  }
}

// [NOT] BETWEEN .. | [NOT] IN .. | [NOT] LIKE .. | IS ..
Result<const Expression*> parse_predicate(Cursor& in, const Expression* left, uint32_t start) {
  TRY(in.grow_chain());
  if (in.take(Keyword::is)) return parse_is(in, left, start);
  const bool negated = in.take(Keyword::not_);
  const Keyword word = in.peek().keyword;
  in.skip();
  switch (word) {
    case Keyword::between: return parse_between(in, left, negated, start);
    case Keyword::in: return parse_in(in, left, negated, start);
    case Keyword::like: return parse_like(in, left, LikeKind::like, negated, start);
    case Keyword::ilike: return parse_like(in, left, LikeKind::ilike, negated, start);
    default: return parse_like(in, left, LikeKind::rlike, negated, start);
  }
}

// NOT e | - e | + e | PRIOR e | CONNECT_BY_ROOT e
Result<const Expression*> parse_prefixed(Cursor& in, UnaryOperator op, Precedence operand) {
  Unary* node = in.make<Unary>();
  const uint32_t start = in.start();
  in.skip();
  node->op = op;
  node->operand = TRY(parse_operators(in, operand));
  return finish(in, node, start);
}

bool at_column_after(const Cursor& in) {
  const Token& next = in.peek(1);
  return next.kind == TokenKind::quoted_name ||
         (next.kind == TokenKind::word && in.at_name(NameUse::expression, 1));
}

Result<const Expression*> parse_operand(Cursor& in) {
  switch (in.peek().kind) {
    case TokenKind::minus: return parse_prefixed(in, UnaryOperator::minus, unary_level);
    case TokenKind::plus: return parse_prefixed(in, UnaryOperator::plus, unary_level);
    default: break;
  }
  switch (in.peek().keyword) {
    case Keyword::not_: return parse_prefixed(in, UnaryOperator::logical_not, not_level);
    case Keyword::prior:
      if (at_column_after(in)) return parse_prefixed(in, UnaryOperator::prior, unary_level);
      break;
    case Keyword::connect_by_root:
      if (at_column_after(in)) {
        return parse_prefixed(in, UnaryOperator::connect_by_root, unary_level);
      }
      break;
    default: break;
  }
  return parse_postfix(in);
}

// operand { operator operand } for operators that bind at least as tight as `weakest`
Result<const Expression*> parse_operators(Cursor& in, int weakest) {
  Nesting nesting(in);
  TRY(nesting.check());
  const uint32_t start = in.start();
  const Expression* left = TRY(parse_operand(in));
  for (;;) {
    const Token& token = in.peek();
    if (token.kind == TokenKind::word) {
      if (token.keyword == Keyword::and_ && weakest <= and_level) {
        left = TRY(parse_logical(in, left, Keyword::and_, BinaryOperator::logical_and, and_level));
      } else if (token.keyword == Keyword::or_ && weakest <= or_level) {
        left = TRY(parse_logical(in, left, Keyword::or_, BinaryOperator::logical_or, or_level));
      } else if (weakest <= comparison_level &&
                 (token.keyword == Keyword::is || at_predicate(in, 0) ||
                  (token.keyword == Keyword::not_ && at_predicate(in, 1)))) {
        left = TRY(parse_predicate(in, left, start));
      } else {
        return left;
      }
    } else {
      const InfixRow* row = infix_of(token.kind);
      if (row == nullptr || row->level < weakest) return left;
      left = TRY(parse_infix(in, left, *row, start));
    }
  }
}

}  // namespace

Result<const Expression*> parse_expression(Cursor& in) { return parse_operators(in, or_level); }

Result<const Expression*> parse_term(Cursor& in) { return parse_operators(in, concatenate_level); }

Result<ExpressionList> parse_expressions(Cursor& in) {
  std::vector<const Expression*> items;
  do {
    auto item = TRY(parse_expression(in));
    items.push_back(item);
  } while (in.take(TokenKind::comma));
  return ExpressionList(in.list(items));
}

Result<ExpressionList> parse_parenthesized_expressions(Cursor& in) {
  TRY(in.expect(TokenKind::left_paren));
  const ExpressionList items = TRY(parse_expressions(in));
  TRY(in.expect(TokenKind::right_paren));
  return items;
}

}  // namespace mockhaus::sql
