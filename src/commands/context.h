// What a command needs to do its work, and what it answers.
//
// A command never changes the session: it returns a SessionChange, which the service applies only
// when the statement succeeded. A failed statement therefore changes nothing.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "sql/parse/parse.h"
#include "sql/sql.h"

namespace mockhaus::catalog {
class Account;
}

namespace mockhaus::commands {

// Rows made here rather than by the engine (status messages, SHOW, DESCRIBE, counts): texts in the
// form of the JSON protocols (sql-api.md §8, driver-protocol.md §11.2; booleans as true/false).
using TextRow = std::vector<std::optional<std::string>>;

struct RowCounts {
  int64_t inserted = 0, updated = 0, deleted = 0, duplicates = 0;
};

struct SessionChange {
  std::optional<std::string> database, schema, role, warehouse;  // empty text: none
  std::map<std::string, std::optional<std::string>> parameters;  // name to value; nullopt: UNSET
  std::map<std::string, std::optional<sql::SessionVariableValue>> variables;  // nullopt: UNSET
  std::optional<bool> autocommit;
};

struct Outcome {
  sql::ResultShape shape;
  std::unique_ptr<engine::Stream> stream;  // either rows of the engine ...
  std::vector<TextRow> rows;               // ... or rows made here
  int statement_type_id = 0;               // driver-protocol.md §9
  RowCounts counts;
  bool has_counts = false;                 // a DML: `stats` is sent
  SessionChange change;
  sql::Footprint footprint;
};

struct CommandContext {
  const sql::SessionContext& session;
  engine::EngineSession& engine;
  catalog::Account& account;   // thread-safe; shared by all sessions
  bool describe_only = false;  // compile only: shape, no rows, no effects
  bool autocommit = true;
};

// Runs one statement. Which command belongs to which kind: dispatch.cc, one row per kind.
Result<Outcome> run(const sql::ParsedStatement& statement, const CommandContext& context);

}  // namespace mockhaus::commands
