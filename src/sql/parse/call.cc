// Calls of functions: arguments, lambdas, stars, WITHIN GROUP, OVER.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

template <class T>
T* finish(Cursor& in, T* node, uint32_t start) {
  node->span = in.span_from(start);
  return node;
}

// How many tokens "name [type]" takes at `ahead`; 0 if it is none. Looks at a few tokens only.
size_t lambda_parameter_length(const Cursor& in, size_t ahead) {
  if (!in.at_name(NameUse::any, ahead)) return 0;
  size_t length = 1;
  while (length < 6 && in.at(TokenKind::word, ahead + length)) ++length;
  if (length > 1 && in.at(TokenKind::left_paren, ahead + length)) {
    size_t inside = length + 1;
    while (in.at(TokenKind::number, ahead + inside) || in.at(TokenKind::comma, ahead + inside)) {
      ++inside;
    }
    if (in.at(TokenKind::right_paren, ahead + inside)) length = inside + 1;
  }
  return length;
}

bool at_lambda(const Cursor& in) {
  if (!in.at(TokenKind::left_paren)) {
    const size_t length = lambda_parameter_length(in, 0);
    return length > 0 && in.at(TokenKind::arrow, length);
  }
  size_t ahead = 1;
  for (;;) {
    const size_t length = lambda_parameter_length(in, ahead);
    if (length == 0) return false;
    ahead += length;
    if (!in.at(TokenKind::comma, ahead)) break;
    ++ahead;
  }
  return in.at(TokenKind::right_paren, ahead) && in.at(TokenKind::arrow, ahead + 1);
}

Result<LambdaParameter> parse_lambda_parameter(Cursor& in) {
  LambdaParameter parameter;
  parameter.name = TRY(in.expect_name(NameUse::any));
  if (in.at(TokenKind::word)) parameter.type = TRY(parse_type(in));
  return parameter;
}

// x -> e | x type -> e | ( x [type], y [type] ) -> e
Result<const Expression*> parse_lambda(Cursor& in) {
  Lambda* node = in.make<Lambda>();
  const uint32_t start = in.start();
  if (in.at(TokenKind::left_paren)) {
    node->parameters = TRY(parse_parenthesized_list<LambdaParameter>(in, parse_lambda_parameter));
  } else {
    const LambdaParameter parameter = TRY(parse_lambda_parameter(in));
    node->parameters = in.list(std::vector<LambdaParameter>{parameter});
  }
  TRY(in.expect(TokenKind::arrow));
  node->body = TRY(parse_expression(in));
  return finish(in, node, start);
}

Result<bool> parse_null_treatment(Cursor& in, NullTreatment& nulls) {
  if (in.at(Keyword::ignore) && in.at(Keyword::nulls, 1)) {
    nulls = NullTreatment::ignore_nulls;
  } else if (in.at(Keyword::respect) && in.at(Keyword::nulls, 1)) {
    nulls = NullTreatment::respect_nulls;
  } else {
    return false;
  }
  in.skip(2);
  return true;
}

// UNBOUNDED {PRECEDING | FOLLOWING} | CURRENT ROW | e {PRECEDING | FOLLOWING}
Result<FrameBound> parse_frame_bound(Cursor& in) {
  FrameBound bound;
  if (in.take(Keyword::current)) {
    TRY(in.expect(Keyword::row));
    bound.kind = FrameBoundKind::current_row;
    return bound;
  }
  const bool unbounded = in.take(Keyword::unbounded);
  if (!unbounded) bound.offset = TRY(parse_term(in));
  if (in.take(Keyword::preceding)) {
    bound.kind = unbounded ? FrameBoundKind::unbounded_preceding : FrameBoundKind::preceding;
  } else {
    TRY(in.expect(Keyword::following));
    bound.kind = unbounded ? FrameBoundKind::unbounded_following : FrameBoundKind::following;
  }
  return bound;
}

// {ROWS | RANGE} {bound | BETWEEN bound AND bound}
Result<Done> parse_frame(Cursor& in, WindowSpecification& window) {
  window.unit = in.at(Keyword::rows) ? FrameUnit::rows : FrameUnit::range;
  in.skip();
  if (in.take(Keyword::between)) {
    window.start = TRY(parse_frame_bound(in));
    TRY(in.expect(Keyword::and_));
    window.end = TRY(parse_frame_bound(in));
  } else {
    window.start = TRY(parse_frame_bound(in));
    window.end.kind = FrameBoundKind::current_row;
  }
  return Done{};
}

// ( [PARTITION BY e, ..] [ORDER BY item, ..] [frame] )
Result<const WindowSpecification*> parse_window(Cursor& in) {
  WindowSpecification* window = in.make<WindowSpecification>();
  const uint32_t start = in.start();
  TRY(in.expect(TokenKind::left_paren));
  if (in.take(Keyword::partition)) {
    TRY(in.expect(Keyword::by));
    window->partition_by = TRY(parse_expressions(in));
  }
  if (in.at(Keyword::order)) window->order_by = TRY(parse_order_by(in));
  if (in.at(Keyword::rows) || in.at(Keyword::range)) TRY(parse_frame(in, *window));
  TRY(in.expect(TokenKind::right_paren));
  return finish(in, window, start);
}

// FROM {FIRST | LAST}, {IGNORE | RESPECT} NULLS, WITHIN GROUP ( .. ), OVER ( .. )
Result<Done> parse_call_suffixes(Cursor& in, FunctionCall& call) {
  if (in.at(Keyword::from) && (in.at(Keyword::first, 1) || in.at(Keyword::last, 1)) &&
      (in.at(Keyword::over, 2) || in.at(Keyword::ignore, 2) || in.at(Keyword::respect, 2))) {
    call.from_last = in.at(Keyword::last, 1);
    in.skip(2);
  }
  TRY(parse_null_treatment(in, call.nulls));
  if (in.at(Keyword::within) && in.at(Keyword::group, 1)) {
    in.skip(2);
    TRY(in.expect(TokenKind::left_paren));
    call.within_group = TRY(parse_order_by(in));
    TRY(in.expect(TokenKind::right_paren));
  }
  TRY(parse_null_treatment(in, call.nulls));
  if (in.at(Keyword::over) && in.at(TokenKind::left_paren, 1)) {
    in.skip();
    call.over = TRY(parse_window(in));
  }
  return Done{};
}

// column | ( column, .. ); columns may be qualified, then the last part counts
Result<List<const Identifier>> parse_excluded(Cursor& in) {
  const auto parse_one = [](Cursor& at) -> Result<Identifier> {
    const List<const Identifier> parts = TRY(parse_dotted_name(at, NameUse::any));
    return parts.back();
  };
  if (in.at(TokenKind::left_paren)) return parse_parenthesized_list<Identifier>(in, parse_one);
  const Identifier one = TRY(parse_one(in));
  return in.list(std::vector<Identifier>{one});
}

Result<StarReplacement> parse_replacement(Cursor& in) {  // e AS name
  StarReplacement replacement;
  replacement.value = TRY(parse_expression(in));
  TRY(in.expect(Keyword::as));
  replacement.name = TRY(in.expect_name(NameUse::column));
  return replacement;
}

Result<StarRenaming> parse_renaming(Cursor& in) {  // a AS b
  StarRenaming renaming;
  const List<const Identifier> parts = TRY(parse_dotted_name(in, NameUse::any));
  renaming.from = parts.back();
  TRY(in.expect(Keyword::as));
  renaming.to = TRY(in.expect_name(NameUse::column));
  return renaming;
}

// item | ( item, .. )
template <class T, class ParseItem>
Result<List<const T>> parse_one_or_more(Cursor& in, ParseItem&& parse_item) {
  if (in.at(TokenKind::left_paren)) return parse_parenthesized_list<T>(in, parse_item);
  const T one = TRY(parse_item(in));
  return in.list(std::vector<T>{one});
}

}  // namespace

// * [ILIKE 'p' | EXCLUDE ..] [REPLACE ..] [RENAME ..]
Result<const Expression*> parse_star(Cursor& in, List<const Identifier> qualifier,
                                     uint32_t start) {
  Star* node = in.make<Star>();
  node->qualifier = qualifier;
  TRY(in.expect(TokenKind::star));
  if (in.take(Keyword::ilike)) {
    node->has_ilike = true;
    node->ilike = TRY(in.expect_string());
  } else if (in.at(Keyword::exclude) && (in.at_name(NameUse::any, 1) ||
                                         in.at(TokenKind::left_paren, 1))) {
    in.skip();
    node->exclude = TRY(parse_excluded(in));
  }
  if (in.at(Keyword::replace) && in.at(TokenKind::left_paren, 1)) {
    in.skip();
    node->replace = TRY(parse_one_or_more<StarReplacement>(in, parse_replacement));
  }
  if (in.at(Keyword::rename) && (in.at_name(NameUse::any, 1) || in.at(TokenKind::left_paren, 1))) {
    in.skip();
    node->rename = TRY(parse_one_or_more<StarRenaming>(in, parse_renaming));
  }
  return finish(in, node, start);
}

// e | name => e | lambda | * | ** e
Result<const Expression*> parse_argument(Cursor& in) {
  const uint32_t start = in.start();
  if (in.at(TokenKind::star)) return parse_star(in, {}, start);
  if (in.take(TokenKind::double_star)) {
    Spread* node = in.make<Spread>();
    node->operand = TRY(parse_term(in));
    return finish(in, node, start);
  }
  if (in.at(TokenKind::double_arrow, 1) && in.at_name(NameUse::any)) {
    NamedArgument* node = in.make<NamedArgument>();
    node->name = in.identifier(in.peek());
    in.skip(2);
    node->value = TRY(parse_argument(in));
    return finish(in, node, start);
  }
  if (at_query(in)) {  // a query may be an argument without parentheses of its own
    ScalarSubquery* node = in.make<ScalarSubquery>();
    node->query = TRY(parse_query(in));
    return finish(in, node, start);
  }
  if (at_lambda(in)) return parse_lambda(in);
  return parse_expression(in);
}

// name [! method] ( [DISTINCT | ALL] [argument, ..] [{IGNORE | RESPECT} NULLS] ) suffixes
Result<const Expression*> parse_call(Cursor& in, ObjectName name, uint32_t start) {
  FunctionCall* node = in.make<FunctionCall>();
  node->name = name;
  if (in.take(TokenKind::exclamation)) node->method = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(TokenKind::left_paren));
  std::vector<const Expression*> arguments;
  if (!in.at(TokenKind::right_paren)) {
    node->distinct = in.take(Keyword::distinct);
    if (!node->distinct && in.at(Keyword::all) && !in.at(TokenKind::left_paren, 1)) in.skip();
    do {
      auto argument = TRY(parse_argument(in));
      arguments.push_back(argument);
    } while (in.take(TokenKind::comma));
    node->nulls_inside = TRY(parse_null_treatment(in, node->nulls));
  }
  TRY(in.expect(TokenKind::right_paren));
  node->arguments = in.list(arguments);
  TRY(parse_call_suffixes(in, *node));
  return finish(in, node, start);
}

// e [ASC | DESC] [NULLS {FIRST | LAST}]
Result<OrderItem> parse_order_item(Cursor& in) {
  OrderItem item;
  const uint32_t start = in.start();
  item.value = TRY(parse_expression(in));
  item.descending = in.take(Keyword::desc);
  if (!item.descending) in.take(Keyword::asc);
  if (in.at(Keyword::nulls) && in.at(Keyword::first, 1)) {
    item.nulls = NullsOrder::first;
    in.skip(2);
  } else if (in.at(Keyword::nulls) && in.at(Keyword::last, 1)) {
    item.nulls = NullsOrder::last;
    in.skip(2);
  }
  item.span = in.span_from(start);
  return item;
}

// ORDER BY item, ..
Result<List<const OrderItem>> parse_order_by(Cursor& in) {
  TRY(in.expect(Keyword::order));
  TRY(in.expect(Keyword::by));
  return parse_comma_list<OrderItem>(in, parse_order_item);
}

}  // namespace mockhaus::sql
