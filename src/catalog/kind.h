// The kinds of objects of an account: one row for each, with the words that SQL and messages use.
//
// Objects of one `space` cannot share a name within one parent: tables and views do not, a
// sequence and a table may. `level` says what the parent is.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mockhaus::catalog {

enum class Kind : uint8_t {
  database, schema, table, view, sequence, stage, file_format, function, procedure, stream, task,
  pipe, alert, tag, policy, secret, user, role, database_role, warehouse, integration,
  network_policy, resource_monitor, share, stored, grant,
};

enum class Level : uint8_t { account, database, schema };

enum class Space : uint8_t {
  database, schema, relation, sequence, stage, file_format, function, procedure, stream, task,
  pipe, alert, tag, policy, secret, user, role, database_role, warehouse, integration,
  network_policy, resource_monitor, share, stored, grant,
};

struct KindRow {
  Kind kind;
  std::string_view word;    // as in SQL: FILE FORMAT
  std::string_view plural;  // as in SHOW: FILE FORMATS
  std::string_view title;   // as in messages: File format
  Level level;
  Space space;
};

std::span<const KindRow> kind_rows();
const KindRow& row_of(Kind kind);
const KindRow* find_kind(std::string_view word);         // TABLE, FILE FORMAT, ...; null: unknown
const KindRow* find_kind_plural(std::string_view word);  // TABLES, ...

}  // namespace mockhaus::catalog
