// table: Snowflake Scripting: blocks and the statements that stand only inside them.
//
// A block is [DECLARE ..] BEGIN .. [EXCEPTION ..] END. Every other statement may stand inside too.
#pragma once

#include "sql/ast/routine.h"

namespace mockhaus::sql {

enum class VariableKind : uint8_t { scalar, cursor, resultset, exception, procedure };

// x INT DEFAULT 1; c CURSOR FOR query; r RESULTSET DEFAULT (query); e EXCEPTION (-20001, 'text').
struct VariableDeclaration {
  Identifier name;
  VariableKind kind = VariableKind::scalar;
  const TypeName* type = nullptr;
  const Expression* value = nullptr;    // initial value; for a cursor a RESULTSET variable
  bool assign_sign = false;             // := rather than DEFAULT
  const Statement* statement = nullptr;  // of a cursor or resultset: a query, EXECUTE IMMEDIATE, ..
  bool async = false;                    // RESULTSET := ASYNC (query)
  std::string_view exception_code, exception_text;
  const CreateRoutine* procedure = nullptr;
  Span span;
  EACH_FIELD(FIELD(name) FIELD(kind) FIELD(type) FIELD(value) FIELD(assign_sign)
             FIELD(statement) FIELD(async) FIELD(exception_code) FIELD(exception_text)
             FIELD(procedure))
};

struct ExceptionHandler {  // WHEN a OR b [EXIT | CONTINUE] THEN ..; OTHER is a name here
  List<const Identifier> names;
  bool exit = false;
  bool continues = false;
  List<const Statement* const> body;
  EACH_FIELD(FIELD(names) FIELD(exit) FIELD(continues) FIELD(body))
};

struct Block final : Statement {
  Block() : Statement(StatementKind::block) {}
  List<const VariableDeclaration> declarations;
  List<const Statement* const> body;
  List<const ExceptionHandler> handlers;
  Identifier label;
  EACH_FIELD(FIELD(declarations) FIELD(body) FIELD(handlers) FIELD(label))
};

struct Let final : Statement {
  Let() : Statement(StatementKind::let) {}
  VariableDeclaration variable;
  EACH_FIELD(FIELD(variable))
};
struct Assign final : Statement {  // x := expression; r := (query) | (EXECUTE IMMEDIATE ..)
  Assign() : Statement(StatementKind::assign) {}
  Identifier name;
  const Expression* value = nullptr;
  const Statement* statement = nullptr;
  bool async = false;
  EACH_FIELD(FIELD(name) FIELD(value) FIELD(statement) FIELD(async))
};

struct ScriptBranch {  // IF (condition) THEN body; in CASE x the condition is a value
  const Expression* condition = nullptr;
  List<const Statement* const> body;
  EACH_FIELD(FIELD(condition) FIELD(body))
};
struct IfThen final : Statement {
  IfThen() : Statement(StatementKind::if_then) {}
  List<const ScriptBranch> branches;
  List<const Statement* const> otherwise;
  EACH_FIELD(FIELD(branches) FIELD(otherwise))
};
struct CaseOf final : Statement {
  CaseOf() : Statement(StatementKind::case_of) {}
  const Expression* operand = nullptr;
  List<const ScriptBranch> branches;
  List<const Statement* const> otherwise;
  EACH_FIELD(FIELD(operand) FIELD(branches) FIELD(otherwise))
};

struct ForRange final : Statement {  // FOR i IN [REVERSE] a TO b DO .. END FOR [label]
  ForRange() : Statement(StatementKind::for_range) {}
  Identifier variable;
  bool reverse = false;
  const Expression* first = nullptr;
  const Expression* last = nullptr;
  List<const Statement* const> body;
  Identifier label;
  EACH_FIELD(FIELD(variable) FIELD(reverse) FIELD(first) FIELD(last) FIELD(body) FIELD(label))
};
struct ForEach final : Statement {  // FOR row IN cursor_or_resultset DO .. END FOR [label]
  ForEach() : Statement(StatementKind::for_each) {}
  Identifier variable;
  Identifier source;             // a cursor or a resultset
  const Query* query = nullptr;  // FOR row IN (SELECT ..)
  List<const Statement* const> body;
  Identifier label;
  EACH_FIELD(FIELD(variable) FIELD(source) FIELD(query) FIELD(body) FIELD(label))
};
struct WhileLoop final : Statement {
  WhileLoop() : Statement(StatementKind::while_loop) {}
  const Expression* condition = nullptr;
  List<const Statement* const> body;
  Identifier label;
  EACH_FIELD(FIELD(condition) FIELD(body) FIELD(label))
};
struct RepeatLoop final : Statement {  // REPEAT .. UNTIL (condition) END REPEAT [label]
  RepeatLoop() : Statement(StatementKind::repeat_loop) {}
  List<const Statement* const> body;
  const Expression* condition = nullptr;
  Identifier label;
  EACH_FIELD(FIELD(body) FIELD(condition) FIELD(label))
};
struct EndlessLoop final : Statement {
  EndlessLoop() : Statement(StatementKind::endless_loop) {}
  List<const Statement* const> body;
  Identifier label;
  EACH_FIELD(FIELD(body) FIELD(label))
};

struct Leave final : Statement {  // BREAK | EXIT [label]; CONTINUE | ITERATE [label]
  Leave() : Statement(StatementKind::leave) {}
  bool continues = false;
  Identifier label;
  EACH_FIELD(FIELD(continues) FIELD(label))
};
struct ReturnValue final : Statement {  // RETURN; RETURN expression; RETURN TABLE(r | query)
  ReturnValue() : Statement(StatementKind::return_value) {}
  const Expression* value = nullptr;
  bool table = false;
  const Statement* statement = nullptr;  // RETURN TABLE(SELECT ..)
  EACH_FIELD(FIELD(value) FIELD(table) FIELD(statement))
};
struct Raise final : Statement {
  Raise() : Statement(StatementKind::raise) {}
  Identifier exception;  // empty text: raises the current one again
  EACH_FIELD(FIELD(exception))
};

struct OpenCursor final : Statement {
  OpenCursor() : Statement(StatementKind::open_cursor) {}
  Identifier cursor;
  List<const Expression* const> arguments;
  EACH_FIELD(FIELD(cursor) FIELD(arguments))
};
struct FetchCursor final : Statement {
  FetchCursor() : Statement(StatementKind::fetch_cursor) {}
  Identifier cursor;
  List<const Expression* const> into;
  EACH_FIELD(FIELD(cursor) FIELD(into))
};
struct CloseCursor final : Statement {
  CloseCursor() : Statement(StatementKind::close_cursor) {}
  Identifier cursor;
  EACH_FIELD(FIELD(cursor))
};
struct NullStatement final : Statement {
  NullStatement() : Statement(StatementKind::null_statement) {}
  EACH_NO_FIELD
};
struct Await final : Statement {
  Await() : Statement(StatementKind::await) {}
  bool all = false;
  Identifier resultset;
  EACH_FIELD(FIELD(all) FIELD(resultset))
};
struct Async final : Statement {
  Async() : Statement(StatementKind::async) {}
  const Statement* statement = nullptr;
  EACH_FIELD(FIELD(statement))
};
struct Cancel final : Statement {
  Cancel() : Statement(StatementKind::cancel) {}
  Identifier resultset;
  EACH_FIELD(FIELD(resultset))
};

}  // namespace mockhaus::sql
