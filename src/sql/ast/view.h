// CREATE VIEW and ALTER VIEW, materialized ones too.
#pragma once

#include "sql/ast/table_ddl.h"

namespace mockhaus::sql {

struct CreateView final : Statement {
  CreateView() : Statement(StatementKind::create_view) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  bool secure = false;
  bool temporary = false;
  bool recursive = false;
  bool materialized = false;
  ObjectName name;
  List<const ColumnDefinition> columns;  // names with comments, policies and tags, never types
  List<const Expression* const> cluster_by;
  List<const PolicyUse> policies;
  List<const TagValue> tags;
  List<const Property> properties;  // COMMENT, COPY GRANTS, CHANGE_TRACKING
  const Query* query = nullptr;
  Span query_span;  // the query as written
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(secure)
             FIELD(temporary) FIELD(recursive) FIELD(materialized) FIELD(name) FIELD(columns)
             FIELD(cluster_by) FIELD(policies) FIELD(tags) FIELD(properties) FIELD(query))
};

struct AlterView final : Statement {  // the actions are those of ALTER TABLE
  AlterView() : Statement(StatementKind::alter_view) {}
  bool materialized = false;
  bool if_exists = false;
  ObjectName name;
  List<const AlterTableAction> actions;
  EACH_FIELD(FIELD(materialized) FIELD(if_exists) FIELD(name) FIELD(actions))
};

}  // namespace mockhaus::sql
