// The productions of the grammar that other files use; one function for each.
//
// Comments at the definitions give the grammar. Every function starts at its first token and stops
// after its last one; none looks further than it must.
#pragma once

#include "sql/ast/statements.h"
#include "sql/parse/cursor.h"

namespace mockhaus::sql {

// item, item, ..
template <class T, class ParseItem>
Result<List<const T>> parse_comma_list(Cursor& in, ParseItem&& parse_item) {
  std::vector<T> items;
  do {
    auto item = TRY(parse_item(in));
    items.push_back(item);
  } while (in.take(TokenKind::comma));
  return in.list(items);
}

// ( item, item, .. )
template <class T, class ParseItem>
Result<List<const T>> parse_parenthesized_list(Cursor& in, ParseItem&& parse_item) {
  TRY(in.expect(TokenKind::left_paren));
  const List<const T> items = TRY(parse_comma_list<T>(in, parse_item));
  TRY(in.expect(TokenKind::right_paren));
  return items;
}

using ExpressionList = List<const Expression* const>;

// name.cc, type.cc
Result<ObjectName> parse_object_name(Cursor& in, NameUse use = NameUse::table);
Result<List<const Identifier>> parse_dotted_name(Cursor& in, NameUse use);
Result<List<const Identifier>> parse_column_names(Cursor& in);  // ( a, b )
Result<const TypeName*> parse_type(Cursor& in);
Result<List<const TypeName* const>> parse_argument_types(Cursor& in);  // ( INT, VARCHAR )

// expression.cc: operators
Result<const Expression*> parse_expression(Cursor& in);
Result<const Expression*> parse_term(Cursor& in);  // without comparison, NOT, AND, OR
Result<ExpressionList> parse_expressions(Cursor& in);  // e, e
Result<ExpressionList> parse_parenthesized_expressions(Cursor& in);
// primary.cc: what stands between operators
Result<const Expression*> parse_primary(Cursor& in);
Result<const Expression*> parse_bind(Cursor& in);
Result<const Expression*> parse_value_or_default(Cursor& in);
Result<const Row*> parse_values_row(Cursor& in);
// postfix.cc: . : [] :: (+) COLLATE after an operand
Result<const Expression*> parse_postfix(Cursor& in);
// call.cc
Result<const Expression*> parse_call(Cursor& in, ObjectName name, uint32_t start);
Result<const Expression*> parse_star(Cursor& in, List<const Identifier> qualifier, uint32_t start);
Result<const Expression*> parse_argument(Cursor& in);
Result<OrderItem> parse_order_item(Cursor& in);
Result<List<const OrderItem>> parse_order_by(Cursor& in);  // ORDER BY items

// query.cc, select.cc
bool at_query(const Cursor& in, size_t ahead = 0);  // SELECT, WITH or VALUES
bool at_query_tail(const Cursor& in);  // what may follow a parenthesised query to make a longer one
Result<const Query*> parse_query(Cursor& in);
Result<const Query*> parse_parenthesized_query(Cursor& in);
Result<const ValuesBody*> parse_values_body(Cursor& in);  // VALUES ( .. ), ( .. )
// Goes on after ( query ) where a set operator, ORDER BY or LIMIT follows.
Result<const Query*> continue_query(Cursor& in, const Query* first, uint32_t start);
// The rest of a query whose first body is read: set operators, ORDER BY, LIMIT.
Result<const Query*> finish_query(Cursor& in, const QueryBody* first, uint32_t start);
Result<const QueryBody*> parse_select(Cursor& in);
bool at_alias(const Cursor& in, NameUse use);

// from.cc, table_modifiers.cc, match_recognize.cc
Result<List<const TableReference* const>> parse_from_items(Cursor& in);
Result<const TableReference*> parse_from_item(Cursor& in);    // with its joins
Result<const TableReference*> parse_table_target(Cursor& in);  // name [[AS] alias] of DML
Result<TimeTravel> parse_time_travel(Cursor& in);
bool at_table_modifier(const Cursor& in);
Result<const TableReference*> parse_table_modifier(Cursor& in, const TableReference* input,
                                                   uint32_t start);
Result<const TableReference*> parse_match_recognize(Cursor& in, const TableReference* input,
                                                    uint32_t start);

}  // namespace mockhaus::sql
