// Tables, views and sequences: what DESCRIBE, GET_DDL and the analyzer know of them.
//
// The engine's names are generated from ids: table 12 is "data"."t12", its columns are "c1", "c2",
// ... in order of creation. So renames, swaps and UNDROP touch no data, and names that differ by
// case alone cannot clash. Physical names live in catalog/physical.h.
#pragma once

#include "base/arena.h"
#include "catalog/object.h"
#include "sql/types/type.h"

namespace mockhaus::catalog {

enum class Durability : uint8_t { permanent, transient, temporary };

struct Identity {
  int64_t start = 1;
  int64_t increment = 1;
  bool ordered = false;
  Id sequence = 0;  // the engine's sequence that gives the values
};

struct Column {
  uint32_t id = 0;  // never reused within the table
  std::string name;
  sql::Type type;
  bool nullable = true;
  // A NUMBER of more than 18 digits that is stored in eight bytes, as long as every value fits.
  bool narrow = false;
  std::string default_text;   // Snowflake SQL; empty: none
  std::optional<Identity> identity;
  std::string computed_text;  // AS (expression): no storage
  std::string collation;
  std::string comment;
  Properties tags;
};

// Stored, shown, never enforced (NOT NULL of a primary key is, as a column property).
enum class ConstraintType : uint8_t { primary_key, unique, foreign_key, check };

struct TableConstraint {
  ConstraintType type = ConstraintType::primary_key;
  std::string name;     // SYS_CONSTRAINT_.. where none was given
  bool named = false;
  std::vector<uint32_t> columns;
  Id referenced_table = 0;
  std::vector<std::string> referenced_columns;
  std::string check_text;
  bool rely = false;
  std::string update_rule = "NO ACTION", delete_rule = "NO ACTION";
  std::string deferrability = "NOT DEFERRABLE";
  std::string comment;
  int64_t created_ms = 0;
};

struct Table final : Object {
  Table() : Object(Kind::table) {}
  std::string type_word;  // "", HYBRID, ICEBERG, EVENT, INTERACTIVE, DYNAMIC
  Durability durability = Durability::permanent;
  std::vector<Column> columns;
  uint32_t next_column = 1;
  std::vector<TableConstraint> constraints;
  std::string cluster_by;  // (A, B) as text inside the parentheses
  std::optional<int64_t> retention_days;
  bool change_tracking = false;
  bool schema_evolution = false;
  std::string collation;
  Properties properties;                     // other options, as given
  std::shared_ptr<const Arena> type_memory;  // fields of structured types; shared by copies

  const Column* find_column(std::string_view name) const;
  const Column* find_column_by_id(uint32_t column) const;
  Column* find_column(std::string_view name);
  bool in_primary_key(uint32_t column) const;
  bool in_unique_key(uint32_t column) const;
};

struct ViewColumn {
  std::string name;
  sql::Type type;
  bool nullable = true;
  std::string comment;
};

struct View final : Object {
  View() : Object(Kind::view) {}
  bool secure = false;
  bool temporary = false;
  bool recursive = false;
  bool materialized = false;
  bool has_column_list = false;
  std::vector<ViewColumn> columns;  // frozen at creation
  std::string query;                // as written; resolves in the view's own schema
  std::string text;                 // the whole CREATE statement as written
  std::string cluster_by;
  bool change_tracking = false;
  std::shared_ptr<const Arena> type_memory;
};

// What reading the view runs: its query, or for a recursive one WITH RECURSIVE around it.
std::string query_of(const View& view);

struct Sequence final : Object {
  Sequence() : Object(Kind::sequence) {}
  int64_t start = 1;
  int64_t increment = 1;
  bool ordered = true;
};

// A copy of a type whose fields live in `memory`.
sql::Type keep_type(const sql::Type& type, Arena& memory);

}  // namespace mockhaus::catalog
