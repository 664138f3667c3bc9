// The relations of INFORMATION_SCHEMA: their columns, and their rows made from a snapshot.
//
// The rows cross to the engine as texts (EngineSession::bind_rows); the relation's physical name
// is a subquery over them that gives every column its type.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "sql/resolve/catalog_view.h"

namespace mockhaus::catalog {

struct VirtualColumn {
  const char* name;
  enum class Type : uint8_t { text, number, date, timestamp, real, boolean, variant };
  Type type = Type::text;
};

using VirtualCell = std::optional<std::string>;
using VirtualRow = std::vector<VirtualCell>;

// What rows are made from besides the snapshot.
struct VirtualSource {
  const Snapshot* snapshot;
  const Database* database;
  std::vector<const Object*> temporary;     // of the session, in this database
  std::map<Id, int64_t> row_counts;         // of the tables in this database
  // Of a table function: its arguments by name, absent where not given.
  const std::map<std::string, std::optional<std::string>, std::less<>>* arguments = nullptr;
  const sql::SessionContext* session = nullptr;
};

struct VirtualRelation {
  const char* name;
  std::span<const VirtualColumn> columns;
  void (*rows)(const VirtualSource& source, std::vector<VirtualRow>& into);  // null: always empty
  bool needs_row_counts = false;
  bool tells_statements = false;  // rows come from the server's history
  // Of a table function: whether its arguments name something. Null: nothing to ask.
  Result<Done> (*check)(const VirtualSource& source) = nullptr;
};

const VirtualRelation* find_virtual_relation(std::string_view name);
std::span<const VirtualRelation> virtual_relations();

// As the analyzer sees it in `database`; the engine will hold its rows under the name `rows`.
sql::Relation describe_virtual(const VirtualRelation& relation, const Database& database,
                               const std::string& rows);
// The name to bind the rows to.
std::string rows_name(const VirtualRelation& relation, const Database& database);

}  // namespace mockhaus::catalog
