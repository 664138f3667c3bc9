#include "commands/alter_to_definition.h"

#include <algorithm>

#include "commands/answer.h"
#include "commands/table_definition.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Column;
using catalog::Table;
using catalog::TableConstraint;
using sql::AlterTableAction;
using sql::AlterTableKind;

// The actions that lead from one table to the other.
class Difference {
 public:
  Difference(const sql::CreateTable& create, const Table& from, const Table& to, Arena& arena)
      : create_(create), from_(from), to_(to), arena_(arena) {}

  Result<sql::List<const AlterTableAction>> actions() {
    drop_constraints();
    for (size_t i = 0; i < to_.columns.size(); ++i) {
      TRY(column(create_.columns[i], to_.columns[i]));
    }
    for (const Column& old : from_.columns) {
      if (to_.find_column(old.name) == nullptr) add(AlterTableKind::drop_column, old.name);
    }
    add_constraints();
    properties();
    if (create_.cluster_by.empty()) {
      if (!from_.cluster_by.empty()) add(AlterTableKind::drop_clustering_key, "");
    } else {
      add(AlterTableKind::cluster_by, "").expressions = create_.cluster_by;
    }
    return sql::List<const AlterTableAction>(arena_.list(actions_));
  }

 private:
  AlterTableAction& add(AlterTableKind kind, std::string_view column) {
    AlterTableAction& action = actions_.emplace_back();
    action.kind = kind;
    action.name = {.text = arena_.text(column), .quoted = true};
    return action;
  }

  // By the columns' names: the same key has other numbers for them in the other table.
  static std::vector<std::string> key_of(const Table& table, const TableConstraint& constraint) {
    std::vector<std::string> key = {std::to_string(static_cast<int>(constraint.type))};
    for (const uint32_t id : constraint.columns) key.push_back(table.find_column_by_id(id)->name);
    return key;
  }

  static bool holds(const Table& table, const std::vector<std::string>& key) {
    return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
      return key_of(table, constraint) == key;
    });
  }

  void drop_constraints() {
    for (const TableConstraint& old : from_.constraints) {
      if (!holds(to_, key_of(from_, old))) add(AlterTableKind::drop_constraint, old.name);
    }
  }

  void add_constraint(const sql::Constraint& written, size_t place,
                      const sql::Identifier* beside) {
    if (holds(from_, key_of(to_, to_.constraints[place]))) return;
    auto* constraint = arena_.make<sql::Constraint>(written);
    if (beside != nullptr && constraint->columns.empty()) {
      constraint->columns = arena_.list(std::vector<sql::Identifier>{*beside});
    }
    add(AlterTableKind::add_constraint, "").constraint = constraint;
  }

  // The definition added them in this order: those beside columns, then those of the table.
  void add_constraints() {
    size_t place = 0;
    for (const sql::ColumnDefinition& column : create_.columns) {
      for (const sql::Constraint& constraint : column.constraints) {
        add_constraint(constraint, place++, &column.name);
      }
    }
    for (const sql::Constraint& constraint : create_.constraints) {
      add_constraint(constraint, place++, nullptr);
    }
  }

  Result<Done> column(const sql::ColumnDefinition& written, const Column& wanted) {
    const Column* old = from_.find_column(wanted.name);
    if (old == nullptr) {
      auto* plain = arena_.make<sql::ColumnDefinition>(written);
      plain->constraints = {};
      add(AlterTableKind::add_column, wanted.name).column = plain;
      return Done{};
    }
    if (old->computed_text != wanted.computed_text) {
      return sql::errors::unsupported("CREATE OR ALTER TABLE that changes a computed column");
    }
    if (old->identity.has_value() != wanted.identity.has_value()) {
      return sql::errors::unsupported("CREATE OR ALTER TABLE that changes AUTOINCREMENT");
    }
    if (old->collation != wanted.collation) {
      return sql::errors::unsupported("CREATE OR ALTER TABLE that changes a collation");
    }
    if (!(old->type == wanted.type)) {
      add(AlterTableKind::set_data_type, wanted.name).type = written.type;
    }
    if (old->nullable != wanted.nullable) {
      add(wanted.nullable ? AlterTableKind::drop_not_null : AlterTableKind::set_not_null,
          wanted.name);
    }
    if (old->default_text != wanted.default_text) {
      const bool dropped = wanted.default_text.empty();
      add(dropped ? AlterTableKind::drop_default : AlterTableKind::set_default, wanted.name)
          .value = written.default_value;
    }
    if (old->comment != wanted.comment) {
      add(AlterTableKind::column_comment, wanted.name).text = arena_.text(wanted.comment);
    }
    return Done{};
  }

  // What the statement does not name goes back to its default.
  void properties() {
    std::vector<sql::Property> unset;
    const auto forget = [&](std::string_view name, bool is_set) {
      const auto named = [&](const sql::Property& property) { return property.name == name; };
      if (!is_set || std::ranges::any_of(create_.properties, named)) return;
      sql::Property property;
      property.name = name;
      unset.push_back(property);
    };
    forget("COMMENT", !from_.comment.empty());
    forget("DATA_RETENTION_TIME_IN_DAYS", from_.retention_days.has_value());
    forget("CHANGE_TRACKING", from_.change_tracking);
    forget("ENABLE_SCHEMA_EVOLUTION", from_.schema_evolution);
    forget("DEFAULT_DDL_COLLATION", !from_.collation.empty());
    if (!unset.empty()) {
      add(AlterTableKind::unset_properties, "").properties = arena_.list(unset);
    }
    if (!create_.properties.empty()) {
      add(AlterTableKind::set_properties, "").properties = create_.properties;
    }
  }

  const sql::CreateTable& create_;
  const Table& from_;
  const Table& to_;
  Arena& arena_;
  std::vector<AlterTableAction> actions_;
};

}  // namespace

Result<Outcome> alter_to_definition(const Command& command, const FullName& name,
                                    const catalog::SessionView& view) {
  const auto& create = command.as<sql::CreateTable>();
  const Table* from = TRY(find_table(view, name));
  if (create.query != nullptr || !create.like.empty() || !create.clone.empty()) {
    return sql::errors::unsupported("CREATE OR ALTER TABLE with a query, LIKE or CLONE");
  }
  TableDefinition definition(command, view);
  Table& to = definition.table();
  to.parent = from->parent;
  to.name = from->name;
  to.durability = from->durability;
  TRY(definition.set_properties(create.properties));
  for (const sql::ColumnDefinition& column : create.columns) TRY(definition.add_column(column));
  for (const sql::Constraint& constraint : create.constraints) {
    TRY(definition.add_constraint(constraint, nullptr));
  }
  Arena arena;
  Difference difference(create, *from, to, arena);
  const auto actions = TRY(difference.actions());
  if (command.context.describe_only || actions.empty()) return succeeded();
  return alter_table(command, name, actions);
}

}  // namespace mockhaus::commands
