// Declarations of Snowflake Scripting: variables, cursors, resultsets, exceptions, procedures.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// [:= | DEFAULT] in front of a value; false if the variable has none.
bool take_assignment(Cursor& in, VariableDeclaration& variable) {
  variable.assign_sign = in.at(TokenKind::assign);
  return in.take(TokenKind::assign) || in.take(Keyword::default_);
}

// CURSOR FOR {query | resultset | statement}
Result<Done> parse_cursor(Cursor& in, VariableDeclaration& variable) {
  variable.kind = VariableKind::cursor;
  in.skip();
  TRY(in.expect(Keyword::for_));
  if (at_query(in) || in.at(TokenKind::left_paren)) {
    QueryStatement* statement = in.make<QueryStatement>();
    const uint32_t start = in.start();
    statement->query = TRY(parse_query(in));
    variable.statement = finish_statement(in, statement, start);
  } else {
    variable.value = TRY(parse_expression(in));
  }
  return Done{};
}

// RESULTSET [{:= | DEFAULT} [ASYNC] ( statement )]
Result<Done> parse_resultset(Cursor& in, VariableDeclaration& variable) {
  variable.kind = VariableKind::resultset;
  in.skip();
  if (!take_assignment(in, variable)) return Done{};
  variable.async = in.at("ASYNC") && in.at(TokenKind::left_paren, 1);
  if (variable.async) in.skip();
  if (in.at(TokenKind::left_paren)) {
    variable.statement = TRY(parse_parenthesized_statement(in));
  } else {
    variable.value = TRY(parse_expression(in));
  }
  return Done{};
}

// EXCEPTION [( number , 'text' )]
Result<Done> parse_exception(Cursor& in, VariableDeclaration& variable) {
  variable.kind = VariableKind::exception;
  in.skip();
  if (!in.take(TokenKind::left_paren)) return Done{};
  variable.exception_code = TRY(in.expect_signed_number());
  TRY(in.expect(TokenKind::comma));
  variable.exception_text = TRY(in.expect_string());
  return in.expect(TokenKind::right_paren);
}

// PROCEDURE ( parameters ) RETURNS .. AS block
Result<Done> parse_nested_procedure(Cursor& in, VariableDeclaration& variable) {
  variable.kind = VariableKind::procedure;
  CreateRoutine* routine = in.make<CreateRoutine>();
  const uint32_t start = in.start();
  in.skip();
  routine->procedure = true;
  routine->name.parts = in.list(std::vector<Identifier>{variable.name});
  routine->name.span = variable.name.span;
  TRY(parse_routine_rest(in, *routine));
  variable.procedure = finish_statement(in, routine, start);
  return Done{};
}

// [type] [{:= | DEFAULT} e]
Result<Done> parse_scalar(Cursor& in, VariableDeclaration& variable) {
  if (!in.at(TokenKind::assign) && !in.at(Keyword::default_) && !at_statement_end(in)) {
    variable.type = TRY(parse_type(in));
  }
  if (!take_assignment(in, variable)) return Done{};
  if (at_parenthesized_statement(in)) {
    variable.statement = TRY(parse_parenthesized_statement(in));
  } else {
    variable.value = TRY(parse_expression(in));
  }
  return Done{};
}

}  // namespace

// name {type and value | CURSOR .. | RESULTSET .. | EXCEPTION .. | PROCEDURE ..}
Result<VariableDeclaration> parse_declaration(Cursor& in) {
  VariableDeclaration variable;
  const uint32_t start = in.start();
  variable.name = TRY(in.expect_name(NameUse::any));
  if (in.at("CURSOR") && in.at(Keyword::for_, 1)) {
    TRY(parse_cursor(in, variable));
  } else if (in.at("RESULTSET")) {
    TRY(parse_resultset(in, variable));
  } else if (in.at(Keyword::exception)) {
    TRY(parse_exception(in, variable));
  } else if (in.at(Keyword::procedure)) {
    TRY(parse_nested_procedure(in, variable));
  } else {
    TRY(parse_scalar(in, variable));
  }
  variable.span = in.span_from(start);
  return variable;
}

// ( statement ) where no expression can stand: ( EXECUTE IMMEDIATE .. ), ( CALL p() ), ( SHOW .. )
bool at_parenthesized_statement(const Cursor& in) {
  if (!in.at(TokenKind::left_paren)) return false;
  switch (in.peek(1).keyword) {
    case Keyword::execute:
    case Keyword::call:
    case Keyword::show:
    case Keyword::describe:
    case Keyword::desc:
    case Keyword::list:
    case Keyword::ls:
      return in.at(TokenKind::word, 2) || in.at(TokenKind::quoted_name, 2) ||
             in.at(TokenKind::stage, 2);
    case Keyword::insert: return !in.at(TokenKind::left_paren, 2);
    case Keyword::update:
    case Keyword::delete_:
    case Keyword::merge: return in.at(TokenKind::word, 2);
    default: return false;
  }
}

// ( statement )
StatementResult parse_parenthesized_statement(Cursor& in) {
  TRY(in.expect(TokenKind::left_paren));
  const Statement* statement = TRY(parse_statement(in));
  TRY(in.expect(TokenKind::right_paren));
  return statement;
}

}  // namespace mockhaus::sql
