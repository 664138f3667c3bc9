#include "catalog/physical.h"

namespace mockhaus::catalog::physical {
namespace {

std::string quote(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark) out += mark;
    out += c;
  }
  return out + mark;
}

std::string alter(const Table& table) { return "ALTER TABLE " + table_name(table) + " "; }

std::string quoted(const Column& column) { return quote_identifier(column_name(column)); }

// Values of 16 bytes (wide NUMBERs, timestamps) are kept as they are: the engine's bit packing of
// them is read back 50 times slower than nothing at all (DuckDB 1.5.5: 200 ns a value).
std::string type_of(const Column& column) {
  if (column.narrow) return "BIGINT";
  std::string type = sql::storage_type(column.type);
  const bool is_wide_number = column.type.kind == sql::TypeKind::number &&
                              column.type.precision > max_digits_of_eight_bytes;
  if (is_wide_number || type == "HUGEINT") type += " USING COMPRESSION uncompressed";
  return type;
}

}  // namespace

std::string quote_identifier(std::string_view name) { return quote(name, '"'); }
std::string quote_full_name(std::string_view database, std::string_view schema,
                            std::string_view name) {
  return quote_identifier(database) + "." + quote_identifier(schema) + "." +
         quote_identifier(name);
}
std::string quote_literal(std::string_view text) { return quote(text, '\''); }

std::string table_name(const Table& table) {
  const std::string name = "\"t" + std::to_string(table.id) + "\"";
  return (table.durability == Durability::temporary ? "temp.main." : "\"data\".") + name;
}

std::string column_name(const Column& column) { return "c" + std::to_string(column.id); }

std::string sequence_name(Id sequence) { return "\"data\".\"s" + std::to_string(sequence) + "\""; }

std::string create_schema() { return "CREATE SCHEMA IF NOT EXISTS \"data\""; }

std::string load_history_table() { return "\"data\".\"mh_loads\""; }

std::string create_load_history() {
  return "CREATE TABLE IF NOT EXISTS " + load_history_table() +
         " (table_id BIGINT, file VARCHAR, md5 VARCHAR, stage VARCHAR, status VARCHAR, "
         "first_error VARCHAR, first_error_column VARCHAR, loaded_ms BIGINT, bytes BIGINT, "
         "parsed BIGINT, loaded BIGINT, errors BIGINT, first_error_line BIGINT, "
         "first_error_character BIGINT)";
}

// The keys of a hybrid table, which the engine must hold to.
static std::string enforced_keys(const Table& table) {
  std::string text;
  for (const TableConstraint& constraint : table.constraints) {
    const bool primary = constraint.type == ConstraintType::primary_key;
    if (!primary && constraint.type != ConstraintType::unique) continue;
    std::string list;
    for (const uint32_t id : constraint.columns) {
      list += (list.empty() ? "" : ", ") + quoted(*table.find_column_by_id(id));
    }
    text += (primary ? ", PRIMARY KEY (" : ", UNIQUE (") + list + ")";
  }
  return text;
}

std::string create_table(const Table& table) {
  std::string columns;
  for (const Column& column : table.columns) {
    if (!column.computed_text.empty()) continue;
    if (!columns.empty()) columns += ", ";
    columns += quoted(column) + " " + type_of(column);
    if (!column.nullable) columns += " NOT NULL";
  }
  if (table.type_word == "HYBRID") columns += enforced_keys(table);
  const bool temporary = table.durability == Durability::temporary;
  return std::string("CREATE ") + (temporary ? "TEMPORARY " : "") + "TABLE " + table_name(table) +
         " (" + columns + ")";
}

std::string drop_table(const Table& table) { return "DROP TABLE IF EXISTS " + table_name(table); }

std::string create_sequence(Id sequence, int64_t start, int64_t increment) {
  // The whole range, because the engine's default bounds refuse a negative start.
  return "CREATE SEQUENCE " + sequence_name(sequence) + " INCREMENT BY " +
         std::to_string(increment) + " MINVALUE -9223372036854775808 MAXVALUE 9223372036854775807" +
         " START WITH " + std::to_string(start) + " NO CYCLE";
}

std::string drop_sequence(Id sequence) {
  return "DROP SEQUENCE IF EXISTS " + sequence_name(sequence);
}

std::string next_value_query(Id sequence) {
  const std::string id = std::to_string(sequence);
  // The engine shows the last value given out, or NULL before the first.
  return "SELECT '" + id + "', CAST(coalesce(last_value + increment_by, start_value) AS VARCHAR)" +
         " FROM duckdb_sequences() WHERE schema_name = 'data' AND sequence_name = 's" + id + "'";
}

std::string add_column(const Table& table, const Column& column,
                       const std::optional<std::string>& value) {
  std::string sql = alter(table) + "ADD COLUMN " + quoted(column) + " " + type_of(column);
  // A plain literal: the engine makes several statements of any other expression.
  if (value) sql += " DEFAULT " + quote_literal(*value);
  return sql;
}

std::string drop_default(const Table& table, const Column& column) {
  return alter(table) + "ALTER COLUMN " + quoted(column) + " DROP DEFAULT";
}

std::string drop_column(const Table& table, const Column& column) {
  return alter(table) + "DROP COLUMN " + quoted(column);
}

bool can_be_narrow(const Column& column) {
  return column.computed_text.empty() && column.type.kind == sql::TypeKind::number &&
         column.type.scale == 0 && column.type.precision > max_digits_of_eight_bytes;
}

std::vector<std::string> replace_table(const Table& table) {
  Table made = table;
  made.id = 0;
  const std::string name = "t" + std::to_string(table.id);
  return {create_table(made), copy_rows(table, made), "DROP TABLE " + table_name(table),
          "ALTER TABLE " + table_name(made) + " RENAME TO " + quote_identifier(name)};
}

std::string set_type(const Table& table, const Column& column) {
  return alter(table) + "ALTER COLUMN " + quoted(column) + " SET DATA TYPE " +
         sql::storage_type(column.type);
}

std::string set_not_null(const Table& table, const Column& column) {
  return alter(table) + "ALTER COLUMN " + quoted(column) + " SET NOT NULL";
}

std::string drop_not_null(const Table& table, const Column& column) {
  return alter(table) + "ALTER COLUMN " + quoted(column) + " DROP NOT NULL";
}

std::string copy_rows(const Table& from, const Table& into) {
  std::string columns;
  for (const Column& column : into.columns) {
    if (!column.computed_text.empty()) continue;
    if (!columns.empty()) columns += ", ";
    columns += quoted(column);
  }
  return "INSERT INTO " + table_name(into) + " (" + columns + ") SELECT " + columns + " FROM " +
         table_name(from);
}

}  // namespace mockhaus::catalog::physical
