// CREATE FUNCTION, CREATE PROCEDURE, CALL.
#include "base/ascii.h"
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// name [IN | INPUT | OUT | OUTPUT | INOUT] type [DEFAULT e]
Result<RoutineParameter> parse_parameter(Cursor& in) {
  RoutineParameter parameter;
  parameter.name = TRY(in.expect_name(NameUse::any));
  if (in.take("IN") || in.take("INPUT")) {
    parameter.mode = ParameterMode::in;
  } else if (in.take("OUT") || in.take("OUTPUT")) {
    parameter.mode = ParameterMode::out;
  } else if (in.take("INOUT")) {
    parameter.mode = ParameterMode::inout;
  }
  parameter.type = TRY(parse_type(in));
  if (in.take(Keyword::default_)) parameter.default_value = TRY(parse_expression(in));
  return parameter;
}

// ( parameter, .. )
Result<List<const RoutineParameter>> parse_parameters(Cursor& in) {
  TRY(in.expect(TokenKind::left_paren));
  std::vector<RoutineParameter> parameters;
  if (!in.at(TokenKind::right_paren)) {
    do {
      const RoutineParameter parameter = TRY(parse_parameter(in));
      parameters.push_back(parameter);
    } while (in.take(TokenKind::comma));
  }
  TRY(in.expect(TokenKind::right_paren));
  return in.list(parameters);
}

// TABLE ( [column type, ..] )
Result<Done> parse_result_columns(Cursor& in, CreateRoutine& routine) {
  routine.returns_table = true;
  TRY(in.expect(TokenKind::left_paren));
  std::vector<ResultColumn> columns;
  if (!in.at(TokenKind::right_paren)) {
    do {
      ResultColumn column;
      column.name = TRY(in.expect_name(NameUse::any));
      column.type = TRY(parse_type(in));
      columns.push_back(column);
    } while (in.take(TokenKind::comma));
  }
  routine.return_columns = in.list(columns);
  return in.expect(TokenKind::right_paren);
}

// RETURNS {NULL ON NULL INPUT | TABLE ( .. ) | type}; RETURNS is taken.
Result<Done> parse_returns(Cursor& in, CreateRoutine& routine) {
  if (in.take("NULL", "ON", "NULL")) {
    routine.null_input = NullInput::returns_null;
    return in.expect("INPUT");
  }
  if (in.take(Keyword::table)) return parse_result_columns(in, routine);
  routine.return_type = TRY(parse_type(in));
  return Done{};
}

// EXECUTE AS {OWNER | CALLER | RESTRICTED CALLER}
Result<bool> take_execute_as(Cursor& in, CreateRoutine& routine) {
  if (!in.at(Keyword::execute) || !in.at(Keyword::as, 1)) return false;
  in.skip(2);
  if (in.take("OWNER")) {
    routine.execute_as = ExecuteAs::owner;
  } else if (in.take("CALLER")) {
    routine.execute_as = ExecuteAs::caller;
  } else if (in.take("RESTRICTED", "CALLER")) {
    routine.execute_as = ExecuteAs::restricted_caller;
  } else {
    return in.unexpected();
  }
  return true;
}

// A word or words that set one field; false if none stands here.
bool take_routine_word(Cursor& in, CreateRoutine& routine) {
  if (in.take("COPY", "GRANTS")) {
    routine.copy_grants = true;
  } else if (in.take("NOT", "NULL")) {
    routine.return_not_null = true;
  } else if (in.at(Keyword::null)) {
    in.skip();
  } else if (in.take("STRICT")) {
    routine.null_input = NullInput::strict;
  } else if (in.take("VOLATILE")) {
    routine.volatility = Volatility::volatile_;
  } else if (in.take("IMMUTABLE")) {
    routine.volatility = Volatility::immutable;
  } else if (in.take("MEMOIZABLE")) {
    routine.memoizable = true;
  } else if (in.at("CALLED") && in.at("ON", 1) && in.at("NULL", 2) && in.at("INPUT", 3)) {
    in.skip(4);
    routine.null_input = NullInput::called;
  } else {
    return false;
  }
  return true;
}

// 'text' | $$text$$ | block | query
Result<Done> parse_routine_body(Cursor& in, CreateRoutine& routine) {
  const uint32_t start = in.start();
  routine.has_body = true;
  if (in.at_string()) {
    routine.dollar_quoted = in.at(TokenKind::dollar_string);
    routine.body = TRY(in.expect_string());
    routine.literal_body = routine.body;
    routine.body_span = in.span_from(start);
    return Done{};
  }
  if (at_block(in)) {
    routine.block = TRY(parse_block(in));
  } else if (at_query(in) || in.at(TokenKind::left_paren)) {
    routine.body_query = TRY(parse_query(in));
  } else {
    return in.unexpected();
  }
  routine.body_span = in.span_from(start);
  routine.body = in.text_of_span(routine.body_span);
  return Done{};
}

}  // namespace

// ( parameters ) { clause } [AS body]
Result<Done> parse_routine_rest(Cursor& in, CreateRoutine& routine) {
  routine.parameters = TRY(parse_parameters(in));
  std::vector<Property> properties;
  while (!at_statement_end(in)) {
    if (in.take(Keyword::as)) {
      TRY(parse_routine_body(in, routine));
      break;
    }
    if (in.take("RETURNS")) {
      TRY(parse_returns(in, routine));
      continue;
    }
    const bool execute_as = TRY(take_execute_as(in, routine));
    if (execute_as || take_routine_word(in, routine)) continue;
    if (in.take("LANGUAGE")) {
      const Identifier language = TRY(in.expect_name(NameUse::any));
      routine.language = language.text;
      continue;
    }
    const Property property = TRY(parse_property(in));
    properties.push_back(property);
  }
  routine.properties = in.list(properties);
  return Done{};
}

// [AGGREGATE | EXTERNAL] {FUNCTION | PROCEDURE} [IF NOT EXISTS] name ( .. ) ..
StatementResult parse_create_routine(Cursor& in, const CreateHead& head) {
  CreateRoutine* routine = in.make<CreateRoutine>();
  routine->or_replace = head.or_replace;
  routine->or_alter = head.or_alter;
  routine->secure = head.secure;
  routine->temporary = head.temporary;
  routine->aggregate = in.take("AGGREGATE");
  routine->external = in.take("EXTERNAL");
  routine->procedure = in.at(Keyword::procedure);
  in.skip();
  routine->if_not_exists = take_if_not_exists(in);
  routine->name = TRY(parse_object_name(in, NameUse::expression));
  TRY(parse_routine_rest(in, *routine));
  return routine;
}

// name AS PROCEDURE ( parameters ) clauses AS body
Result<const CreateRoutine*> parse_anonymous_procedure(Cursor& in) {
  CreateRoutine* routine = in.make<CreateRoutine>();
  const uint32_t start = in.start();
  routine->procedure = true;
  routine->name = TRY(parse_object_name(in));
  TRY(in.expect(Keyword::as));
  TRY(in.expect(Keyword::procedure));
  TRY(parse_routine_rest(in, *routine));
  return finish_statement(in, routine, start);
}

bool at_system_call(const Cursor& in) {
  constexpr std::string_view mark = "SYSTEM$";
  return in.at(TokenKind::word) && in.at(TokenKind::left_paren, 1) &&
         ascii::upper(in.source(in.peek()).substr(0, mark.size())) == mark;
}

// [WITH name AS PROCEDURE ..] CALL name ( .. ) [INTO :v] | SYSTEM$.. ( .. ), in a block
StatementResult parse_call_statement(Cursor& in) {
  Call* call = in.make<Call>();
  const uint32_t start = in.start();
  if (in.take(Keyword::with)) call->anonymous = TRY(parse_anonymous_procedure(in));
  if (!at_system_call(in)) TRY(in.expect(Keyword::call));
  const uint32_t name_start = in.start();
  const ObjectName name = TRY(parse_object_name(in, NameUse::expression));
  call->call = TRY(parse_call(in, name, name_start));
  if (in.take(Keyword::into)) call->into = TRY(parse_primary(in));
  return finish_statement(in, call, start);
}

}  // namespace mockhaus::sql
