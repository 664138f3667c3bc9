// table: CREATE TABLE in all its forms, and ALTER TABLE.
#pragma once

#include "sql/ast/property.h"
#include "sql/ast/statement.h"

namespace mockhaus::sql {

enum class ConstraintKind : uint8_t { primary_key, unique, foreign_key, check };
struct Constraint {
  Identifier name;  // empty text when unnamed
  ConstraintKind kind = ConstraintKind::primary_key;
  List<const Identifier> columns;  // empty when written beside a column
  ObjectName references;
  List<const Identifier> referenced_columns;
  const Expression* check = nullptr;
  List<const Property> properties;  // NOT ENFORCED, ON DELETE CASCADE, RELY, ..: as written
  Span span;
  EACH_FIELD(FIELD(name) FIELD(kind) FIELD(columns) FIELD(references) FIELD(referenced_columns)
             FIELD(check) FIELD(properties))
};

enum class SequenceOrder : uint8_t { unspecified, order, noorder };
struct Autoincrement {  // AUTOINCREMENT | IDENTITY [(start, step) | START n INCREMENT m] [ORDER]
  std::string_view start, increment;  // digits with sign; empty when not given
  SequenceOrder order = SequenceOrder::unspecified;
  EACH_FIELD(FIELD(start) FIELD(increment) FIELD(order))
};

struct TagValue {  // TAG (name = 'value')
  ObjectName name;
  std::string_view value;
  EACH_FIELD(FIELD(name) FIELD(value))
};

struct PolicyUse {  // [WITH] MASKING POLICY p [USING (a, b)] | ROW ACCESS POLICY p ON (a)
  std::string_view kind;  // MASKING, ROW ACCESS, PROJECTION, AGGREGATION, JOIN, ..
  ObjectName name;
  List<const Identifier> columns;
  std::string_view columns_words;  // USING, ON, ENTITY KEY, ALLOWED JOIN KEYS
  EACH_FIELD(FIELD(kind) FIELD(name) FIELD(columns_words) FIELD(columns))
};

struct ColumnDefinition {
  Identifier name;
  const TypeName* type = nullptr;  // null in CTAS lists and views: only the name is given
  bool not_null = false;
  bool nullable = false;  // written NULL
  std::string_view collation;
  bool has_collation = false;
  const Expression* default_value = nullptr;
  const Autoincrement* autoincrement = nullptr;
  const Expression* generated = nullptr;  // AS (expression)
  List<const Constraint> constraints;     // written beside the column
  List<const PolicyUse> policies;
  List<const TagValue> tags;
  std::string_view comment;
  bool has_comment = false;
  Span span;
  EACH_FIELD(FIELD(name) FIELD(type) FIELD(not_null) FIELD(nullable) FIELD(collation)
             FIELD(has_collation) FIELD(default_value) FIELD(autoincrement) FIELD(generated)
             FIELD(constraints) FIELD(policies) FIELD(tags) FIELD(comment) FIELD(has_comment))
};

struct IndexDefinition {  // INDEX name (a, b) [INCLUDE (c)] in hybrid tables
  Identifier name;
  List<const Identifier> columns;
  List<const Identifier> include;
  EACH_FIELD(FIELD(name) FIELD(columns) FIELD(include))
};

enum class TableDurability : uint8_t { permanent, temporary, transient };  // VOLATILE is temporary
enum class TableType : uint8_t { ordinary, hybrid, external, dynamic, iceberg, event, interactive };

// CREATE TABLE t (..) [AS query] | LIKE s | CLONE s | USING TEMPLATE (query) | FROM BACKUP SET ..
struct CreateTable final : Statement {
  CreateTable() : Statement(StatementKind::create_table) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  TableDurability durability = TableDurability::permanent;
  TableType type = TableType::ordinary;
  bool external_mark = false;  // ICEBERG: written EXTERNAL too
  ObjectName name;
  List<const ColumnDefinition> columns;
  List<const Constraint> constraints;
  List<const IndexDefinition> indexes;
  List<const Expression* const> cluster_by;
  List<const PolicyUse> policies;
  List<const TagValue> tags;
  List<const Property> properties;  // COMMENT, COPY GRANTS, TARGET_LAG, LOCATION, ..
  ObjectName like;
  ObjectName clone;
  TimeTravel clone_at;
  const Query* using_template = nullptr;
  const Query* query = nullptr;  // CTAS and dynamic tables
  Span query_span;               // the query as written
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(durability) FIELD(type)
             FIELD(external_mark) FIELD(name) FIELD(columns) FIELD(constraints) FIELD(indexes)
             FIELD(cluster_by) FIELD(policies) FIELD(tags) FIELD(properties) FIELD(like)
             FIELD(clone) FIELD(clone_at) FIELD(using_template) FIELD(query))
};

enum class AlterTableKind : uint8_t {
  rename_to,          // new_name
  swap_with,          // new_name
  add_column,         // column, if_not_exists
  drop_column,        // name, if_exists
  rename_column,      // name, new_column
  set_data_type,      // name, type (also collation through type)
  set_not_null, drop_not_null,     // name
  set_default, drop_default,       // name, value
  column_comment, unset_column_comment,  // name, text
  set_column_policy, unset_column_policy,  // name, policy, force
  set_column_tags, unset_column_tags,      // name, tags
  add_constraint,                  // constraint
  drop_constraint,                 // constraint (kind or name), cascade
  rename_constraint,               // name, new_column
  alter_constraint,                // constraint
  cluster_by, drop_clustering_key, suspend_recluster, resume_recluster, recluster,
  set_properties,                  // properties
  unset_properties,                // properties without values
  set_tags, unset_tags,            // tags
  add_policy,                      // policy
  drop_policy,                     // policy
  drop_all_row_access_policies,
  other,  // search optimization, REFRESH, SUSPEND, partitions, ..: clauses in properties
};

struct AlterTableAction {
  AlterTableKind kind = AlterTableKind::other;
  Identifier name;        // the column or constraint it is about
  Identifier new_column;  // the new column or constraint name
  bool if_exists = false;
  bool if_not_exists = false;
  ObjectName new_name;
  const ColumnDefinition* column = nullptr;
  const TypeName* type = nullptr;
  const Expression* value = nullptr;
  const Constraint* constraint = nullptr;
  const PolicyUse* policy = nullptr;
  bool force = false;
  bool cascade = false;
  bool restrict = false;
  std::string_view text;
  List<const Expression* const> expressions;  // CLUSTER BY
  List<const TagValue> tags;
  List<const Property> properties;
  Span span;
  EACH_FIELD(FIELD(kind) FIELD(name) FIELD(new_column) FIELD(if_exists) FIELD(if_not_exists)
             FIELD(new_name) FIELD(column) FIELD(type) FIELD(value) FIELD(constraint)
             FIELD(policy) FIELD(force) FIELD(cascade) FIELD(restrict) FIELD(text)
             FIELD(expressions) FIELD(tags) FIELD(properties))
};

struct AlterTable final : Statement {
  AlterTable() : Statement(StatementKind::alter_table) {}
  TableType type = TableType::ordinary;
  bool if_exists = false;
  ObjectName name;
  List<const AlterTableAction> actions;
  EACH_FIELD(FIELD(type) FIELD(if_exists) FIELD(name) FIELD(actions))
};

}  // namespace mockhaus::sql
