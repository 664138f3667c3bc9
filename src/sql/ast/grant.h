// GRANT and REVOKE of privileges, roles and ownership.
#pragma once

#include "sql/ast/statement.h"

namespace mockhaus::sql {

struct Privilege {  // SELECT, CREATE TABLE, ALL PRIVILEGES (named ALL), UPDATE (columns)
  std::string_view name;
  List<const Identifier> columns;
  EACH_FIELD(FIELD(name) FIELD(columns))
};

enum class GrantTarget : uint8_t {
  role,      // GRANT ROLE r, GRANT DATABASE ROLE d.r: `roles`
  account,   // ON ACCOUNT
  object,    // ON TABLE t
  all,       // ON ALL TABLES IN SCHEMA s
  future,    // ON FUTURE TABLES IN SCHEMA s
};

struct GrantBody {
  GrantTarget target = GrantTarget::object;
  List<const Privilege> privileges;
  bool ownership = false;            // then privileges is empty
  std::string_view object_kind;      // TABLE, TABLES, ROLE, DATABASE ROLE
  List<const ObjectName> names;      // the objects or roles
  bool has_argument_types = false;
  List<const TypeName* const> argument_types;
  std::string_view container_kind;   // SCHEMA, DATABASE (all, future)
  ObjectName container;
  std::string_view grantee_kind;     // ROLE, USER, DATABASE ROLE, SHARE, APPLICATION; empty: role
  ObjectName grantee;
  EACH_FIELD(FIELD(target) FIELD(privileges) FIELD(ownership) FIELD(object_kind) FIELD(names)
             FIELD(has_argument_types) FIELD(argument_types) FIELD(container_kind)
             FIELD(container) FIELD(grantee_kind) FIELD(grantee))
};

struct Grant final : Statement {
  Grant() : Statement(StatementKind::grant) {}
  GrantBody body;
  bool with_grant_option = false;
  std::string_view current_grants;  // COPY or REVOKE, for ownership
  EACH_FIELD(FIELD(body) FIELD(with_grant_option) FIELD(current_grants))
};

struct Revoke final : Statement {
  Revoke() : Statement(StatementKind::revoke) {}
  bool grant_option_for = false;
  GrantBody body;
  bool cascade = false;
  bool restrict = false;
  EACH_FIELD(FIELD(grant_option_for) FIELD(body) FIELD(cascade) FIELD(restrict))
};

}  // namespace mockhaus::sql
