// SHOW COLUMNS and SHOW .. KEYS: rows about the parts of tables.

#include "base/json.h"
#include "commands/show.h"

namespace mockhaus::commands {
namespace {

using catalog::Column;
using catalog::ConstraintType;
using catalog::Database;
using catalog::Object;
using catalog::Schema;
using catalog::Space;
using catalog::Table;
using catalog::TableConstraint;

// FIXED, REAL, TEXT, TIMESTAMP_NTZ: the wire's word in upper case.
std::string json_type_word(const sql::Type& type) {
  std::string word(sql::wire_name(type));
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return word;
}

void show_constraints(const ShowInput& input, ConstraintType type, std::vector<ShowRow>& into) {
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    const auto* table = catalog::object_cast<Table>(&object);
    if (table == nullptr) return;
    for (const TableConstraint& constraint : table->constraints) {
      if (constraint.type != type) continue;
      int position = 0;
      for (const uint32_t id : constraint.columns) {
        const Column* column = table->find_column_by_id(id);
        if (column == nullptr) continue;
        into.push_back({database.name, schema.name, table->name, "", constraint.created_ms,
                        {time_text(constraint.created_ms), database.name, schema.name,
                         table->name, column->name, std::to_string(++position), constraint.name,
                         constraint.rely ? "true" : "false",
                         constraint.comment.empty() ? std::nullopt
                                                    : std::optional(constraint.comment)}});
      }
    }
  });
}

std::string key_name(const Table& parent, const std::vector<std::string>& columns) {
  for (const TableConstraint& key : parent.constraints) {
    if (key.type != ConstraintType::primary_key && key.type != ConstraintType::unique) continue;
    if (key.columns.size() == columns.size()) return key.name;
  }
  return "";
}

// One row for each column of a foreign key.
void add_foreign_key(const ShowInput& input, const Table& child, const TableConstraint& constraint,
                     const Table& parent, std::vector<ShowRow>& into) {
  const catalog::Snapshot& snapshot = input.snapshot();
  for (size_t i = 0; i < constraint.columns.size(); ++i) {
    const Column* column = child.find_column_by_id(constraint.columns[i]);
    if (column == nullptr || i >= constraint.referenced_columns.size()) continue;
    into.push_back({snapshot.database_name(child), snapshot.schema_name(child), child.name, "",
                    constraint.created_ms,
                    {time_text(constraint.created_ms), snapshot.database_name(parent),
                     snapshot.schema_name(parent), parent.name, constraint.referenced_columns[i],
                     snapshot.database_name(child), snapshot.schema_name(child), child.name,
                     column->name, std::to_string(i + 1), constraint.update_rule,
                     constraint.delete_rule, constraint.name,
                     key_name(parent, constraint.referenced_columns), constraint.deferrability,
                     constraint.rely ? "true" : "false",
                     constraint.comment.empty() ? std::nullopt
                                                : std::optional(constraint.comment)}});
  }
}

template <class Wanted>
void show_foreign_keys(const ShowInput& input, const Wanted& wanted, std::vector<ShowRow>& into) {
  ShowInput everywhere{input.show, input.command, input.view, {}};
  each_shown(everywhere, Space::relation,
             [&](const Database&, const Schema&, const Object& object) {
    const auto* child = catalog::object_cast<Table>(&object);
    if (child == nullptr) return;
    for (const TableConstraint& constraint : child->constraints) {
      if (constraint.type != ConstraintType::foreign_key) continue;
      const auto* parent =
          catalog::object_cast<Table>(input.snapshot().find_by_id(constraint.referenced_table));
      if (parent == nullptr || parent->dropped_ms || !wanted(*child, *parent)) continue;
      add_foreign_key(input, *child, constraint, *parent, into);
    }
  });
}

bool in_place(const ShowInput& input, const Table& table) {
  const ShowPlace& place = input.place;
  if (place.relation != nullptr) return place.relation->id == table.id;
  if (!place.database.empty() && input.snapshot().database_name(table) != place.database) {
    return false;
  }
  return place.schema.empty() || input.snapshot().schema_name(table) == place.schema;
}

ShowRow column_row(const Database& database, const Schema& schema, const Object& relation,
                   const Column& column) {
  const std::string autoincrement = column.identity ? identity_text(*column.identity) : "";
  return {database.name, schema.name, column.name, "", relation.created_ms,
          {relation.name, schema.name, column.name, type_json(column.type, column.nullable),
           column.nullable ? "true" : "NOT_NULL", column.default_text,
           column.computed_text.empty() ? "COLUMN" : "VIRTUAL_COLUMN", column.computed_text,
           column.comment, database.name, autoincrement, {}}};
}

}  // namespace

std::string identity_text(const catalog::Identity& identity) {
  return "IDENTITY START " + std::to_string(identity.start) + " INCREMENT " +
         std::to_string(identity.increment) + (identity.ordered ? " ORDER" : " NOORDER");
}

std::string type_json(const sql::Type& type, bool nullable) {
  JsonWriter out;
  out.begin_object().member("type", json_type_word(type));
  if (type.is_number()) {
    out.member("precision", int{type.precision}).member("scale", int{type.scale});
  } else if (type.is_text() || type.kind == sql::TypeKind::null) {
    const int64_t length = type.length > 0 ? type.length : sql::text_length_default;
    const int64_t bytes = std::max(length, std::min(length * 4, sql::text_length_default));
    out.member("length", length).member("byteLength", bytes);
  } else if (type.kind == sql::TypeKind::binary) {
    out.member("length", type.length).member("byteLength", type.length);
  } else if (type.is_timestamp() || type.kind == sql::TypeKind::time) {
    out.member("precision", 0).member("scale", int{type.scale});
  }
  out.member("nullable", nullable);
  if (type.kind == sql::TypeKind::vector) {
    const std::string_view element = sql::is_float_vector(type) ? "REAL" : "FIXED";
    out.member("dimension", type.length).key("fields").begin_array();
    out.begin_object().member("type", element).end_object().end_array();
  }
  if (type.is_text()) out.member("fixed", false);
  if (type.kind == sql::TypeKind::binary) out.member("fixed", true);
  return out.end_object().take();
}

Result<Done> show_columns(const ShowInput& input, std::vector<ShowRow>& into) {
  each_shown(input, Space::relation,
             [&](const Database& database, const Schema& schema, const Object& object) {
    if (const auto* table = catalog::object_cast<Table>(&object)) {
      for (const Column& column : table->columns) {
        into.push_back(column_row(database, schema, object, column));
      }
      return;
    }
    for (const catalog::ViewColumn& column : static_cast<const catalog::View&>(object).columns) {
      Column plain;
      plain.name = column.name;
      plain.type = column.type;
      plain.nullable = column.nullable;
      plain.comment = column.comment;
      into.push_back(column_row(database, schema, object, plain));
    }
  });
  return Done{};
}

Result<Done> show_primary_keys(const ShowInput& input, std::vector<ShowRow>& into) {
  show_constraints(input, ConstraintType::primary_key, into);
  return Done{};
}

Result<Done> show_unique_keys(const ShowInput& input, std::vector<ShowRow>& into) {
  show_constraints(input, ConstraintType::unique, into);
  return Done{};
}

Result<Done> show_imported_keys(const ShowInput& input, std::vector<ShowRow>& into) {
  show_foreign_keys(
      input, [&](const Table& child, const Table&) { return in_place(input, child); }, into);
  return Done{};
}

Result<Done> show_exported_keys(const ShowInput& input, std::vector<ShowRow>& into) {
  show_foreign_keys(
      input, [&](const Table&, const Table& parent) { return in_place(input, parent); }, into);
  return Done{};
}

}  // namespace mockhaus::commands
