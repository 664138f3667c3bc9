// The SELECT block and what an alias may be.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

bool at_limit_value(const Cursor& in, size_t ahead) {
  switch (in.peek(ahead).kind) {
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::dollar_string:
    case TokenKind::variable:
    case TokenKind::question:
    case TokenKind::colon:
    case TokenKind::minus:
    case TokenKind::left_paren: return true;
    default: return in.at(Keyword::null, ahead);
  }
}

// Words that are names, but here start the next clause.
bool starts_clause(const Cursor& in) {
  switch (in.peek().keyword) {
    case Keyword::limit:
    case Keyword::offset: return at_limit_value(in, 1);
    case Keyword::fetch:
      return in.at(Keyword::first, 1) || in.at(Keyword::next, 1) || at_limit_value(in, 1);
    case Keyword::except: return true;
    case Keyword::asof: return in.at(Keyword::join, 1);
    case Keyword::directed: return in.at(Keyword::join, 1);
    case Keyword::match_condition: return in.at(TokenKind::left_paren, 1);
    default: return at_table_modifier(in);
  }
}

// e [[AS] alias] | * ..
Result<SelectItem> parse_select_item(Cursor& in) {
  SelectItem item;
  const uint32_t start = in.start();
  if (in.at(TokenKind::star)) {
    item.value = TRY(parse_star(in, {}, start));
  } else {
    item.value = TRY(parse_expression(in));
  }
  item.span = in.span_from(start);
  if (in.take(Keyword::as)) {
    item.alias = TRY(in.expect_name(NameUse::column));
    item.has_alias = true;
  } else if (at_alias(in, NameUse::column)) {
    item.alias = TRY(in.expect_name(NameUse::column));
    item.has_alias = true;
  }
  return item;
}

// item, .. with one more comma allowed before FROM
Result<List<const SelectItem>> parse_select_list(Cursor& in) {
  std::vector<SelectItem> items;
  do {
    if (!items.empty() && in.at(Keyword::from)) break;
    const SelectItem item = TRY(parse_select_item(in));
    items.push_back(item);
  } while (in.take(TokenKind::comma));
  return in.list(items);
}

// ( a, (b, c), .. ); each a plain expression or a row
Result<GroupingElement> parse_grouping_list(Cursor& in, GroupingKind kind) {
  GroupingElement element;
  element.kind = kind;
  element.items = TRY(parse_parenthesized_expressions(in));
  return element;
}

Result<GroupingElement> parse_grouping_element(Cursor& in);

// GROUPING SETS ( element, .. )
Result<GroupingElement> parse_grouping_sets(Cursor& in) {
  GroupingElement element;
  element.kind = GroupingKind::grouping_sets;
  TRY(in.expect(TokenKind::left_paren));
  element.nested = TRY(parse_comma_list<GroupingElement>(in, parse_grouping_element));
  TRY(in.expect(TokenKind::right_paren));
  return element;
}

// e | ROLLUP ( .. ) | CUBE ( .. ) | GROUPING SETS ( .. )
Result<GroupingElement> parse_grouping_element(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  const bool list = in.at(TokenKind::left_paren, 1);
  if (list && in.take(Keyword::rollup)) return parse_grouping_list(in, GroupingKind::rollup);
  if (list && in.take(Keyword::cube)) return parse_grouping_list(in, GroupingKind::cube);
  if (in.at(Keyword::grouping) && in.at(Keyword::sets, 1)) {
    in.skip(2);
    return parse_grouping_sets(in);
  }
  GroupingElement element;
  const Expression* item = TRY(parse_expression(in));
  element.items = in.list(std::vector<const Expression*>{item});
  return element;
}

// GROUP BY {ALL | element, ..}; GROUP is taken.
Result<List<const GroupingElement>> parse_group_by(Cursor& in) {
  TRY(in.expect(Keyword::by));
  if (in.take(Keyword::all)) {
    GroupingElement all;
    all.kind = GroupingKind::all;
    return in.list(std::vector<GroupingElement>{all});
  }
  return parse_comma_list<GroupingElement>(in, parse_grouping_element);
}

// p { , p }: all of them
Result<const Expression*> parse_conditions(Cursor& in) {
  const uint32_t start = in.start();
  const Expression* all = TRY(parse_expression(in));
  while (in.at(TokenKind::comma)) {
    Binary* both = in.make<Binary>();
    both->op = BinaryOperator::logical_and;
    both->operator_span = in.span_of(in.peek());
    in.skip();
    both->left = all;
    both->right = TRY(parse_expression(in));
    both->span = in.span_from(start);
    all = both;
  }
  return all;
}

// [START WITH p] CONNECT BY p { , p } [START WITH p]
Result<const ConnectBy*> parse_connect_by(Cursor& in) {
  ConnectBy* node = in.make<ConnectBy>();
  for (int clause = 0; clause < 2; ++clause) {
    if (node->start_with == nullptr && in.take(Keyword::start)) {
      TRY(in.expect(Keyword::with));
      node->start_with = TRY(parse_expression(in));
    } else if (node->condition == nullptr && in.take(Keyword::connect)) {
      TRY(in.expect(Keyword::by));
      node->condition = TRY(parse_conditions(in));
    }
  }
  if (node->condition == nullptr) return in.unexpected();
  return node;
}

Result<Done> parse_head(Cursor& in, Select& select) {
  TRY(in.expect(Keyword::select));
  select.distinct = in.take(Keyword::distinct);
  if (!select.distinct) in.take(Keyword::all);
  if (in.at(Keyword::top) && in.at(TokenKind::number, 1)) {
    in.skip();
    select.top = TRY(parse_primary(in));
  }
  select.items = TRY(parse_select_list(in));
  if (in.take(Keyword::into)) {
    std::vector<const Expression*> targets;
    do {
      const Expression* target = TRY(parse_primary(in));
      targets.push_back(target);
    } while (in.take(TokenKind::comma));
    select.into = in.list(targets);
  }
  return Done{};
}

}  // namespace

// An alias without AS: any name that does not start what follows.
bool at_alias(const Cursor& in, NameUse use) {
  if (in.at(TokenKind::quoted_name)) return in.at_name(use);
  return in.at(TokenKind::word) && in.at_name(use) && !starts_clause(in);
}

// SELECT [DISTINCT] [TOP n] items [INTO :a, ..] [FROM ..] [WHERE ..] [CONNECT BY ..] [GROUP BY ..]
// [HAVING ..] [QUALIFY ..]
Result<const QueryBody*> parse_select(Cursor& in) {
  Select* select = in.make<Select>();
  const uint32_t start = in.start();
  TRY(parse_head(in, *select));
  if (in.take(Keyword::from)) select->from = TRY(parse_from_items(in));
  if (in.take(Keyword::where)) select->where = TRY(parse_expression(in));
  if (in.at(Keyword::start) || in.at(Keyword::connect)) {
    select->connect_by = TRY(parse_connect_by(in));
    if (select->where == nullptr && in.take(Keyword::where)) {
      select->where = TRY(parse_expression(in));
    }
  }
  if (in.take(Keyword::group)) select->group_by = TRY(parse_group_by(in));
  if (in.take(Keyword::having)) select->having = TRY(parse_expression(in));
  if (in.take(Keyword::qualify)) select->qualify = TRY(parse_expression(in));
  select->span = in.span_from(start);
  return select;
}

}  // namespace mockhaus::sql
