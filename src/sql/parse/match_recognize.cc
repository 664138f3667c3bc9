// MATCH_RECOGNIZE and its row patterns.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

Result<const PatternNode*> parse_alternatives(Cursor& in);

PatternNode* node_of(Cursor& in, PatternKind kind,
                     const std::vector<const PatternNode*>& children) {
  PatternNode* node = in.make<PatternNode>();
  node->kind = kind;
  node->children = in.list(children);
  return node;
}

// { n } | { n , } | { , m } | { n , m }
Result<Done> parse_bounds(Cursor& in, PatternNode& node) {
  in.skip();
  node.minimum = 0;
  node.maximum = -1;
  const bool lower = in.at(TokenKind::number);
  if (lower) node.minimum = TRY(in.expect_integer());
  if (in.take(TokenKind::comma)) {
    if (in.at(TokenKind::number)) node.maximum = TRY(in.expect_integer());
  } else if (lower) {
    node.maximum = node.minimum;
  }
  return in.expect(TokenKind::right_brace);
}

// * | + | ? | { n , m }, then ? for the reluctant form; these are the bounds of `node`.
Result<Done> parse_quantifier(Cursor& in, PatternNode& node) {
  if (in.take(TokenKind::star)) {
    node.minimum = 0;
    node.maximum = -1;
  } else if (in.take(TokenKind::plus)) {
    node.maximum = -1;
  } else if (in.take(TokenKind::question)) {
    node.minimum = 0;
  } else if (in.at(TokenKind::left_brace) && !in.at(TokenKind::minus, 1)) {
    TRY(parse_bounds(in, node));
  } else {
    return Done{};
  }
  node.reluctant = in.take(TokenKind::question);
  return Done{};
}

// PERMUTE ( a, b )
Result<PatternNode*> parse_permute(Cursor& in) {
  in.skip(2);
  std::vector<const PatternNode*> children;
  do {
    const PatternNode* child = TRY(parse_alternatives(in));
    children.push_back(child);
  } while (in.take(TokenKind::comma));
  TRY(in.expect(TokenKind::right_paren));
  return node_of(in, PatternKind::permute, children);
}

// symbol | ( pattern ) | {- pattern -} | ^ | $ | PERMUTE ( .. )
Result<PatternNode*> parse_pattern_primary(Cursor& in) {
  if (in.take(TokenKind::left_paren)) {
    const PatternNode* inside = TRY(parse_alternatives(in));
    TRY(in.expect(TokenKind::right_paren));
    return node_of(in, PatternKind::group, {inside});
  }
  if (in.take(TokenKind::left_brace)) {
    TRY(in.expect(TokenKind::minus));
    const PatternNode* inside = TRY(parse_alternatives(in));
    TRY(in.expect(TokenKind::minus));
    TRY(in.expect(TokenKind::right_brace));
    return node_of(in, PatternKind::exclusion, {inside});
  }
  if (in.take(TokenKind::caret)) return node_of(in, PatternKind::start_anchor, {});
  if (in.take(TokenKind::dollar)) return node_of(in, PatternKind::end_anchor, {});
  if (in.at("PERMUTE") && in.at(TokenKind::left_paren, 1)) return parse_permute(in);
  PatternNode* node = node_of(in, PatternKind::symbol, {});
  node->symbol = TRY(in.expect_name(NameUse::any));
  return node;
}

bool at_pattern(const Cursor& in) {
  switch (in.peek().kind) {
    case TokenKind::word:
    case TokenKind::quoted_name:
    case TokenKind::left_paren:
    case TokenKind::left_brace:
    case TokenKind::caret:
    case TokenKind::dollar: return true;
    default: return false;
  }
}

// primary [quantifier] { primary [quantifier] }
Result<const PatternNode*> parse_sequence(Cursor& in) {
  std::vector<const PatternNode*> children;
  do {
    PatternNode* child = TRY(parse_pattern_primary(in));
    TRY(parse_quantifier(in, *child));
    children.push_back(child);
  } while (at_pattern(in));
  if (children.size() == 1) return children[0];
  return node_of(in, PatternKind::sequence, children);
}

// sequence { | sequence }
Result<const PatternNode*> parse_alternatives(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  std::vector<const PatternNode*> children;
  do {
    const PatternNode* child = TRY(parse_sequence(in));
    children.push_back(child);
  } while (in.take(TokenKind::bar));
  if (children.size() == 1) return children[0];
  return node_of(in, PatternKind::alternation, children);
}

// e [AS] name
Result<NamedExpression> parse_measure(Cursor& in) {
  NamedExpression measure;
  if (in.at_name(NameUse::expression, 1)) {
    if (in.take("FINAL")) measure.semantics = "FINAL";
    if (in.take("RUNNING")) measure.semantics = "RUNNING";
  }
  measure.value = TRY(parse_expression(in));
  in.take(Keyword::as);
  measure.name = TRY(in.expect_name(NameUse::column));
  return measure;
}

// name AS e
Result<NamedExpression> parse_definition(Cursor& in) {
  NamedExpression definition;
  definition.name = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(Keyword::as));
  definition.value = TRY(parse_expression(in));
  return definition;
}

// name = ( a, b )
Result<PatternSubset> parse_subset(Cursor& in) {
  PatternSubset subset;
  subset.name = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(TokenKind::equal));
  subset.symbols = TRY(parse_column_names(in));
  return subset;
}

// ONE ROW PER MATCH | ALL ROWS PER MATCH [SHOW EMPTY MATCHES | OMIT EMPTY MATCHES | WITH ..]
Result<Done> parse_rows(Cursor& in, MatchRecognize& match) {
  if (in.take("ONE", "ROW")) {
    TRY(in.expect("PER"));
    return in.expect("MATCH");
  }
  if (!in.take("ALL", "ROWS")) return Done{};
  TRY(in.expect("PER"));
  TRY(in.expect("MATCH"));
  match.rows = MatchRows::all_rows;
  if (in.take("SHOW", "EMPTY", "MATCHES")) match.rows = MatchRows::all_rows_show_empty;
  if (in.take("OMIT", "EMPTY", "MATCHES")) match.rows = MatchRows::all_rows_omit_empty;
  if (in.take("WITH", "UNMATCHED", "ROWS")) match.rows = MatchRows::all_rows_with_unmatched;
  return Done{};
}

// AFTER MATCH SKIP {PAST LAST ROW | TO NEXT ROW | TO [FIRST | LAST] symbol}
Result<Done> parse_after(Cursor& in, MatchRecognize& match) {
  if (!in.take("AFTER", "MATCH", "SKIP")) return Done{};
  if (in.take("PAST", "LAST", "ROW")) return Done{};
  TRY(in.expect(Keyword::to));
  match.after = AfterMatch::to_next_row;
  if (in.take("NEXT", "ROW")) return Done{};
  match.after = in.at(Keyword::first) ? AfterMatch::to_first : AfterMatch::to_last;
  if (!in.take(Keyword::first)) in.take(Keyword::last);
  match.after_symbol = TRY(in.expect_name(NameUse::any));
  return Done{};
}

}  // namespace

// MATCH_RECOGNIZE ( [PARTITION BY ..] [ORDER BY ..] [MEASURES ..] [rows] [after] PATTERN ( .. )
// [SUBSET ..] DEFINE .. )
Result<const TableReference*> parse_match_recognize(Cursor& in, const TableReference* input,
                                                    uint32_t start) {
  MatchRecognize* match = in.make<MatchRecognize>();
  match->input = input;
  in.skip();
  TRY(in.expect(TokenKind::left_paren));
  if (in.take(Keyword::partition)) {
    TRY(in.expect(Keyword::by));
    match->partition_by = TRY(parse_expressions(in));
  }
  if (in.at(Keyword::order)) match->order_by = TRY(parse_order_by(in));
  if (in.take("MEASURES")) {
    match->measures = TRY(parse_comma_list<NamedExpression>(in, parse_measure));
  }
  TRY(parse_rows(in, *match));
  TRY(parse_after(in, *match));
  TRY(in.expect("PATTERN"));
  TRY(in.expect(TokenKind::left_paren));
  match->pattern = TRY(parse_alternatives(in));
  TRY(in.expect(TokenKind::right_paren));
  if (in.take("SUBSET")) {
    match->subsets = TRY(parse_comma_list<PatternSubset>(in, parse_subset));
  }
  TRY(in.expect("DEFINE"));
  match->define = TRY(parse_comma_list<NamedExpression>(in, parse_definition));
  TRY(in.expect(TokenKind::right_paren));
  match->span = in.span_from(start);
  return match;
}

}  // namespace mockhaus::sql
