#include "commands/alter_column.h"

#include "catalog/physical.h"
#include "commands/engine_rows.h"
#include "commands/rewrite_object.h"
#include "commands/table_definition.h"
#include "commands/tag_assignment.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Column;
using catalog::Table;
using sql::AlterTableAction;
using sql::AlterTableKind;

namespace physical = catalog::physical;

Result<bool> is_empty(const Table& table, const CommandContext& context) {
  const std::vector<TextRow> rows =
      TRY(query_rows(context.engine, "SELECT 'row' FROM " + physical::table_name(table) +
                                         " LIMIT 1"));
  return rows.empty();
}

Result<bool> holds_null(const Table& table, const Column& column, const CommandContext& context) {
  const std::string sql = "SELECT 'row' FROM " + physical::table_name(table) + " WHERE " +
                          physical::quote_identifier(physical::column_name(column)) +
                          " IS NULL LIMIT 1";
  const std::vector<TextRow> rows = TRY(query_rows(context.engine, sql));
  return !rows.empty();
}

Result<Column*> find_column(Table& table, const AlterTableAction& action,
                            const CommandContext& context) {
  const std::string name = stored_name(action.name, context);
  Column* column = table.find_column(name);
  if (column == nullptr) return catalog::errors::invalid_identifier(name);
  return column;
}

// The value that rows older than the column get, in the engine's text form. It is computed once,
// as Snowflake does, and handed to ADD COLUMN: an UPDATE would block later ALTERs of the same
// transaction.
Result<std::optional<std::string>> old_rows_value(const Column& column, const Command& command,
                                                  const catalog::SessionView& view) {
  if (column.default_text.ends_with(".NEXTVAL")) {
    return sql::errors::unsupported("ADD COLUMN with a sequence as default on a table with rows");
  }
  Arena arena;
  const sql::Expression* expression =
      TRY(sql::parse_expression_text(column.default_text, arena));
  auto* select = arena.make<sql::Select>();
  const std::vector<sql::SelectItem> items = {{.value = expression}};
  select->items = arena.list(items);
  auto* query = arena.make<sql::Query>();
  query->body = select;
  const sql::Translation value = TRY(sql::translate_for_storage(
      *query, column.default_text, command.context.session, view));
  const std::vector<TextRow> rows = TRY(query_rows(
      command.context.engine, "SELECT CAST(CAST((" + value.sql + ") AS " +
                                  sql::storage_type(column.type) + ") AS VARCHAR)"));
  return rows.empty() ? std::nullopt : rows[0][0];
}

Result<Done> add_column(catalog::Change* change, std::shared_ptr<Table>& table,
                        const AlterTableAction& action, const Command& command,
                        const catalog::SessionView& view) {
  const CommandContext& context = command.context;
  const std::string name = stored_name(action.column->name, context);
  if (action.if_not_exists && table->find_column(name) != nullptr) return Done{};
  TableDefinition definition(command, view, *table);
  TRY(definition.add_column(*action.column));
  const std::vector<catalog::Identity> sequences = definition.new_sequences();
  std::shared_ptr<Table> after = definition.take();
  Column& column = after->columns.back();
  column.narrow = change != nullptr && physical::can_be_narrow(column);
  if (column.computed_text.empty()) {
    const bool empty = TRY(is_empty(*table, context));
    if (!empty && column.identity) {
      return sql::errors::unsupported("ADD COLUMN with AUTOINCREMENT on a table with rows");
    }
    if (!empty && !column.nullable && column.default_text.empty()) {
      return catalog::errors::not_null_without_default(column.name);
    }
    for (const catalog::Identity& identity : sequences) {
      TRY(execute_in(change, context,
                     physical::create_sequence(identity.sequence, identity.start,
                                               identity.increment)));
    }
    std::optional<std::string> value;
    if (!empty && !column.default_text.empty()) {
      value = TRY(old_rows_value(column, command, view));
      // Else the engine could not take it.
      column.narrow =
          column.narrow && value && value->size() <= physical::max_digits_of_eight_bytes;
    }
    TRY(execute_in(change, context, physical::add_column(*after, column, value)));
    if (value) TRY(execute_in(change, context, physical::drop_default(*after, column)));
    if (!column.nullable) TRY(execute_in(change, context, physical::set_not_null(*after, column)));
  }
  table = std::move(after);
  return Done{};
}

Result<Done> drop_column(catalog::Change* change, Table& table, const AlterTableAction& action,
                         const CommandContext& context) {
  const std::string name = stored_name(action.name, context);
  const Column* found = table.find_column(name);
  if (found == nullptr) {
    if (action.if_exists) return Done{};
    return Error{"000904", "42000",
                 "SQL compilation error:\ncolumn '" + name + "' does not exist", std::nullopt};
  }
  if (table.columns.size() == 1) return catalog::errors::cannot_drop_only_column(table.name);
  const Column column = *found;
  if (column.computed_text.empty()) {
    TRY(execute_in(change, context, physical::drop_column(table, column)));
  }
  if (column.identity) {
    TRY(execute_in(change, context, physical::drop_sequence(column.identity->sequence)));
  }
  std::erase_if(table.constraints, [&](const catalog::TableConstraint& constraint) {
    return std::find(constraint.columns.begin(), constraint.columns.end(), column.id) !=
           constraint.columns.end();
  });
  std::erase_if(table.columns, [&](const Column& other) { return other.id == column.id; });
  return Done{};
}

Result<Done> rename_column(Table& table, const AlterTableAction& action,
                           const CommandContext& context) {
  Column* column = TRY(find_column(table, action, context));
  const std::string name = stored_name(action.new_column, context);
  if (table.find_column(name) != nullptr && name != column->name) {
    return catalog::errors::duplicate_column(name);
  }
  column->name = name;
  return Done{};
}

// What Snowflake allows: longer texts and binaries, more or (if values fit) fewer digits before
// the point, and types that are the same already. Null: allowed.
const char* reason_against(const sql::Type& from, const sql::Type& to) {
  if (from.kind != to.kind) return "they have incompatible types";
  if (from.is_text() || from.kind == sql::TypeKind::binary) {
    return to.length < from.length ? "reducing the byte-length of a varchar is not supported"
                                   : nullptr;
  }
  if (from.is_number()) return from.scale != to.scale ? "changing the scale is not supported"
                                                      : nullptr;
  if (from.is_timestamp() || from.kind == sql::TypeKind::time) {
    return from.scale != to.scale ? "changing the precision is not supported" : nullptr;
  }
  return from == to ? nullptr : "they have incompatible types";
}

Result<Done> set_type(catalog::Change* change, Table& table, const AlterTableAction& action,
                      const CommandContext& context) {
  Column* column = TRY(find_column(table, action, context));
  if (action.type == nullptr) return Done{};
  const sql::Type type = TRY(sql::resolve_type(*action.type, context.session));
  if (const char* reason = reason_against(column->type, type)) {
    return catalog::errors::cannot_change_type(column->name, describe(column->type),
                                               describe(type), reason);
  }
  const std::string from = describe(column->type), to = describe(type);
  const bool same_storage = sql::storage_type(column->type) == sql::storage_type(type);
  column->type = type;  // none of the types that may change has fields
  column->narrow = column->narrow && physical::can_be_narrow(*column);
  if (same_storage || column->narrow) return Done{};
  const Result<Done> done = execute_in(change, context, physical::set_type(table, *column));
  if (done.ok()) return Done{};
  return catalog::errors::cannot_change_type(column->name, from, to,
                                             "existing values do not fit");
}

Result<Done> set_not_null(catalog::Change* change, Table& table, const AlterTableAction& action,
                          const CommandContext& context) {
  Column* column = TRY(find_column(table, action, context));
  if (!column->nullable) return Done{};
  const bool nulls = TRY(holds_null(table, *column, context));
  if (nulls) return catalog::errors::column_holds_nulls(column->name);
  column->nullable = false;
  return execute_in(change, context, physical::set_not_null(table, *column));
}

Result<Done> drop_not_null(catalog::Change* change, Table& table, const AlterTableAction& action,
                           const CommandContext& context) {
  Column* column = TRY(find_column(table, action, context));
  if (column->nullable) return Done{};
  column->nullable = true;
  return execute_in(change, context, physical::drop_not_null(table, *column));
}

Result<Done> set_default(Table& table, const AlterTableAction& action, const Command& command) {
  Column* column = TRY(find_column(table, action, command.context));
  const std::string text = TRY(default_text(*action.value, command));
  // Only another sequence may take the place of a sequence.
  if (!text.ends_with(".NEXTVAL") || !column->default_text.ends_with(".NEXTVAL")) {
    return sql::errors::unsupported("Alter Column Set Default");
  }
  column->default_text = text;
  return Done{};
}

Result<Done> change_tags(Table& table, const AlterTableAction& action,
                         const CommandContext& context) {
  Column* column = TRY(find_column(table, action, context));
  const bool set = action.kind == AlterTableKind::set_column_tags;
  return (set ? set_tags : unset_tags)(column->tags, action.tags, context);
}

}  // namespace

Result<Done> enforce_not_null(catalog::Change* change, const Table& before, const Table& after,
                              const CommandContext& context) {
  for (const Column& column : after.columns) {
    const Column* old = before.find_column_by_id(column.id);
    if (column.nullable || old == nullptr || !old->nullable) continue;
    const bool nulls = TRY(holds_null(before, column, context));
    if (nulls) return catalog::errors::column_holds_nulls(column.name);
    TRY(execute_in(change, context, physical::set_not_null(after, column)));
  }
  return Done{};
}

Result<Done> alter_column(catalog::Change* change, std::shared_ptr<Table>& table,
                          const AlterTableAction& action, const Command& command,
                          const catalog::SessionView& view) {
  const CommandContext& context = command.context;
  switch (action.kind) {
    case AlterTableKind::add_column: return add_column(change, table, action, command, view);
    case AlterTableKind::drop_column: return drop_column(change, *table, action, context);
    case AlterTableKind::rename_column: return rename_column(*table, action, context);
    case AlterTableKind::set_data_type: return set_type(change, *table, action, context);
    case AlterTableKind::set_not_null: return set_not_null(change, *table, action, context);
    case AlterTableKind::drop_not_null: return drop_not_null(change, *table, action, context);
    case AlterTableKind::set_default: return set_default(*table, action, command);
    case AlterTableKind::set_column_tags:
    case AlterTableKind::unset_column_tags: return change_tags(*table, action, context);
    default: break;
  }
  Column* column = TRY(find_column(*table, action, context));
  if (action.kind == AlterTableKind::drop_default) column->default_text.clear();
  if (action.kind == AlterTableKind::column_comment) column->comment = action.text;
  if (action.kind == AlterTableKind::unset_column_comment) column->comment.clear();
  return Done{};
}

}  // namespace mockhaus::commands
