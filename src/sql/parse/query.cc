// Queries: WITH, set operators, ORDER BY, LIMIT.
#include "sql/errors.h"
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

Result<const QueryBody*> parse_body(Cursor& in);
Result<const QueryBody*> parse_set_tail(Cursor& in, const QueryBody* left, uint32_t start);

// name [( columns )] AS ( query )
Result<CommonTable> parse_common_table(Cursor& in) {
  CommonTable table;
  table.name = TRY(in.expect_name(NameUse::table));
  if (in.at(TokenKind::left_paren)) table.columns = TRY(parse_column_names(in));
  TRY(in.expect(Keyword::as));
  table.query = TRY(parse_parenthesized_query(in));
  return table;
}

// SELECT .. | VALUES .. | ( query )
Result<const QueryBody*> parse_body_primary(Cursor& in) {
  if (in.at(Keyword::select)) return parse_select(in);
  if (in.at(Keyword::values)) {
    const ValuesBody* values = TRY(parse_values_body(in));
    return values;
  }
  const uint32_t start = in.start();
  if (!in.at(TokenKind::left_paren)) return in.unexpected();
  NestedQuery* body = in.make<NestedQuery>();
  body->query = TRY(parse_parenthesized_query(in));
  body->span = in.span_from(start);
  return body;
}

// The operator that stands here, without its tokens; INTERSECT binds tighter than the others.
bool at_set_operator(const Cursor& in, bool intersect) {
  if (intersect) return in.at(Keyword::intersect);
  return in.at(Keyword::union_) || in.at(Keyword::except) || in.at(Keyword::minus);
}

// {UNION | EXCEPT | MINUS | INTERSECT} [ALL | DISTINCT] [BY NAME]
Result<SetOperation*> parse_set_operator(Cursor& in) {
  SetOperation* node = in.make<SetOperation>();
  TRY(in.grow_chain());
  if (in.take(Keyword::union_)) {
    node->op = in.take(Keyword::all) ? SetOperator::union_all : SetOperator::union_distinct;
  } else if (in.take(Keyword::intersect)) {
    node->op = SetOperator::intersect;
  } else {
    in.skip();
    node->op = SetOperator::except;
  }
  if (node->op != SetOperator::union_all) in.take(Keyword::distinct);
  if (in.at(Keyword::by)) {
    in.skip();
    TRY(in.expect("NAME"));
    node->by_name = true;
  }
  return node;
}

// left { INTERSECT primary }
Result<const QueryBody*> parse_intersections(Cursor& in, const QueryBody* left, uint32_t start) {
  while (at_set_operator(in, true)) {
    SetOperation* node = TRY(parse_set_operator(in));
    node->left = left;
    node->right = TRY(parse_body_primary(in));
    node->span = in.span_from(start);
    left = node;
  }
  return left;
}

// left { {UNION | EXCEPT | MINUS} term }
Result<const QueryBody*> parse_set_tail(Cursor& in, const QueryBody* left, uint32_t start) {
  left = TRY(parse_intersections(in, left, start));
  while (at_set_operator(in, false)) {
    SetOperation* node = TRY(parse_set_operator(in));
    const uint32_t right_start = in.start();
    const QueryBody* right = TRY(parse_body_primary(in));
    node->left = left;
    node->right = TRY(parse_intersections(in, right, right_start));
    node->span = in.span_from(start);
    left = node;
  }
  return left;
}

Result<const QueryBody*> parse_body(Cursor& in) {
  const uint32_t start = in.start();
  const QueryBody* first = TRY(parse_body_primary(in));
  return parse_set_tail(in, first, start);
}

// A number, '', NULL, a bind or a variable. Signs and sums are no limits.
Result<const Expression*> parse_limit_value(Cursor& in) {
  switch (in.peek().kind) {
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::dollar_string:
    case TokenKind::variable:
    case TokenKind::question:
    case TokenKind::colon: return parse_postfix(in);
    case TokenKind::left_paren: return parse_postfix(in);
    default: break;
  }
  if (in.at(Keyword::null)) return parse_primary(in);
  return in.unexpected();
}

bool take_row_word(Cursor& in) { return in.take(Keyword::row) || in.take(Keyword::rows); }

// FETCH [FIRST | NEXT] n [ROW | ROWS] [ONLY]
Result<Done> parse_fetch(Cursor& in, Query& query) {
  in.skip();
  query.fetch = true;
  if (!in.take(Keyword::first)) in.take(Keyword::next);
  query.limit = TRY(parse_limit_value(in));
  take_row_word(in);
  in.take(Keyword::only);
  return Done{};
}

// [LIMIT n] [OFFSET m [ROW | ROWS]] [FETCH ..] in the orders that Snowflake takes
Result<Done> parse_limits(Cursor& in, Query& query) {
  if (in.take(Keyword::limit)) query.limit = TRY(parse_limit_value(in));
  if (in.take(Keyword::offset)) {
    query.offset = TRY(parse_limit_value(in));
    take_row_word(in);
  }
  if (query.limit == nullptr && in.at(Keyword::fetch)) TRY(parse_fetch(in, query));
  if (query.limit == nullptr && in.take(Keyword::limit)) {
    query.limit = TRY(parse_limit_value(in));
  }
  return Done{};
}

// ORDER BY ALL [ASC | DESC] [NULLS ..]
Result<Done> parse_query_order(Cursor& in, Query& query) {
  if (!in.at(Keyword::all, 2)) {
    query.order_by = TRY(parse_order_by(in));
    return Done{};
  }
  in.skip(2);
  OrderItem item;
  const uint32_t start = in.start();
  in.skip();
  query.order_by_all = true;
  item.descending = in.take(Keyword::desc);
  if (!item.descending) in.take(Keyword::asc);
  if (in.take(Keyword::nulls)) {
    item.nulls = in.at(Keyword::first) ? NullsOrder::first : NullsOrder::last;
    if (!in.take(Keyword::first)) TRY(in.expect(Keyword::last));
  }
  item.span = in.span_from(start);
  query.order_by = in.list(std::vector<OrderItem>{item});
  return Done{};
}

// [ORDER BY ..] [LIMIT ..] [FOR UPDATE]
Result<Done> parse_query_tail(Cursor& in, Query& query) {
  if (in.at(Keyword::order)) TRY(parse_query_order(in, query));
  TRY(parse_limits(in, query));
  if (in.at(Keyword::for_) && in.at(Keyword::update, 1)) {
    in.skip(2);
    query.for_update = true;
    in.take("NOWAIT");
  }
  return Done{};
}

}  // namespace

bool at_query(const Cursor& in, size_t ahead) {
  return in.at(Keyword::select, ahead) || in.at(Keyword::with, ahead) ||
         (in.at(Keyword::values, ahead) && in.at(TokenKind::left_paren, ahead + 1));
}

bool at_query_tail(const Cursor& in) {
  return at_set_operator(in, false) || at_set_operator(in, true) || in.at(Keyword::order) ||
         in.at(Keyword::limit) || in.at(Keyword::offset) || in.at(Keyword::fetch);
}

// [WITH [RECURSIVE] name AS ( query ), ..] body [ORDER BY ..] [LIMIT ..]
Result<const Query*> parse_query(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  Query* query = in.make<Query>();
  const uint32_t start = in.start();
  if (in.take(Keyword::with)) {
    if (in.at(Keyword::recursive) && !in.at(Keyword::as, 1)) {
      in.skip();
      query->recursive = true;
    }
    query->with = TRY(parse_comma_list<CommonTable>(in, parse_common_table));
  }
  query->body = TRY(parse_body(in));
  TRY(parse_query_tail(in, *query));
  query->span = in.span_from(start);
  return query;
}

// VALUES ( .. ), ( .. )
Result<const ValuesBody*> parse_values_body(Cursor& in) {
  ValuesBody* body = in.make<ValuesBody>();
  const uint32_t start = in.start();
  TRY(in.expect(Keyword::values));
  std::vector<const Row*> rows;
  do {
    const Row* row = TRY(parse_values_row(in));
    rows.push_back(row);
  } while (in.take(TokenKind::comma));
  if (rows.size() > in.limits().list_items) {
    return errors::list_too_long(in.limits().list_items, rows.size());
  }
  body->rows = in.list(rows);
  body->span = in.span_from(start);
  return body;
}

Result<const Query*> parse_parenthesized_query(Cursor& in) {
  TRY(in.expect(TokenKind::left_paren));
  const Query* query = TRY(parse_query(in));
  TRY(in.expect(TokenKind::right_paren));
  return query;
}

Result<const Query*> continue_query(Cursor& in, const Query* first, uint32_t start) {
  NestedQuery* nested = in.make<NestedQuery>();
  nested->query = first;
  nested->span = in.span_from(start);
  return finish_query(in, nested, start);
}

Result<const Query*> finish_query(Cursor& in, const QueryBody* first, uint32_t start) {
  Query* query = in.make<Query>();
  query->body = TRY(parse_set_tail(in, first, start));
  TRY(parse_query_tail(in, *query));
  query->span = in.span_from(start);
  return query;
}

}  // namespace mockhaus::sql
