// PIVOT and UNPIVOT.
#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

// e [[AS] alias]
template <class T>
Result<Done> parse_modifier_alias(Cursor& in, T& item) {
  const bool word = in.take(Keyword::as);
  if (!word && !in.at_name(NameUse::column)) return Done{};
  item.alias = TRY(in.expect_name(NameUse::column));
  item.has_alias = true;
  return Done{};
}

Result<PivotAggregate> parse_pivot_aggregate(Cursor& in) {
  PivotAggregate aggregate;
  aggregate.call = TRY(parse_expression(in));
  TRY(parse_modifier_alias(in, aggregate));
  return aggregate;
}

Result<PivotValue> parse_pivot_value(Cursor& in) {
  PivotValue value;
  value.value = TRY(parse_expression(in));
  TRY(parse_modifier_alias(in, value));
  return value;
}

// ( ANY [ORDER BY ..] | query | value, .. )
Result<Done> parse_pivot_values(Cursor& in, Pivot& pivot) {
  TRY(in.expect(TokenKind::left_paren));
  if (in.take(Keyword::any)) {
    pivot.any = true;
    if (in.at(Keyword::order)) pivot.any_order = TRY(parse_order_by(in));
  } else if (at_query(in)) {
    pivot.subquery = TRY(parse_query(in));
  } else {
    pivot.values = TRY(parse_comma_list<PivotValue>(in, parse_pivot_value));
  }
  return in.expect(TokenKind::right_paren);
}

// PIVOT ( aggregate, .. FOR column IN ( .. ) [DEFAULT ON NULL ( e )] )
Result<const TableReference*> parse_pivot(Cursor& in, const TableReference* input,
                                          uint32_t start) {
  Pivot* pivot = in.make<Pivot>();
  pivot->input = input;
  in.skip();
  TRY(in.expect(TokenKind::left_paren));
  pivot->aggregates = TRY(parse_comma_list<PivotAggregate>(in, parse_pivot_aggregate));
  TRY(in.expect(Keyword::for_));
  const List<const Identifier> column = TRY(parse_dotted_name(in, NameUse::column));
  pivot->column = column.back();
  TRY(in.expect(Keyword::in));
  TRY(parse_pivot_values(in, *pivot));
  if (in.take("DEFAULT", "ON", "NULL")) {
    TRY(in.expect(TokenKind::left_paren));
    pivot->default_on_null = TRY(parse_expression(in));
    TRY(in.expect(TokenKind::right_paren));
  }
  TRY(in.expect(TokenKind::right_paren));
  pivot->span = in.span_from(start);
  return pivot;
}

// column [[AS] 'label' | name]
Result<UnpivotColumn> parse_unpivot_column(Cursor& in) {
  UnpivotColumn column;
  const List<const Identifier> parts = TRY(parse_dotted_name(in, NameUse::column));
  column.column = parts.back();
  const bool word = in.take(Keyword::as);
  if (word || in.at_string() || in.at_name(NameUse::column)) {
    column.label = TRY(parse_primary(in));
  }
  return column;
}

// UNPIVOT [{INCLUDE | EXCLUDE} NULLS] ( value FOR name IN ( column, .. ) )
Result<const TableReference*> parse_unpivot(Cursor& in, const TableReference* input,
                                            uint32_t start) {
  Unpivot* unpivot = in.make<Unpivot>();
  unpivot->input = input;
  in.skip();
  if (in.at("INCLUDE") || in.at(Keyword::exclude)) {
    unpivot->include_nulls = in.at("INCLUDE");
    in.skip();
    TRY(in.expect(Keyword::nulls));
  }
  TRY(in.expect(TokenKind::left_paren));
  unpivot->value_column = TRY(in.expect_name(NameUse::column));
  TRY(in.expect(Keyword::for_));
  unpivot->name_column = TRY(in.expect_name(NameUse::column));
  TRY(in.expect(Keyword::in));
  unpivot->columns = TRY(parse_parenthesized_list<UnpivotColumn>(in, parse_unpivot_column));
  TRY(in.expect(TokenKind::right_paren));
  unpivot->span = in.span_from(start);
  return unpivot;
}

}  // namespace

bool at_table_modifier(const Cursor& in) {
  const bool list = in.at(TokenKind::left_paren, 1);
  switch (in.peek().keyword) {
    case Keyword::pivot:
    case Keyword::match_recognize: return list;
    case Keyword::unpivot:
      return list || (in.at(Keyword::nulls, 2) && (in.at("INCLUDE", 1) || in.at("EXCLUDE", 1)));
    default: return false;
  }
}

Result<const TableReference*> parse_table_modifier(Cursor& in, const TableReference* input,
                                                   uint32_t start) {
  if (in.at(Keyword::pivot)) return parse_pivot(in, input, start);
  if (in.at(Keyword::unpivot)) return parse_unpivot(in, input, start);
  return parse_match_recognize(in, input, start);
}

}  // namespace mockhaus::sql
