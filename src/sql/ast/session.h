// statements about the session: USE, SET, ALTER SESSION, transactions, SHOW, DESCRIBE.
#pragma once

#include "sql/ast/property.h"
#include "sql/ast/statement.h"

namespace mockhaus::sql {

enum class UseKind : uint8_t { any, database, schema, role, warehouse, secondary_roles, catalog };
struct Use final : Statement {  // USE d.s is `any`; secondary roles ALL or NONE are the name
  Use() : Statement(StatementKind::use) {}
  UseKind use = UseKind::any;
  ObjectName name;
  List<const ObjectName> more_roles;  // secondary ones, after the first
  EACH_FIELD(FIELD(use) FIELD(name) FIELD(more_roles))
};

struct SetVariables final : Statement {  // SET a = 1; SET (a, b) = (1, 2)
  SetVariables() : Statement(StatementKind::set_variables) {}
  bool list = false;
  List<const Identifier> names;
  List<const Expression* const> values;  // as many as written; a query may give several
  EACH_FIELD(FIELD(list) FIELD(names) FIELD(values))
};
struct UnsetVariables final : Statement {
  UnsetVariables() : Statement(StatementKind::unset_variables) {}
  List<const Identifier> names;
  EACH_FIELD(FIELD(names))
};

struct AlterSession final : Statement {  // SET p = v ..; UNSET p, q (properties without values)
  AlterSession() : Statement(StatementKind::alter_session) {}
  bool unset = false;
  List<const Property> properties;
  EACH_FIELD(FIELD(unset) FIELD(properties))
};

struct BeginTransaction final : Statement {
  BeginTransaction() : Statement(StatementKind::begin_transaction) {}
  Identifier name;  // NAME n; empty text when there is none
  EACH_FIELD(FIELD(name))
};
struct Commit final : Statement {
  Commit() : Statement(StatementKind::commit) {}
  EACH_NO_FIELD
};
struct Rollback final : Statement {
  Rollback() : Statement(StatementKind::rollback) {}
  EACH_NO_FIELD
};

enum class ShowScope : uint8_t { unspecified, account, database, schema, object };
// SHOW [TERSE] kind [HISTORY] [LIKE 'p'] [IN scope] [STARTS WITH 'x'] [LIMIT n [FROM 'n']].
struct Show final : Statement {
  Show() : Statement(StatementKind::show) {}
  bool terse = false;
  std::string_view object_kind;  // TABLES, FILE FORMATS, GRANTS, ... in upper case
  bool history = false;
  bool has_like = false;
  std::string_view like;
  ShowScope scope = ShowScope::unspecified;
  bool in_word = true;           // IN, else FROM
  std::string_view scope_kind;   // the words after IN: TABLE, VIEW, USER, WAREHOUSE, ..; or empty
  ObjectName scope_name;         // may be empty for IN DATABASE, IN SCHEMA, IN ACCOUNT
  bool has_argument_types = false;
  List<const TypeName* const> argument_types;  // IN FUNCTION f(INT)
  bool has_starts_with = false;
  std::string_view starts_with;
  const Expression* limit = nullptr;
  bool has_from = false;
  std::string_view from;
  List<const Property> properties;  // GRANTS: ON .., TO .., OF ..; other clauses
  EACH_FIELD(FIELD(terse) FIELD(object_kind) FIELD(history) FIELD(has_like) FIELD(like)
             FIELD(scope) FIELD(scope_kind) FIELD(scope_name) FIELD(has_argument_types)
             FIELD(argument_types) FIELD(has_starts_with) FIELD(starts_with) FIELD(limit)
             FIELD(has_from) FIELD(from) FIELD(properties))
};

struct Describe final : Statement {  // DESCRIBE | DESC kind name [(types)] [TYPE = ..]
  Describe() : Statement(StatementKind::describe) {}
  std::string_view object_kind;  // TABLE, VIEW, RESULT, FUNCTION, SEARCH OPTIMIZATION ON, ...
  ObjectName name;
  const Expression* expression = nullptr;  // DESCRIBE RESULT 'id', LAST_QUERY_ID()
  bool has_argument_types = false;
  List<const TypeName* const> argument_types;
  List<const Property> properties;
  EACH_FIELD(FIELD(object_kind) FIELD(name) FIELD(expression) FIELD(has_argument_types)
             FIELD(argument_types) FIELD(properties))
};

}  // namespace mockhaus::sql
