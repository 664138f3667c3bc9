// CREATE, ALTER, DROP, UNDROP and COMMENT for objects that are a name with properties.
//
// `object_kind` is the words of the kind in upper case: DATABASE, SCHEMA, STAGE, FILE FORMAT, USER,
// ROLE, DATABASE ROLE, WAREHOUSE, TAG, NETWORK POLICY, STORAGE INTEGRATION, ...
#pragma once

#include "sql/ast/table_ddl.h"

namespace mockhaus::sql {

struct CreateObject final : Statement {
  CreateObject() : Statement(StatementKind::create_object) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  List<const std::string_view> modifiers;  // TEMPORARY, TRANSIENT, SECURE, .. before the kind
  std::string_view object_kind;
  ObjectName name;
  ObjectName clone;
  TimeTravel clone_at;
  List<const TagValue> tags;
  List<const Property> properties;
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(modifiers)
             FIELD(object_kind) FIELD(name) FIELD(clone) FIELD(clone_at) FIELD(tags)
             FIELD(properties))
};

struct CreateSequence final : Statement {
  CreateSequence() : Statement(StatementKind::create_sequence) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  ObjectName name;
  ObjectName clone;
  TimeTravel clone_at;
  Autoincrement numbers;
  std::string_view comment;
  bool has_comment = false;
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(name) FIELD(clone)
             FIELD(clone_at) FIELD(numbers) FIELD(comment) FIELD(has_comment))
};

enum class AlterObjectKind : uint8_t {
  rename_to,         // new_name
  swap_with,         // new_name (databases, schemas)
  set_properties,    // properties
  unset_properties,  // properties without values
  set_tags, unset_tags,  // tags
  other,             // RESUME, SUSPEND, REFRESH, MODIFY AS ..: clauses in properties, in order
};

struct AlterObject final : Statement {
  AlterObject() : Statement(StatementKind::alter_object) {}
  std::string_view object_kind;
  bool if_exists = false;
  ObjectName name;  // empty where ALTER ACCOUNT, ALTER USER .. take none
  bool has_argument_types = false;
  List<const TypeName* const> argument_types;  // FUNCTION f(INT)
  AlterObjectKind action = AlterObjectKind::other;
  ObjectName new_name;
  List<const TagValue> tags;
  List<const Property> properties;
  const Statement* body = nullptr;        // ALTER TASK .. MODIFY AS
  const Expression* condition = nullptr;  // ALTER TASK .. MODIFY WHEN; SET BODY -> of policies
  EACH_FIELD(FIELD(object_kind) FIELD(if_exists) FIELD(name) FIELD(has_argument_types)
             FIELD(argument_types) FIELD(action) FIELD(new_name) FIELD(tags) FIELD(properties)
             FIELD(body) FIELD(condition))
};

struct Drop final : Statement {
  Drop() : Statement(StatementKind::drop) {}
  std::string_view object_kind;  // TABLE, EXTERNAL TABLE, VIEW, FUNCTION, ...
  bool if_exists = false;
  ObjectName name;
  bool has_argument_types = false;
  List<const TypeName* const> argument_types;
  bool cascade = false;
  bool restrict = false;
  List<const Property> properties;  // what else may follow
  EACH_FIELD(FIELD(object_kind) FIELD(if_exists) FIELD(name) FIELD(has_argument_types)
             FIELD(argument_types) FIELD(cascade) FIELD(restrict) FIELD(properties))
};

struct Undrop final : Statement {
  Undrop() : Statement(StatementKind::undrop) {}
  std::string_view object_kind;
  ObjectName name;
  List<const Property> properties;  // RENAME TO and the like
  EACH_FIELD(FIELD(object_kind) FIELD(name) FIELD(properties))
};

// COMMENT [IF EXISTS] ON kind name IS 'text'. For COLUMN the last part of the name is the column.
struct Comment final : Statement {
  Comment() : Statement(StatementKind::comment) {}
  bool if_exists = false;
  std::string_view object_kind;
  ObjectName name;
  bool has_argument_types = false;
  List<const TypeName* const> argument_types;
  std::string_view text;
  EACH_FIELD(FIELD(if_exists) FIELD(object_kind) FIELD(name) FIELD(has_argument_types)
             FIELD(argument_types) FIELD(text))
};

}  // namespace mockhaus::sql
