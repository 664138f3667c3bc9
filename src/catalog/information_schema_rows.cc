#include "catalog/information_schema_rows.h"

#include "catalog/information_schema_cells.h"

namespace mockhaus::catalog::information_schema {
namespace {

int64_t retention_of(const VirtualSource& source, const Schema& schema, const Table& table) {
  if (table.durability == Durability::temporary) return 0;
  if (table.retention_days) return *table.retention_days;
  if (schema.retention_days) return *schema.retention_days;
  return source.database->retention_days.value_or(1);
}

VirtualRow table_row(const VirtualSource& source, const Schema& schema, const Table& table) {
  const bool temporary = table.durability == Durability::temporary;
  const auto count = source.row_counts.find(table.id);
  const std::string rows = count == source.row_counts.end() ? "0" : std::to_string(count->second);
  const std::string type = temporary                     ? "LOCAL TEMPORARY"
                           : table.type_word == "EXTERNAL" ? "EXTERNAL TABLE"
                           : table.type_word == "EVENT"    ? "EVENT TABLE"
                                                           : "BASE TABLE";
  return {source.database->name, schema.name, table.name, table.owner, type,
          yes_no(table.durability == Durability::transient),
          table.cluster_by.empty() ? std::nullopt : VirtualCell("LINEAR(" + table.cluster_by + ")"),
          rows, "0", std::to_string(retention_of(source, schema, table)), {}, {}, {}, {}, {},
          "YES", "YES", {}, time_cell(table.created_ms), time_cell(table.altered_ms),
          time_cell(table.altered_ms), {}, yes_no(!table.cluster_by.empty()),
          text_or_null(table.comment), yes_no(temporary), yes_no(table.type_word == "ICEBERG"),
          yes_no(table.type_word == "DYNAMIC"), "NO", yes_no(table.type_word == "HYBRID")};
}

VirtualRow view_as_table_row(const VirtualSource& source, const Schema& schema, const View& view) {
  return {source.database->name, schema.name, view.name, view.owner,
          view.materialized ? "MATERIALIZED VIEW" : "VIEW", {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
          "NO", "YES", {}, time_cell(view.created_ms), time_cell(view.altered_ms),
          time_cell(view.altered_ms), {}, {}, text_or_null(view.comment), "NO", "NO", "NO", "NO",
          "NO"};
}

// What COLUMNS shows of a column of either a table or a view.
struct ColumnFacts {
  const std::string& name;
  const sql::Type& type;
  bool nullable;
  const std::string& comment;
  const Column* stored = nullptr;  // tables only
};

VirtualRow column_row(const VirtualSource& source, const Schema& schema, const Object& relation,
                      const ColumnFacts& column, size_t position) {
  VirtualRow row(virtual_relations()[1].columns.size());
  const auto set = [&](size_t place, VirtualCell value) { row[place] = std::move(value); };
  const sql::Type& type = column.type;
  set(0, source.database->name);
  set(1, schema.name);
  set(2, relation.name);
  set(3, column.name);
  set(4, std::to_string(position));
  set(6, yes_no(column.nullable));
  set(7, std::string(sql::information_schema_name(type)));
  if (type.is_text() || type.kind == sql::TypeKind::null) {
    set(8, std::to_string(type.length));
    // Four bytes for a character, up to the limit of a value.
    set(9, std::to_string(std::min<int64_t>(type.length * 4,
                                            std::max(type.length, sql::text_length_default))));
  } else if (type.kind == sql::TypeKind::binary) {
    set(8, std::to_string(type.length));
    set(9, std::to_string(type.length));
  } else if (type.is_number()) {
    set(10, std::to_string(type.precision));
    set(11, "10");
    set(12, std::to_string(type.scale));
  } else if (type.is_timestamp() || type.kind == sql::TypeKind::time) {
    set(13, std::to_string(type.scale));
  }
  set(33, "NO");
  set(34, "NO");
  set(43, text_or_null(column.comment));
  set(46, "COLUMN");
  if (column.stored == nullptr) return row;
  const Column& stored = *column.stored;
  set(5, text_or_null(stored.default_text));
  if (!stored.collation.empty()) set(21, stored.collation);
  if (stored.identity) {
    set(34, "YES");
    set(35, "BY DEFAULT");
    set(36, std::to_string(stored.identity->start));
    set(37, std::to_string(stored.identity->increment));
    set(40, "NO");
    set(41, yes_no(stored.identity->ordered));
  }
  if (!stored.computed_text.empty()) {
    set(45, stored.computed_text);
    set(46, "VIRTUAL_COLUMN");
  }
  return row;
}

const char* constraint_word(ConstraintType type) {
  switch (type) {
    case ConstraintType::primary_key: return "PRIMARY KEY";
    case ConstraintType::unique: return "UNIQUE";
    case ConstraintType::foreign_key: return "FOREIGN KEY";
    case ConstraintType::check: return "CHECK";
  }
  return "";
}

}  // namespace

void tables(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto& parent = static_cast<const Schema&>(schema);
    if (const auto* table = object_cast<Table>(&object)) {
      into.push_back(table_row(source, parent, *table));
    } else {
      into.push_back(view_as_table_row(source, parent, static_cast<const View&>(object)));
    }
  });
  const Object* own = source.snapshot->find(source.database->id, Space::schema,
                                            "INFORMATION_SCHEMA");
  for (const VirtualRelation& relation : virtual_relations()) {
    View view;
    view.name = relation.name;
    view.owner = "";
    view.created_ms = view.altered_ms = source.database->created_ms;
    if (own != nullptr) {
      into.push_back(view_as_table_row(source, static_cast<const Schema&>(*own), view));
    }
  }
}

void columns(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto& parent = static_cast<const Schema&>(schema);
    size_t position = 0;
    if (const auto* table = object_cast<Table>(&object)) {
      for (const Column& column : table->columns) {
        into.push_back(column_row(
            source, parent, object,
            {column.name, column.type, column.nullable, column.comment, &column}, ++position));
      }
      return;
    }
    for (const ViewColumn& column : static_cast<const View&>(object).columns) {
      into.push_back(column_row(source, parent, object,
                                {column.name, column.type, column.nullable, column.comment},
                                ++position));
    }
  });
}

void hybrid_tables(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto* table = object_cast<Table>(&object);
    if (table == nullptr || table->type_word != "HYBRID") return;
    const auto count = source.row_counts.find(table->id);
    into.push_back({source.database->name, schema.name, table->name, table->owner,
                    number_cell(count == source.row_counts.end() ? 0 : count->second), "0",
                    std::to_string(retention_of(source, static_cast<const Schema&>(schema),
                                                *table)),
                    time_cell(table->created_ms), time_cell(table->altered_ms),
                    text_or_null(table->comment)});
  });
}

// Tables share the disk of their account: no bytes are counted for one.
void table_storage_metrics(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto* table = object_cast<Table>(&object);
    if (table == nullptr || table->durability == Durability::temporary) return;
    const std::string id = std::to_string(table->id);
    into.push_back({source.database->name, schema.name, table->name, id, id,
                    yes_no(table->durability == Durability::transient), "0", "0", "0", "0",
                    time_cell(table->created_ms), {}, {}, time_cell(schema.created_ms), {},
                    time_cell(source.database->created_ms), {}, text_or_null(table->comment)});
  });
}

void schemata(const VirtualSource& source, std::vector<VirtualRow>& into) {
  for (const Object* object : source.snapshot->children(source.database->id, Space::schema)) {
    const auto& schema = static_cast<const Schema&>(*object);
    const int64_t retention =
        schema.retention_days.value_or(source.database->retention_days.value_or(1));
    into.push_back({source.database->name, schema.name, schema.owner, yes_no(schema.transient),
                    yes_no(schema.managed_access), std::to_string(retention), {}, {}, {}, {},
                    time_cell(schema.created_ms), time_cell(schema.altered_ms),
                    text_or_null(schema.comment)});
  }
}

void views(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto* view = object_cast<View>(&object);
    if (view == nullptr) return;
    into.push_back({source.database->name, schema.name, view->name, view->owner, view->text,
                    "NONE", "NO", "NO", yes_no(view->secure), time_cell(view->created_ms),
                    time_cell(view->altered_ms), time_cell(view->altered_ms), {},
                    text_or_null(view->comment)});
  });
}

void databases(const VirtualSource& source, std::vector<VirtualRow>& into) {
  for (const Object* object : source.snapshot->children(account_id, Space::database)) {
    const auto& database = static_cast<const Database&>(*object);
    into.push_back({database.name, database.owner, yes_no(database.transient),
                    text_or_null(database.comment), time_cell(database.created_ms),
                    time_cell(database.altered_ms),
                    std::to_string(database.retention_days.value_or(1)), "STANDARD", "ROLE"});
  }
}

void catalog_name(const VirtualSource& source, std::vector<VirtualRow>& into) {
  into.push_back({source.database->name});
}

void sequences(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::sequence, [&](const Object& schema, const Object& object) {
    const auto& sequence = static_cast<const Sequence&>(object);
    const auto next = source.row_counts.find(sequence.id);
    into.push_back({source.database->name, schema.name, sequence.name, sequence.owner, "NUMBER",
                    "38", "10", "0", std::to_string(sequence.start), {}, {},
                    number_cell(next == source.row_counts.end() ? sequence.start : next->second),
                    std::to_string(sequence.increment), "NO", time_cell(sequence.created_ms),
                    time_cell(sequence.altered_ms), yes_no(sequence.ordered),
                    text_or_null(sequence.comment)});
  });
}

void table_constraints(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto* table = object_cast<Table>(&object);
    if (table == nullptr) return;
    for (const TableConstraint& constraint : table->constraints) {
      into.push_back({source.database->name, schema.name, constraint.name, source.database->name,
                      schema.name, table->name, constraint_word(constraint.type), "NO", "YES",
                      "NO", text_or_null(constraint.comment), time_cell(constraint.created_ms),
                      time_cell(constraint.created_ms), yes_no(constraint.rely)});
    }
  });
}

void referential_constraints(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::relation, [&](const Object& schema, const Object& object) {
    const auto* table = object_cast<Table>(&object);
    if (table == nullptr) return;
    for (const TableConstraint& constraint : table->constraints) {
      if (constraint.type != ConstraintType::foreign_key) continue;
      const auto* parent =
          object_cast<Table>(source.snapshot->find_by_id(constraint.referenced_table));
      if (parent == nullptr) continue;
      VirtualCell key;
      for (const TableConstraint& other : parent->constraints) {
        if (other.type == ConstraintType::primary_key) key = other.name;
      }
      into.push_back({source.database->name, schema.name, constraint.name,
                      source.snapshot->database_name(*parent),
                      source.snapshot->schema_name(*parent), key, "FULL", constraint.update_rule,
                      constraint.delete_rule, text_or_null(constraint.comment),
                      time_cell(constraint.created_ms), time_cell(constraint.created_ms)});
    }
  });
}

void stages(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::stage, [&](const Object& schema, const Object& object) {
    const auto& stage = static_cast<const StoredObject&>(object);
    const std::string url = find_property(stage.properties, "URL");
    into.push_back({source.database->name, schema.name, stage.name, text_or_null(url), {},
                    url.empty() ? "Internal Named" : "External Named", stage.owner,
                    text_or_null(stage.comment), time_cell(stage.created_ms),
                    time_cell(stage.altered_ms)});
  });
}

}  // namespace mockhaus::catalog::information_schema
