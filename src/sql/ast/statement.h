// The base of all statements, and those that only wrap others.
//
// A statement is one of the structs named in statements.def; `kind` says which, and as<T>() casts.
// Structs live in the header of their family: dml.h, table_ddl.h, object.h, script.h, ...
#pragma once

#include "sql/ast/query.h"

namespace mockhaus::sql {

enum class StatementKind : uint8_t {
#define STATEMENT(kind, type) kind,
#include "sql/ast/statements.def"
#undef STATEMENT
};

struct Statement {
  StatementKind kind;
  Span span;

 protected:
  explicit Statement(StatementKind kind) : kind(kind) {}
};

template <class T>
const T& as(const Statement& statement) {
  return static_cast<const T&>(statement);
}

struct QueryStatement final : Statement {
  QueryStatement() : Statement(StatementKind::query) {}
  const Query* query = nullptr;
  EACH_FIELD(FIELD(query))
};

struct Explain final : Statement {  // EXPLAIN [USING TABULAR | JSON | TEXT] statement
  Explain() : Statement(StatementKind::explain) {}
  std::string_view format;  // upper case, empty when not given
  const Statement* statement = nullptr;
  EACH_FIELD(FIELD(format) FIELD(statement))
};

struct Pipe final : Statement {  // statement ->> statement ->> ..; later ones read $1, $2, ..
  Pipe() : Statement(StatementKind::pipe) {}
  List<const Statement* const> statements;
  EACH_FIELD(FIELD(statements))
};

}  // namespace mockhaus::sql
