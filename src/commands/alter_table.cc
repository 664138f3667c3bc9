#include "catalog/physical.h"
#include "catalog/temporary.h"
#include "commands/alter_column.h"
#include "commands/alter_to_definition.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/creation.h"
#include "commands/property_text.h"
#include "commands/rewrite_object.h"
#include "commands/table_definition.h"
#include "commands/tag_assignment.h"
#include "commands/transaction.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Table;
using sql::AlterTableAction;
using sql::AlterTableKind;

Result<Done> rename_table(catalog::Change* change, catalog::Object& object,
                          const AlterTableAction& action, const CommandContext& context) {
  const FullName name = TRY(full_name(action.new_name, "ALTER TABLE", context));
  const std::shared_ptr<const catalog::Snapshot> now = context.account.snapshot();
  const catalog::Snapshot& snapshot = change != nullptr ? change->current() : *now;
  const catalog::Schema* schema = TRY(schema_for_new(name, snapshot));
  const catalog::Object* other =
      change != nullptr
          ? snapshot.find(schema->id, catalog::Space::relation, name.name)
          : context.temporary->find(schema->id, catalog::Space::relation, name.name);
  if (other != nullptr && other->id != object.id) {
    return catalog::errors::object_exists(name.typed);
  }
  object.parent = schema->id;
  object.name = name.name;
  return Done{};
}

// DROP CONSTRAINT name, DROP PRIMARY KEY, DROP UNIQUE (a, b).
Result<Done> remove_constraint(Table& table, const AlterTableAction& action,
                               const CommandContext& context) {
  std::string name(action.name.text);
  std::optional<catalog::ConstraintType> type;
  std::vector<uint32_t> columns;
  if (action.constraint != nullptr) {
    const sql::Constraint& constraint = *action.constraint;
    if (!constraint.name.text.empty()) name = constraint.name.text;
    if (constraint.kind == sql::ConstraintKind::primary_key) {
      type = catalog::ConstraintType::primary_key;
    } else if (constraint.kind == sql::ConstraintKind::unique) {
      type = catalog::ConstraintType::unique;
    } else {
      type = catalog::ConstraintType::foreign_key;
    }
    for (const sql::Identifier& column : constraint.columns) {
      const catalog::Column* found = table.find_column(stored_name(column, context));
      if (found == nullptr) return catalog::errors::invalid_identifier(column.text);
      columns.push_back(found->id);
    }
  }
  const size_t dropped = std::erase_if(
      table.constraints, [&](const catalog::TableConstraint& constraint) {
        if (!name.empty()) return constraint.name == name;
        return type == constraint.type && (columns.empty() || columns == constraint.columns);
      });
  if (dropped == 0) return catalog::errors::does_not_exist("Constraint", name);
  return Done{};
}

Result<Done> rename_constraint(Table& table, const AlterTableAction& action) {
  for (catalog::TableConstraint& constraint : table.constraints) {
    if (constraint.name != action.name.text) continue;
    constraint.name = action.new_column.text;
    constraint.named = true;
    return Done{};
  }
  return catalog::errors::does_not_exist("Constraint", action.name.text);
}

Result<Done> unset_properties(Table& table, const AlterTableAction& action) {
  for (const sql::Property& property : action.properties) {
    if (property.name == "COMMENT") {
      table.comment.clear();
    } else if (property.name == "DATA_RETENTION_TIME_IN_DAYS") {
      table.retention_days.reset();
    } else if (property.name == "CHANGE_TRACKING") {
      table.change_tracking = false;
    } else if (property.name == "ENABLE_SCHEMA_EVOLUTION") {
      table.schema_evolution = false;
    } else if (property.name == "DEFAULT_DDL_COLLATION") {
      table.collation.clear();
    } else {
      catalog::set_property(table.properties, property.name, std::nullopt);
    }
  }
  return Done{};
}

// What can be done to a hybrid table, whose keys the engine enforces.
bool leaves_keys_alone(AlterTableKind kind) {
  using enum AlterTableKind;
  switch (kind) {
    case rename_to:
    case rename_column:
    case add_column:
    case set_default:
    case drop_default:
    case column_comment:
    case unset_column_comment:
    case set_column_tags:
    case unset_column_tags:
    case set_properties:
    case unset_properties:
    case set_tags:
    case unset_tags: return true;
    default: return false;
  }
}

// Actions on the table as a whole. Those on a column: alter_column.cc.
Result<Done> apply(catalog::Change* change, std::shared_ptr<Table>& table,
                   const AlterTableAction& action, const Command& command,
                   const catalog::SessionView& view) {
  using enum AlterTableKind;
  if (table->type_word == "HYBRID" && !leaves_keys_alone(action.kind)) {
    return sql::errors::unsupported("this action of ALTER TABLE on a hybrid table");
  }
  switch (action.kind) {
    case rename_to: return rename_table(change, *table, action, command.context);
    case swap_with: return sql::errors::unsupported("ALTER TABLE SWAP WITH other actions");
    case add_column:
    case drop_column:
    case rename_column:
    case set_data_type:
    case set_not_null:
    case drop_not_null:
    case set_default:
    case drop_default:
    case column_comment:
    case unset_column_comment:
    case set_column_tags:
    case unset_column_tags: return alter_column(change, table, action, command, view);
    case set_column_policy:
    case unset_column_policy: return sql::errors::unsupported("MASKING POLICY");
    case add_constraint: {
      TableDefinition definition(command, view, *table);
      TRY(definition.add_constraint(*action.constraint, nullptr));
      std::shared_ptr<Table> after = definition.take();
      TRY(enforce_not_null(change, *table, *after, command.context));
      table = std::move(after);
      return Done{};
    }
    case drop_constraint: return remove_constraint(*table, action, command.context);
    case rename_constraint: return commands::rename_constraint(*table, action);
    case alter_constraint: return Done{};  // ENABLE, RELY and their like change nothing here
    case cluster_by:
      table->cluster_by = cluster_text(action.expressions);
      return Done{};
    case drop_clustering_key:
      table->cluster_by.clear();
      return Done{};
    case suspend_recluster:
    case resume_recluster:
    case recluster: return Done{};  // the engine keeps its own order
    case set_properties: {
      TableDefinition definition(command, view, *table);
      TRY(definition.set_properties(action.properties));
      table = definition.take();
      return Done{};
    }
    case unset_properties: return commands::unset_properties(*table, action);
    case set_tags: return commands::set_tags(table->tags, action.tags, command.context);
    case unset_tags: return commands::unset_tags(table->tags, action.tags, command.context);
    case add_policy:
    case drop_policy: return sql::errors::unsupported("ROW ACCESS POLICY");
    case drop_all_row_access_policies: return Done{};
    case other: break;
  }
  const std::string_view word = action.properties.empty() ? "" : action.properties[0].name;
  // SEARCH OPTIMIZATION is about speed only.
  if (action.properties.size() > 2 && action.properties[1].name == "SEARCH") return Done{};
  return sql::errors::unsupported("ALTER TABLE " + std::string(word));
}

Result<Outcome> swap_tables(const Command& command, const FullName& name,
                            const AlterTableAction& action) {
  const CommandContext& context = command.context;
  const FullName other = TRY(full_name(action.new_name, "ALTER TABLE", context));
  const catalog::SessionView view = session_view(context);
  const Table* first = TRY(find_table(view, name));
  const Table* second = TRY(find_table(view, other));
  const bool temporary = first->durability == catalog::Durability::temporary;
  if (temporary != (second->durability == catalog::Durability::temporary)) {
    return sql::errors::unsupported("SWAP WITH of a temporary and a permanent table");
  }
  if (temporary) {
    auto a = copy_of(*first), b = copy_of(*second);
    std::swap(a->name, b->name);
    std::swap(a->parent, b->parent);
    context.temporary->remove(a->id);
    context.temporary->remove(b->id);
    context.temporary->put(a);
    context.temporary->put(b);
    return succeeded();
  }
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const auto find = [&](const FullName& wanted) {
    return catalog::object_cast<Table>(change.current().find_in_schema(
        wanted.database, wanted.schema, catalog::Space::relation, wanted.name));
  };
  first = find(name);
  second = find(other);
  if (first == nullptr) return catalog::errors::does_not_exist("Table", name.typed, true);
  if (second == nullptr) return catalog::errors::does_not_exist("Table", other.typed, true);
  TRY(change.swap_names(*first, *second));
  TRY(change.commit());
  return succeeded();
}

Result<Done> alter_view_once(catalog::Change* change, catalog::View& view,
                             const AlterTableAction& action, const CommandContext& context) {
  switch (action.kind) {
    case AlterTableKind::rename_to: return rename_table(change, view, action, context);
    case AlterTableKind::set_properties: {
      const std::vector<PropertyText> properties = TRY(property_texts(action.properties, context));
      for (const PropertyText& property : properties) {
        if (property.name == "COMMENT") {
          view.comment = property.text;
        } else if (property.name == "SECURE") {
          view.secure = true;
        } else if (property.name == "CHANGE_TRACKING") {
          view.change_tracking = TRY(boolean_of(property));
        } else {
          return catalog::errors::invalid_property(property.name, "VIEW");
        }
      }
      return Done{};
    }
    case AlterTableKind::unset_properties:
      for (const sql::Property& property : action.properties) {
        if (property.name == "COMMENT") view.comment.clear();
        if (property.name == "SECURE") view.secure = false;
      }
      return Done{};
    case AlterTableKind::column_comment:
    case AlterTableKind::unset_column_comment:
      for (catalog::ViewColumn& column : view.columns) {
        if (column.name != stored_name(action.name, context)) continue;
        column.comment = action.text;
        return Done{};
      }
      return catalog::errors::invalid_identifier(action.name.text);
    case AlterTableKind::set_tags: return set_tags(view.tags, action.tags, context);
    case AlterTableKind::unset_tags: return unset_tags(view.tags, action.tags, context);
    case AlterTableKind::cluster_by:
      view.cluster_by = cluster_text(action.expressions);
      return Done{};
    case AlterTableKind::drop_clustering_key:
      view.cluster_by.clear();
      return Done{};
    case AlterTableKind::suspend_recluster:
    case AlterTableKind::resume_recluster: return Done{};
    case AlterTableKind::other: {
      // A materialized view is computed when it is read, so that it is never behind.
      const std::string_view word = action.properties.empty() ? "" : action.properties[0].name;
      if (view.materialized && (word == "SUSPEND" || word == "RESUME" || word == "REFRESH")) {
        return Done{};
      }
      return sql::errors::unsupported("ALTER VIEW " + std::string(word));
    }
    default: return sql::errors::unsupported("this action of ALTER VIEW");
  }
}

}  // namespace

Result<Outcome> alter_table(const Command& command, const FullName& name,
                               sql::List<const AlterTableAction> actions) {
  const catalog::SessionView view = session_view(command.context);
  return rewrite_relation(
      command.context, name, [&](catalog::Change* change, catalog::Object& object) -> Result<Done> {
        auto table = copy_of(static_cast<const Table&>(object));
        for (const AlterTableAction& action : actions) {
          TRY(apply(change, table, action, command, view));
        }
        static_cast<Table&>(object) = *table;
        return Done{};
      });
}

Result<Outcome> run_alter_table(const Command& command) {
  const auto& alter = command.as<sql::AlterTable>();
  const CommandContext& context = command.context;
  const FullName name = TRY(full_name(alter.name, "ALTER TABLE", context));
  const catalog::SessionView view = session_view(context);
  const catalog::Object* object =
      view.find(name.database, name.schema, catalog::Space::relation, name.name);
  if (object == nullptr && alter.if_exists) return succeeded();
  TRY(find_table(view, name));
  if (context.describe_only) return succeeded();
  if (alter.actions.size() == 1 && alter.actions[0].kind == AlterTableKind::swap_with) {
    return swap_tables(command, name, alter.actions[0]);
  }
  return alter_table(command, name, alter.actions);
}

Result<Outcome> run_alter_view(const Command& command) {
  const auto& alter = command.as<sql::AlterView>();
  const CommandContext& context = command.context;
  const FullName name = TRY(full_name(alter.name, "ALTER VIEW", context));
  const catalog::SessionView view = session_view(context);
  Result<const catalog::Object*> found = find_object(view, catalog::Kind::view, name);
  if (!found.ok() && alter.if_exists) return succeeded();
  if (!found.ok()) return std::move(found).error();
  if (context.describe_only) return succeeded();
  return rewrite_relation(
      context, name, [&](catalog::Change* change, catalog::Object& object) -> Result<Done> {
        for (const AlterTableAction& action : alter.actions) {
          TRY(alter_view_once(change, static_cast<catalog::View&>(object), action, context));
        }
        return Done{};
      });
}

}  // namespace mockhaus::commands
