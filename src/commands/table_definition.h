// Columns and constraints as written, turned into what the catalog keeps.
#pragma once

#include "catalog/account.h"
#include "commands/command.h"
#include "commands/names.h"

namespace mockhaus::commands {

// A table without place: id, parent and name are the caller's to set before constraints are added.
class TableDefinition {
 public:
  TableDefinition(const Command& command, const catalog::SessionView& view);
  // Goes on from an existing table: ALTER TABLE, LIKE, CLONE.
  TableDefinition(const Command& command, const catalog::SessionView& view,
                  const catalog::Table& from);

  catalog::Table& table() { return *table_; }
  std::shared_ptr<catalog::Table> take();

  // A column with its inline constraints. 002025: the name is taken.
  Result<catalog::Column*> add_column(const sql::ColumnDefinition& definition);
  // A column of a query's result.
  Result<catalog::Column*> add_column(const sql::ColumnShape& shape);
  Result<Done> add_constraint(const sql::Constraint& constraint, const catalog::Column* column);
  Result<Done> set_properties(sql::List<const sql::Property> properties);

  // The sequences that identity columns added here need.
  const std::vector<catalog::Identity>& new_sequences() const { return new_sequences_; }

 private:
  Result<Done> add_foreign_key(const sql::Constraint& constraint,
                               catalog::TableConstraint& made);
  Result<Done> set_property(const sql::Property& property);
  std::string default_collation() const;
  Result<catalog::Identity> make_identity(const sql::Autoincrement& written);

  const Command& command_;
  const catalog::SessionView& view_;
  std::shared_ptr<catalog::Table> table_;
  std::shared_ptr<Arena> memory_;  // becomes the table's type_memory
  std::vector<catalog::Identity> new_sequences_;
};

// The text that is kept of a DEFAULT. 002263: it is no constant, function or sequence.
Result<std::string> default_text(const sql::Expression& expression, const Command& command);

// CLUSTER BY as it is kept: A, B.
std::string cluster_text(sql::List<const sql::Expression* const> expressions);

// Parts joined by dots, each quoted where it needs quotes.
std::string quoted_name(std::initializer_list<std::string_view> parts);

}  // namespace mockhaus::commands
