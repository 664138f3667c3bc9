// What stands between operators: literals, parentheses, CASE, CAST, binds, calls and columns.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

template <class T>
T* finish(Cursor& in, T* node, uint32_t start) {
  node->span = in.span_from(start);
  return node;
}

Result<const Expression*> parse_literal(Cursor& in, LiteralKind kind, std::string_view text) {
  Literal* node = in.make<Literal>();
  node->literal_kind = kind;
  node->text = text;
  node->span = in.span_of(in.peek());
  in.skip();
  return node;
}

// X'0AFF': hexadecimal digits, two for each byte.
Result<const Expression*> parse_binary(Cursor& in) {
  const std::string_view written = in.source(in.peek());
  const std::string_view digits = written.substr(2, written.size() - 3);
  const bool hexadecimal =
      digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  if (!hexadecimal || digits.size() % 2 != 0) return in.unexpected();
  return parse_literal(in, LiteralKind::binary, digits);
}

// $1 | $name
Result<const Expression*> parse_dollar(Cursor& in) {
  const Token token = in.peek();
  const uint32_t start = in.start();
  if (token.kind == TokenKind::positional) {
    PositionalColumn* node = in.make<PositionalColumn>();
    for (char digit : in.source(token).substr(1)) {
      node->position = node->position * 10 + (digit - '0');
      if (node->position > 1'000'000) return in.unexpected();  // no table has as many columns
    }
    in.skip();
    return finish(in, node, start);
  }
  SessionVariable* node = in.make<SessionVariable>();
  in.skip();
  node->name = in.word_text(token).substr(1);
  return finish(in, node, start);
}

// ( e ) | ( e, e ) | ( ) | ( query )
Result<const Expression*> parse_parenthesized(Cursor& in) {
  const uint32_t start = in.start();
  in.skip();
  if (at_query(in)) {
    ScalarSubquery* node = in.make<ScalarSubquery>();
    node->query = TRY(parse_query(in));
    TRY(in.expect(TokenKind::right_paren));
    return finish(in, node, start);
  }
  std::vector<const Expression*> items;
  if (!in.at(TokenKind::right_paren)) {
    const uint32_t first_start = in.start();
    const bool is_star = in.at(TokenKind::star);  // SEARCH((*), 'word')
    const Expression* first = nullptr;
    if (is_star) first = TRY(parse_star(in, {}, first_start));
    else first = TRY(parse_expression(in));
    if (first->kind == ExpressionKind::scalar_subquery && at_query_tail(in)) {
      ScalarSubquery* node = in.make<ScalarSubquery>();
      node->query = TRY(continue_query(in, as<ScalarSubquery>(*first).query, first_start));
      TRY(in.expect(TokenKind::right_paren));
      return finish(in, node, start);
    }
    if (!is_star && in.take(TokenKind::right_paren)) return first;
    items.push_back(first);
    while (in.take(TokenKind::comma)) {
      const Expression* item = TRY(parse_expression(in));
      items.push_back(item);
    }
  }
  TRY(in.expect(TokenKind::right_paren));
  Row* node = in.make<Row>();
  node->items = in.list(items);
  return finish(in, node, start);
}

// [ e, .. ]
Result<const Expression*> parse_array(Cursor& in) {
  ArrayLiteral* node = in.make<ArrayLiteral>();
  const uint32_t start = in.start();
  in.skip();
  std::vector<const Expression*> items;
  if (!in.at(TokenKind::right_bracket)) {
    do {
      auto item = TRY(parse_argument(in));
      items.push_back(item);
    } while (in.take(TokenKind::comma));
  }
  TRY(in.expect(TokenKind::right_bracket));
  node->items = in.list(items);
  return finish(in, node, start);
}

// 'key': value | * .. | t.* ..
Result<ObjectMember> parse_member(Cursor& in) {
  ObjectMember member;
  if (in.at_string()) {
    member.key = TRY(parse_literal(in, LiteralKind::string, in.string_text(in.peek())));
    TRY(in.expect(TokenKind::colon));
    member.value = TRY(parse_expression(in));
    return member;
  }
  member.value = TRY(parse_argument(in));
  const ExpressionKind kind = member.value->kind;
  if (kind != ExpressionKind::star && kind != ExpressionKind::spread) return in.unexpected();
  return member;
}

// { 'k': v, .. } and the escapes of drivers: {d '2024-01-01'}, {t ..}, {ts ..}, {fn call(..)}.
Result<const Expression*> parse_braces(Cursor& in) {
  const uint32_t start = in.start();
  in.skip();
  const bool escape = in.at("D") || in.at("T") || in.at("TS");
  if (escape && in.at(TokenKind::string, 1)) {
    TypedLiteral* node = in.make<TypedLiteral>();
    node->type = in.at("D") ? "DATE" : in.at("T") ? "TIME" : "TIMESTAMP";
    in.skip();
    node->text = TRY(in.expect_string());
    TRY(in.expect(TokenKind::right_brace));
    return finish(in, node, start);
  }
  if (in.at("FN") && in.at(TokenKind::word, 1)) {
    in.skip();
    const Expression* call = TRY(parse_expression(in));
    TRY(in.expect(TokenKind::right_brace));
    return call;
  }
  std::vector<ObjectMember> members;
  if (!in.at(TokenKind::right_brace)) {
    do {
      auto item = TRY(parse_member(in));
      members.push_back(item);
    } while (in.take(TokenKind::comma));
  }
  TRY(in.expect(TokenKind::right_brace));
  ObjectLiteral* node = in.make<ObjectLiteral>();
  node->members = in.list(members);
  return finish(in, node, start);
}

// CASE [e] { WHEN c THEN r } [ELSE e] END
Result<const Expression*> parse_case(Cursor& in) {
  CaseWhen* node = in.make<CaseWhen>();
  const uint32_t start = in.start();
  in.skip();
  if (!in.at(Keyword::when)) node->operand = TRY(parse_expression(in));
  std::vector<WhenBranch> branches;
  do {
    WhenBranch branch;
    TRY(in.expect(Keyword::when));
    branch.condition = TRY(parse_expression(in));
    TRY(in.expect(Keyword::then));
    branch.result = TRY(parse_expression(in));
    branches.push_back(branch);
  } while (in.at(Keyword::when));
  node->branches = in.list(branches);
  if (in.take(Keyword::else_)) node->otherwise = TRY(parse_expression(in));
  TRY(in.expect(Keyword::end));
  return finish(in, node, start);
}

// {CAST | TRY_CAST} ( e AS type [RENAME FIELDS] [ADD FIELDS] )
Result<const Expression*> parse_cast(Cursor& in) {
  Cast* node = in.make<Cast>();
  const uint32_t start = in.start();
  node->style = in.at(Keyword::cast) ? CastStyle::cast : CastStyle::try_cast;
  in.skip();
  TRY(in.expect(TokenKind::left_paren));
  node->operand = TRY(parse_expression(in));
  TRY(in.expect(Keyword::as));
  node->type = TRY(parse_type(in));
  for (;;) {
    if (in.take("RENAME", "FIELDS")) {
      node->rename_fields = true;
    } else if (in.take("ADD", "FIELDS")) {
      node->add_fields = true;
    } else {
      break;
    }
    in.take("AND");
  }
  TRY(in.expect(TokenKind::right_paren));
  return finish(in, node, start);
}

Result<const Expression*> parse_exists(Cursor& in) {
  Exists* node = in.make<Exists>();
  const uint32_t start = in.start();
  in.skip();
  node->query = TRY(parse_parenthesized_query(in));
  return finish(in, node, start);
}

// Calls whose arguments are separated by a word: EXTRACT(part FROM e), POSITION(a IN b).
Result<const Expression*> parse_word_call(Cursor& in, Keyword separator) {
  FunctionCall* node = in.make<FunctionCall>();
  const uint32_t start = in.start();
  const Identifier name = in.identifier(in.peek());
  node->name.parts = in.list(std::vector<Identifier>{name});
  node->name.span = name.span;
  in.skip(2);
  std::vector<const Expression*> arguments;
  auto argument = TRY(parse_term(in));
  arguments.push_back(argument);
  while (in.take(separator) || in.take(TokenKind::comma)) {
    auto argument = TRY(parse_expression(in));
    arguments.push_back(argument);
  }
  TRY(in.expect(TokenKind::right_paren));
  node->arguments = in.list(arguments);
  return finish(in, node, start);
}

// INTERVAL 'text' [unit [TO unit]]
Result<const Expression*> parse_interval(Cursor& in) {
  constexpr std::string_view units[] = {"YEAR", "YEARS", "MONTH", "MONTHS", "DAY", "DAYS",
                                        "HOUR", "HOURS", "MINUTE", "MINUTES", "SECOND", "SECONDS",
                                        "WEEK", "WEEKS", "QUARTER", "QUARTERS"};
  IntervalLiteral* node = in.make<IntervalLiteral>();
  const uint32_t start = in.start();
  in.skip();
  node->text = TRY(in.expect_string());
  for (std::string_view unit : units) {
    if (in.take(unit)) {
      node->unit = unit;
      break;
    }
  }
  if (!node->unit.empty() && in.take(Keyword::to)) {
    const Identifier last = TRY(in.expect_name(NameUse::any));
    node->unit = in.arena().text(std::string(node->unit) + " TO " + std::string(last.text));
  }
  return finish(in, node, start);
}

Result<const Expression*> parse_typed_literal(Cursor& in) {
  TypedLiteral* node = in.make<TypedLiteral>();
  const uint32_t start = in.start();
  node->type = in.word_text(in.peek());
  in.skip();
  node->text = TRY(in.expect_string());
  return finish(in, node, start);
}

// CURRENT_DATE and its like, written without parentheses.
Result<const Expression*> parse_bare_call(Cursor& in) {
  FunctionCall* node = in.make<FunctionCall>();
  const uint32_t start = in.start();
  const Identifier name = in.identifier(in.peek());
  in.skip();
  node->name.parts = in.list(std::vector<Identifier>{name});
  node->name.span = name.span;
  node->parenthesized = false;
  return finish(in, node, start);
}

// Reserved words that are functions too: INSERT(..), LIKE(..).
bool may_be_called(Keyword keyword) {
  switch (keyword) {
    case Keyword::insert:
    case Keyword::like:
    case Keyword::ilike:
    case Keyword::rlike:
    case Keyword::regexp:
    case Keyword::any:
    case Keyword::all:
    case Keyword::set:
    case Keyword::table: return true;
    default: return false;
  }
}

// IDENTIFIER ( e ) [ ( arguments ) ]
Result<const Expression*> parse_identifier_call(Cursor& in) {
  const uint32_t start = in.start();
  const ObjectName name = TRY(parse_object_name(in, NameUse::expression));
  if (in.at(TokenKind::left_paren) && !in.at(TokenKind::plus, 1)) {
    return parse_call(in, name, start);
  }
  IdentifierCall* node = in.make<IdentifierCall>();
  node->argument = name.dynamic;
  return finish(in, node, start);
}

// name { . name } [ . * | . $n | ( arguments ) ]
Result<const Expression*> parse_name_or_call(Cursor& in) {
  const uint32_t start = in.start();
  std::vector<Identifier> parts;
  parts.push_back(in.identifier(in.peek()));
  in.skip();
  while (in.at(TokenKind::dot)) {
    if (in.at(TokenKind::star, 1)) {
      in.skip();
      return parse_star(in, in.list(parts), start);
    }
    if (in.at(TokenKind::positional, 1)) {
      in.skip();
      const Expression* column = TRY(parse_dollar(in));
      PositionalColumn* node = in.make<PositionalColumn>();
      node->qualifier = in.list(parts);
      node->position = as<PositionalColumn>(*column).position;
      return finish(in, node, start);
    }
    in.skip();
    if (in.at(TokenKind::dot)) {
      parts.push_back({});
    } else {
      auto part = TRY(in.expect_name(NameUse::any));
      parts.push_back(part);
    }
  }
  const bool call = in.at(TokenKind::left_paren) &&
                    !(in.at(TokenKind::plus, 1) && in.at(TokenKind::right_paren, 2));
  if (call || (in.at(TokenKind::exclamation) && in.at(TokenKind::word, 1))) {
    ObjectName name;
    name.parts = in.list(parts);
    name.span = in.span_from(start);
    return parse_call(in, name, start);
  }
  ColumnReference* node = in.make<ColumnReference>();
  node->parts = in.list(parts);
  return finish(in, node, start);
}

// A word: a special form where its next token says so, else a name or a call.
Result<const Expression*> parse_word(Cursor& in) {
  const Keyword word = in.peek().keyword;
  const bool call = in.at(TokenKind::left_paren, 1);
  switch (word) {
    case Keyword::null: return parse_literal(in, LiteralKind::null, "");
    case Keyword::true_: return parse_literal(in, LiteralKind::boolean, "TRUE");
    case Keyword::false_: return parse_literal(in, LiteralKind::boolean, "FALSE");
    case Keyword::case_: return parse_case(in);
    case Keyword::cast:
    case Keyword::try_cast:
      if (call) return parse_cast(in);
      return in.unexpected(1);
    case Keyword::exists:
      if (call) return parse_exists(in);
      return in.unexpected();
    case Keyword::date_part:
    case Keyword::extract:
      if (call) return parse_word_call(in, Keyword::from);
      break;
    case Keyword::position:
      if (call) return parse_word_call(in, Keyword::in);
      break;
    case Keyword::interval:
      if (in.at_string(1)) return parse_interval(in);
      break;
    case Keyword::date:
    case Keyword::time:
    case Keyword::timestamp:
    case Keyword::decfloat:
      if (in.at(TokenKind::string, 1)) return parse_typed_literal(in);
      break;
    case Keyword::identifier:
      if (call) return parse_identifier_call(in);
      break;
    default: break;
  }
  if (use_of(word) == KeywordUse::not_column && !call) return parse_bare_call(in);
  if (in.at_name(NameUse::expression) || (call && (may_be_called(word) ||
                                          use_of(word) == KeywordUse::not_column))) {
    return parse_name_or_call(in);
  }
  return in.unexpected();
}

}  // namespace

// ? | :name | :1
Result<const Expression*> parse_bind(Cursor& in) {
  BindVariable* node = in.make<BindVariable>();
  const uint32_t start = in.start();
  if (in.take(TokenKind::question)) {
    node->ordinal = in.next_bind();
    return finish(in, node, start);
  }
  TRY(in.expect(TokenKind::colon));
  if (in.at(TokenKind::number)) {
    node->name = in.source(in.peek());
    if (node->name.find_first_not_of("0123456789") != std::string_view::npos) {
      return in.unexpected();
    }
    in.skip();
  } else {
    const Identifier name = TRY(in.expect_name(NameUse::any));
    node->name = name.text;
  }
  return finish(in, node, start);
}

Result<const Expression*> parse_primary(Cursor& in) {
  const Token& token = in.peek();
  switch (token.kind) {
    case TokenKind::word: return parse_word(in);
    case TokenKind::quoted_name:
      if (!in.at_name(NameUse::expression)) return in.unexpected();
      return parse_name_or_call(in);
    case TokenKind::number: return parse_literal(in, LiteralKind::number, in.source(token));
    case TokenKind::string:
    case TokenKind::dollar_string:
      return parse_literal(in, LiteralKind::string, in.string_text(token));
    case TokenKind::binary: return parse_binary(in);
    case TokenKind::positional:
    case TokenKind::variable: return parse_dollar(in);
    case TokenKind::question:
    case TokenKind::colon: return parse_bind(in);
    case TokenKind::left_paren: return parse_parenthesized(in);
    case TokenKind::left_bracket: return parse_array(in);
    case TokenKind::left_brace: return parse_braces(in);
    case TokenKind::stage: {
      StageReference* node = in.make<StageReference>();
      node->text = in.source(token);
      node->span = in.span_of(token);
      in.skip();
      return node;
    }
    default: return in.unexpected();
  }
}

// DEFAULT | e
Result<const Expression*> parse_value_or_default(Cursor& in) {
  if (!in.at(Keyword::default_) || in.at(TokenKind::dot, 1) || in.at(TokenKind::left_paren, 1)) {
    return parse_expression(in);
  }
  DefaultValue* node = in.make<DefaultValue>();
  node->span = in.span_of(in.peek());
  in.skip();
  return node;
}

// ( value, .. ); a row of VALUES
Result<const Row*> parse_values_row(Cursor& in) {
  Row* row = in.make<Row>();
  const uint32_t start = in.start();
  std::vector<const Expression*> items;
  TRY(in.expect(TokenKind::left_paren));
  do {
    auto item = TRY(parse_value_or_default(in));
    items.push_back(item);
  } while (in.take(TokenKind::comma));
  TRY(in.expect(TokenKind::right_paren));
  row->items = in.list(items);
  return finish(in, row, start);
}

}  // namespace mockhaus::sql
