// Blocks of Snowflake Scripting and the statements that stand only inside them.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

using StatementList = List<const Statement* const>;

// statement ; { statement ; } up to a word that ends the list
Result<StatementList> parse_statement_list(Cursor& in, Stop stop) {
  std::vector<const Statement*> statements;
  while (!stop(in)) {
    const Statement* statement = TRY(parse_script_statement(in));
    statements.push_back(statement);
    TRY(in.expect(TokenKind::semicolon));
  }
  return StatementList(in.list(statements));
}

bool at_list_end(const Cursor& in) {
  return in.at(Keyword::end) || in.at(Keyword::else_) || in.at("ELSEIF") || in.at(Keyword::when) ||
         in.at("UNTIL") || (in.at(Keyword::exception) && in.at(Keyword::when, 1));
}

// [label] after END ..
Result<Done> parse_label(Cursor& in, Identifier& label) {
  if (in.at(TokenKind::word) || in.at(TokenKind::quoted_name)) {
    label = TRY(in.expect_name(NameUse::any));
  }
  return Done{};
}

// {DO | LOOP} statements END {FOR | WHILE | LOOP} [label]
Result<StatementList> parse_loop_body(Cursor& in, std::string_view word, Identifier& label) {
  const bool loop = in.take("LOOP");
  if (!loop) TRY(in.expect("DO"));
  const StatementList body = TRY(parse_statement_list(in, at_list_end));
  TRY(in.expect(Keyword::end));
  if (!in.take(word)) TRY(in.expect("LOOP"));
  TRY(parse_label(in, label));
  return body;
}

// WHEN name {OR name} [EXIT | CONTINUE] THEN statements
Result<ExceptionHandler> parse_handler(Cursor& in) {
  ExceptionHandler handler;
  TRY(in.expect(Keyword::when));
  std::vector<Identifier> names;
  do {
    const Identifier name = TRY(in.expect_name(NameUse::any));
    names.push_back(name);
  } while (in.take(Keyword::or_));
  handler.names = in.list(names);
  handler.exit = in.take("EXIT");
  handler.continues = !handler.exit && in.take("CONTINUE");
  TRY(in.expect(Keyword::then));
  handler.body = TRY(parse_statement_list(in, at_list_end));
  return handler;
}

// LET name ..
StatementResult parse_let(Cursor& in) {
  Let* let = in.make<Let>();
  in.skip();
  let->variable = TRY(parse_declaration(in));
  return let;
}

// name := {e | [ASYNC] ( statement )}
StatementResult parse_assign(Cursor& in) {
  Assign* assign = in.make<Assign>();
  assign->name = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(TokenKind::assign));
  assign->async = in.at("ASYNC") && in.at(TokenKind::left_paren, 1);
  if (assign->async) in.skip();
  if (assign->async || at_parenthesized_statement(in)) {
    assign->statement = TRY(parse_parenthesized_statement(in));
  } else {
    assign->value = TRY(parse_expression(in));
  }
  return assign;
}

// IF ( e ) THEN .. {ELSEIF ( e ) THEN ..} [ELSE ..] END IF
StatementResult parse_if(Cursor& in) {
  IfThen* node = in.make<IfThen>();
  std::vector<ScriptBranch> branches;
  do {
    ScriptBranch branch;
    in.skip();
    if (!in.at(TokenKind::left_paren)) return in.unexpected();
    branch.condition = TRY(parse_expression(in));
    TRY(in.expect(Keyword::then));
    branch.body = TRY(parse_statement_list(in, at_list_end));
    branches.push_back(branch);
  } while (in.at("ELSEIF"));
  node->branches = in.list(branches);
  if (in.take(Keyword::else_)) node->otherwise = TRY(parse_statement_list(in, at_list_end));
  TRY(in.expect(Keyword::end));
  TRY(in.expect(Keyword::if_));
  return node;
}

// CASE [( e )] {WHEN e THEN ..} [ELSE ..] END [CASE]
StatementResult parse_case_statement(Cursor& in) {
  CaseOf* node = in.make<CaseOf>();
  in.skip();
  if (!in.at(Keyword::when)) node->operand = TRY(parse_expression(in));
  std::vector<ScriptBranch> branches;
  do {
    ScriptBranch branch;
    TRY(in.expect(Keyword::when));
    branch.condition = TRY(parse_expression(in));
    TRY(in.expect(Keyword::then));
    branch.body = TRY(parse_statement_list(in, at_list_end));
    branches.push_back(branch);
  } while (in.at(Keyword::when));
  node->branches = in.list(branches);
  if (in.take(Keyword::else_)) node->otherwise = TRY(parse_statement_list(in, at_list_end));
  TRY(in.expect(Keyword::end));
  in.take(Keyword::case_);
  return node;
}

// FOR name IN {[REVERSE] e TO e | cursor | ( query )} {DO | LOOP} .. END FOR
StatementResult parse_for(Cursor& in) {
  in.skip();
  const Identifier variable = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(Keyword::in));
  const bool named = in.at_name(NameUse::expression) && (in.at("DO", 1) || in.at("LOOP", 1));
  const bool query = in.at(TokenKind::left_paren) && at_query(in, 1);
  if (named || query) {
    ForEach* node = in.make<ForEach>();
    node->variable = variable;
    if (query) {
      node->query = TRY(parse_parenthesized_query(in));
    } else {
      node->source = TRY(in.expect_name(NameUse::expression));
    }
    node->body = TRY(parse_loop_body(in, "FOR", node->label));
    return node;
  }
  ForRange* node = in.make<ForRange>();
  node->variable = variable;
  node->reverse = in.take("REVERSE");
  node->first = TRY(parse_expression(in));
  TRY(in.expect(Keyword::to));
  node->last = TRY(parse_expression(in));
  node->body = TRY(parse_loop_body(in, "FOR", node->label));
  return node;
}

// WHILE ( e ) {DO | LOOP} .. END WHILE
StatementResult parse_while(Cursor& in) {
  WhileLoop* node = in.make<WhileLoop>();
  in.skip();
  if (!in.at(TokenKind::left_paren)) return in.unexpected();
  node->condition = TRY(parse_expression(in));
  node->body = TRY(parse_loop_body(in, "WHILE", node->label));
  return node;
}

// REPEAT .. UNTIL ( e ) END REPEAT
StatementResult parse_repeat(Cursor& in) {
  RepeatLoop* node = in.make<RepeatLoop>();
  in.skip();
  node->body = TRY(parse_statement_list(in, at_list_end));
  TRY(in.expect("UNTIL"));
  node->condition = TRY(parse_expression(in));
  TRY(in.expect(Keyword::end));
  TRY(in.expect("REPEAT"));
  TRY(parse_label(in, node->label));
  return node;
}

// LOOP .. END LOOP
StatementResult parse_loop(Cursor& in) {
  EndlessLoop* node = in.make<EndlessLoop>();
  in.skip();
  node->body = TRY(parse_statement_list(in, at_list_end));
  TRY(in.expect(Keyword::end));
  TRY(in.expect("LOOP"));
  TRY(parse_label(in, node->label));
  return node;
}

// {BREAK | EXIT | CONTINUE | ITERATE} [label]
StatementResult parse_leave(Cursor& in) {
  Leave* node = in.make<Leave>();
  node->continues = in.at("CONTINUE") || in.at("ITERATE");
  in.skip();
  TRY(parse_label(in, node->label));
  return node;
}

// RETURN [e | TABLE ( {query | e} )]
StatementResult parse_return(Cursor& in) {
  ReturnValue* node = in.make<ReturnValue>();
  in.skip();
  if (at_statement_end(in)) return node;
  if (!in.at(Keyword::table) || !in.at(TokenKind::left_paren, 1)) {
    node->value = TRY(parse_expression(in));
    return node;
  }
  in.skip();
  node->table = true;
  if (at_query(in, 1) || at_parenthesized_statement(in)) {
    node->statement = TRY(parse_parenthesized_statement(in));
    return node;
  }
  in.skip();
  node->value = TRY(parse_expression(in));
  TRY(in.expect(TokenKind::right_paren));
  return node;
}

StatementResult parse_raise(Cursor& in) {  // RAISE [exception]
  Raise* node = in.make<Raise>();
  in.skip();
  TRY(parse_label(in, node->exception));
  return node;
}

StatementResult parse_open(Cursor& in) {  // OPEN cursor [USING ( e, .. )]
  OpenCursor* node = in.make<OpenCursor>();
  in.skip();
  node->cursor = TRY(in.expect_name(NameUse::any));
  if (in.take(Keyword::using_)) node->arguments = TRY(parse_parenthesized_expressions(in));
  return node;
}

StatementResult parse_fetch(Cursor& in) {  // FETCH cursor INTO v, ..
  FetchCursor* node = in.make<FetchCursor>();
  in.skip();
  node->cursor = TRY(in.expect_name(NameUse::any));
  TRY(in.expect(Keyword::into));
  node->into = TRY(parse_expressions(in));
  return node;
}

StatementResult parse_close(Cursor& in) {  // CLOSE cursor
  CloseCursor* node = in.make<CloseCursor>();
  in.skip();
  node->cursor = TRY(in.expect_name(NameUse::any));
  return node;
}

StatementResult parse_null(Cursor& in) {
  in.skip();
  return in.make<NullStatement>();
}

StatementResult parse_await(Cursor& in) {  // AWAIT {ALL | resultset}
  Await* node = in.make<Await>();
  in.skip();
  node->all = in.take(Keyword::all);
  if (!node->all) node->resultset = TRY(in.expect_name(NameUse::any));
  return node;
}

StatementResult parse_async(Cursor& in) {  // ASYNC ( statement )
  Async* node = in.make<Async>();
  in.skip();
  node->statement = TRY(parse_parenthesized_statement(in));
  return node;
}

StatementResult parse_cancel(Cursor& in) {  // CANCEL resultset
  Cancel* node = in.make<Cancel>();
  in.skip();
  node->resultset = TRY(in.expect_name(NameUse::any));
  return node;
}

struct ScriptRow {
  std::string_view word;
  StatementResult (*parse)(Cursor&);
};
constexpr ScriptRow script_rows[] = {
    {"ASYNC", parse_async},       {"AWAIT", parse_await},   {"BREAK", parse_leave},
    {"CANCEL", parse_cancel},     {"CASE", parse_case_statement}, {"CLOSE", parse_close},
    {"CONTINUE", parse_leave},    {"EXIT", parse_leave},    {"FETCH", parse_fetch},
    {"FOR", parse_for},           {"IF", parse_if},         {"ITERATE", parse_leave},
    {"LET", parse_let},           {"LOOP", parse_loop},     {"NULL", parse_null},
    {"OPEN", parse_open},         {"RAISE", parse_raise},   {"REPEAT", parse_repeat},
    {"RETURN", parse_return},     {"WHILE", parse_while},
};

StatementResult parse_scripting(Cursor& in) {
  if (in.at(TokenKind::assign, 1)) return parse_assign(in);
  if (at_block(in)) return parse_block(in);
  if (at_system_call(in)) return parse_call_statement(in);
  for (const ScriptRow& row : script_rows) {
    if (in.at(row.word)) return row.parse(in);
  }
  return parse_statement(in);
}

}  // namespace

bool at_block(const Cursor& in) {
  if (in.at(Keyword::declare)) return true;
  if (!in.at(Keyword::begin)) return false;
  const TokenKind next = in.peek(1).kind;
  if (next == TokenKind::end || next == TokenKind::semicolon) return false;
  if (in.at("NAME", 1)) return in.at(TokenKind::assign, 2);
  return !in.at("TRANSACTION", 1) && !in.at("WORK", 1);
}

// [DECLARE { declaration ; }] BEGIN { statement ; } [EXCEPTION { handler }] END [label]
StatementResult parse_block(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  Block* block = in.make<Block>();
  const uint32_t start = in.start();
  if (in.take(Keyword::declare)) {
    std::vector<VariableDeclaration> declarations;
    while (!in.at(Keyword::begin)) {
      const VariableDeclaration declaration = TRY(parse_declaration(in));
      declarations.push_back(declaration);
      TRY(in.expect(TokenKind::semicolon));
    }
    block->declarations = in.list(declarations);
  }
  TRY(in.expect(Keyword::begin));
  block->body = TRY(parse_statement_list(in, at_list_end));
  if (in.take(Keyword::exception)) {
    std::vector<ExceptionHandler> handlers;
    do {
      const ExceptionHandler handler = TRY(parse_handler(in));
      handlers.push_back(handler);
    } while (in.at(Keyword::when));
    block->handlers = in.list(handlers);
  }
  TRY(in.expect(Keyword::end));
  TRY(parse_label(in, block->label));
  return finish_statement(in, block, start);
}

StatementResult parse_script_statement(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  const uint32_t start = in.start();
  const Statement* statement = TRY(parse_scripting(in));
  const_cast<Statement*>(statement)->span = in.span_from(start);  // still ours: nobody saw it yet
  return statement;
}

}  // namespace mockhaus::sql
