// CREATE and ALTER of tables and views as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

namespace {

// In the order of TableType.
constexpr std::string_view table_types[] = {"",         "HYBRID ", "EXTERNAL ",   "DYNAMIC ",
                                            "ICEBERG ", "EVENT ",  "INTERACTIVE "};
constexpr std::string_view durabilities[] = {"", "TEMPORARY ", "TRANSIENT "};

std::string_view text_of(TableType type) { return table_types[static_cast<size_t>(type)]; }

}  // namespace

void Printer::put_create(bool or_replace, bool or_alter) {
  put(or_replace ? "CREATE OR REPLACE " : or_alter ? "CREATE OR ALTER " : "CREATE ");
}

void Printer::put_constraint(const Constraint& constraint) {
  if (!constraint.name.text.empty()) {
    put("CONSTRAINT ");
    put(constraint.name);
    put(" ");
  }
  const auto put_columns = [&](List<const Identifier> columns) {
    if (columns.empty()) return;
    put(" (");
    put(columns);
    put(")");
  };
  switch (constraint.kind) {
    case ConstraintKind::primary_key: put("PRIMARY KEY"); break;
    case ConstraintKind::unique: put("UNIQUE"); break;
    case ConstraintKind::foreign_key: put("FOREIGN KEY"); break;
    case ConstraintKind::check:
      put("CHECK (");
      put(*constraint.check);
      put(")");
  }
  put_columns(constraint.columns);
  if (!constraint.references.empty()) {
    put(" REFERENCES ");
    put(constraint.references);
    put_columns(constraint.referenced_columns);
  }
  put_clauses(constraint.properties);
}

void Printer::put_policy(const PolicyUse& policy) {
  put(policy.kind);
  put(" POLICY");
  if (policy.name.empty()) return;
  put(" ");
  put(policy.name);
  if (policy.columns.empty()) return;
  put(" ");
  put(policy.columns_words);
  put(" (");
  put(policy.columns);
  put(")");
}

// AUTOINCREMENT START 1 INCREMENT 1 NOORDER; of a sequence without the first word
void Printer::put_autoincrement(const Autoincrement& numbers, bool sequence) {
  put_if(!sequence, " AUTOINCREMENT");
  if (!numbers.start.empty()) {
    put(" START ");
    put(numbers.start);
  }
  if (!numbers.increment.empty()) {
    put(" INCREMENT ");
    put(numbers.increment);
  }
  put_if(numbers.order == SequenceOrder::order, " ORDER");
  put_if(numbers.order == SequenceOrder::noorder, " NOORDER");
}

void Printer::put_column(const ColumnDefinition& column) {
  put(column.name);
  if (column.type != nullptr) {
    put(" ");
    put(*column.type);
  }
  if (column.has_collation) {
    put(" COLLATE ");
    put_text(column.collation);
  }
  put_if(column.not_null, " NOT NULL");
  put_if(column.nullable, " NULL");
  if (column.default_value != nullptr) {
    put(" DEFAULT ");
    put(*column.default_value);
  }
  if (column.autoincrement != nullptr) put_autoincrement(*column.autoincrement, false);
  if (column.generated != nullptr) {
    put(" AS (");
    put(*column.generated);
    put(")");
  }
  for (const Constraint& constraint : column.constraints) {
    put(" ");
    put_constraint(constraint);
  }
  for (const PolicyUse& policy : column.policies) {
    put(" WITH ");
    put_policy(policy);
  }
  put_tags(column.tags);
  if (column.has_comment) {
    put(" COMMENT ");
    put_text(column.comment);
  }
}

void Printer::put_table_elements(const CreateTable& table) {
  if (table.columns.empty() && table.constraints.empty() && table.indexes.empty()) return;
  std::string_view separator = " (";
  const auto put_separator = [&] {
    put(separator);
    separator = ", ";
  };
  for (const ColumnDefinition& column : table.columns) {
    put_separator();
    put_column(column);
  }
  for (const Constraint& constraint : table.constraints) {
    put_separator();
    put_constraint(constraint);
  }
  for (const IndexDefinition& index : table.indexes) {
    put_separator();
    put("INDEX ");
    put(index.name);
    put(" (");
    put(index.columns);
    put(")");
    if (index.include.empty()) continue;
    put(" INCLUDE (");
    put(index.include);
    put(")");
  }
  put(")");
}

void Printer::put_table_clauses(List<const Expression* const> cluster_by,
                                List<const PolicyUse> policies, List<const TagValue> tags,
                                List<const Property> properties) {
  if (!cluster_by.empty()) {
    put(" CLUSTER BY (");
    put(cluster_by);
    put(")");
  }
  put_clauses(properties);
  for (const PolicyUse& policy : policies) {
    put(" WITH ");
    put_policy(policy);
  }
  put_tags(tags);
}

void Printer::put_statement(const CreateTable& node) {
  put_create(node.or_replace, node.or_alter);
  put(durabilities[static_cast<size_t>(node.durability)]);
  const bool dynamic = node.type == TableType::dynamic;
  put_if(node.external_mark && !dynamic, "EXTERNAL ");
  put(text_of(node.type));
  put_if(node.external_mark && dynamic, "ICEBERG ");
  put("TABLE ");
  put_if(node.if_not_exists, "IF NOT EXISTS ");
  put(node.name);
  put_table_elements(node);
  if (!node.like.empty()) {
    put(" LIKE ");
    put(node.like);
  }
  if (!node.clone.empty()) {
    put(" CLONE ");
    put(node.clone);
    put(node.clone_at);
  }
  if (node.using_template != nullptr) {
    put(" USING TEMPLATE (");
    put(*node.using_template);
    put(")");
  }
  put_table_clauses(node.cluster_by, node.policies, node.tags, node.properties);
  if (node.query == nullptr) return;
  put(" AS ");
  put(*node.query);
}

void Printer::put_statement(const CreateView& node) {
  put_create(node.or_replace, node.or_alter);
  put_if(node.secure, "SECURE ");
  put_if(node.temporary, "TEMPORARY ");
  put_if(node.recursive, "RECURSIVE ");
  put_if(node.materialized, "MATERIALIZED ");
  put("VIEW ");
  put_if(node.if_not_exists, "IF NOT EXISTS ");
  put(node.name);
  if (!node.columns.empty()) {
    put(" (");
    put_list<ColumnDefinition>(node.columns,
                               [&](const ColumnDefinition& column) { put_column(column); });
    put(")");
  }
  put_table_clauses(node.cluster_by, node.policies, node.tags, node.properties);
  put(" AS ");
  put(*node.query);
}

void Printer::put_column_action(const AlterTableAction& action, bool repeated) {
  put_if(!repeated, "MODIFY ");
  put("COLUMN ");
  put_if(action.if_exists, "IF EXISTS ");
  put(action.name);
  switch (action.kind) {
    case AlterTableKind::set_data_type:
      put(" SET DATA TYPE ");
      return put(*action.type);
    case AlterTableKind::set_not_null: return put(" SET NOT NULL");
    case AlterTableKind::drop_not_null: return put(" DROP NOT NULL");
    case AlterTableKind::set_default:
      put(" SET DEFAULT ");
      return put(*action.value);
    case AlterTableKind::drop_default: return put(" DROP DEFAULT");
    case AlterTableKind::column_comment:
      put(" COMMENT ");
      return put_text(action.text);
    case AlterTableKind::unset_column_comment: return put(" UNSET COMMENT");
    case AlterTableKind::set_column_policy:
    case AlterTableKind::unset_column_policy:
      put(action.kind == AlterTableKind::set_column_policy ? " SET " : " UNSET ");
      put_policy(*action.policy);
      return put_if(action.force, " FORCE");
    case AlterTableKind::set_column_tags:
      put(" SET TAG ");
      return put_tag_values(action.tags);
    default:
      put(" UNSET TAG ");
      put_list<TagValue>(action.tags, [&](const TagValue& tag) { put(tag.name); });
  }
}

// True for actions on columns that a comma continues without repeating MODIFY.
static bool modifies_column(AlterTableKind kind) {
  return kind >= AlterTableKind::set_data_type && kind <= AlterTableKind::unset_column_tags;
}

void Printer::put_actions(List<const AlterTableAction> actions) {
  for (size_t i = 0; i < actions.size(); ++i) {
    const AlterTableKind kind = actions[i].kind;
    const bool repeats = kind == AlterTableKind::add_column ||
                         kind == AlterTableKind::drop_column || modifies_column(kind);
    const bool repeated =
        i > 0 && repeats &&
        (actions[i - 1].kind == kind ||
         (modifies_column(kind) && modifies_column(actions[i - 1].kind)));
    put(i == 0 ? " " : ", ");
    put_action(actions[i], repeated);
  }
}

void Printer::put_statement(const AlterTable& node) {
  put("ALTER ");
  put(text_of(node.type));
  put("TABLE ");
  put_if(node.if_exists, "IF EXISTS ");
  put(node.name);
  put_actions(node.actions);
}

void Printer::put_statement(const AlterView& node) {
  put(node.materialized ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ");
  put_if(node.if_exists, "IF EXISTS ");
  put(node.name);
  put_actions(node.actions);
}

void Printer::put_action(const AlterTableAction& action, bool repeated) {
  if (modifies_column(action.kind)) return put_column_action(action, repeated);
  switch (action.kind) {
    case AlterTableKind::rename_to:
      put("RENAME TO ");
      return put(action.new_name);
    case AlterTableKind::swap_with:
      put("SWAP WITH ");
      return put(action.new_name);
    case AlterTableKind::add_column:
      put_if(!repeated, "ADD COLUMN ");
      put_if(action.if_not_exists, "IF NOT EXISTS ");
      return put_column(*action.column);
    case AlterTableKind::drop_column:
      put_if(!repeated, "DROP COLUMN ");
      put_if(action.if_exists, "IF EXISTS ");
      return put(action.name);
    case AlterTableKind::rename_column:
    case AlterTableKind::rename_constraint:
      put(action.kind == AlterTableKind::rename_column ? "RENAME COLUMN " : "RENAME CONSTRAINT ");
      put_if(action.if_exists, "IF EXISTS ");
      put(action.name);
      put(" TO ");
      return put(action.new_column);
    case AlterTableKind::add_constraint:
      put("ADD ");
      return put_constraint(*action.constraint);
    case AlterTableKind::drop_constraint:
      put("DROP ");
      if (action.constraint != nullptr) {
        put_constraint(*action.constraint);
      } else {
        put("CONSTRAINT ");
        put(action.name);
      }
      put_if(action.cascade, " CASCADE");
      return put_if(action.restrict, " RESTRICT");
    case AlterTableKind::alter_constraint:
      put("ALTER ");
      if (action.constraint != nullptr) return put_constraint(*action.constraint);
      put("CONSTRAINT ");
      put(action.name);
      return put_clauses(action.properties);
    case AlterTableKind::cluster_by:
      put("CLUSTER BY (");
      put(action.expressions);
      return put(")");
    case AlterTableKind::drop_clustering_key: return put("DROP CLUSTERING KEY");
    case AlterTableKind::suspend_recluster: return put("SUSPEND RECLUSTER");
    case AlterTableKind::resume_recluster: return put("RESUME RECLUSTER");
    case AlterTableKind::recluster:
      put("RECLUSTER");
      return put_clauses(action.properties);
    default: return put_table_action(action);
  }
}

// The actions that are about the table as a whole.
void Printer::put_table_action(const AlterTableAction& action) {
  switch (action.kind) {
    case AlterTableKind::set_properties:
      put("SET");
      return put_clauses(action.properties);
    case AlterTableKind::unset_properties:
      put("UNSET ");
      return put_properties(action.properties, ", ");
    case AlterTableKind::set_tags:
      put("SET TAG ");
      return put_tag_values(action.tags);
    case AlterTableKind::unset_tags:
      put("UNSET TAG ");
      return put_list<TagValue>(action.tags, [&](const TagValue& tag) { put(tag.name); });
    case AlterTableKind::add_policy:
      put(action.force || action.policy->kind == "AGGREGATION" || action.policy->kind == "JOIN"
              ? "SET "
              : "ADD ");
      put_policy(*action.policy);
      return put_if(action.force, " FORCE");
    case AlterTableKind::drop_policy:
      put("DROP ");
      return put_policy(*action.policy);
    case AlterTableKind::drop_all_row_access_policies: return put("DROP ALL ROW ACCESS POLICIES");
    default: put_properties(action.properties, " ");
  }
}

}  // namespace mockhaus::sql
