// What a session brings to the translation of one statement, as values.
//
// The analyzer reads no clock, no environment and no session object: the service fills this before
// each statement. Everything is copied or outlives the translation.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sql/types/type.h"
#include "values/physical.h"
#include "values/settings.h"

namespace mockhaus::sql {

// The value of SET name = expression. `text` is the value's text in Snowflake's own literal form
// (digits, decoded string, true/false, date text); empty optional: NULL.
struct SessionVariableValue {
  Type type;
  std::optional<std::string> text;
};

// One bind of a request: the type word the client sent (FIXED, REAL, TEXT, BOOLEAN, DATE, ...) and
// its texts as they came (driver-protocol §12.1, sql-api §6). One value, or one for each row.
struct BindValue {
  std::string type;
  std::vector<std::optional<std::string>> values;
  bool is_array = false;
};
using BindValues = std::map<std::string, BindValue, std::less<>>;  // "1", "2", ..., or names

class ScriptNames;

struct SessionContext {
  std::string account = "MOCKHAUS";
  std::string user;
  std::string role;
  std::vector<std::string> available_roles;
  std::string warehouse;
  std::string database;  // empty: none
  std::string schema;    // empty: none
  uint64_t session_id = 0;
  std::string statement_id;
  std::string last_query_id;               // LAST_QUERY_ID()
  std::vector<std::string> query_ids;      // of this session, oldest first
  values::int128 now = 0;                  // nanoseconds since 1970 UTC, fixed for the statement
  values::int128 session_started = 0;
  std::string client_version;
  std::string server_version;              // CURRENT_VERSION()
  std::string ip_address;
  std::string current_transaction;         // empty: none
  std::string last_transaction;            // that was committed or rolled back; empty: none
  // USE SECONDARY ROLES: ALL, names with commas, or empty for NONE. Absent: the user's default
  // counts.
  std::optional<std::string> secondary_roles;

  values::Settings settings;  // formats, zone, week rules
  bool quoted_identifiers_ignore_case = false;
  bool error_on_nondeterministic_merge = true;
  bool error_on_nondeterministic_update = false;
  bool nulls_first_by_default = false;     // DEFAULT_NULL_ORDERING = 'FIRST'
  std::string default_ddl_collation;
  int64_t rows_per_resultset = 0;

  std::map<std::string, SessionVariableValue, std::less<>> variables;
  const ScriptNames* script = nullptr;     // inside a block: its variables
  bool script_expression = false;          // plain names are variables, too (IF, RETURN, :=)
  const BindValues* binds = nullptr;       // null: describe without values (all binds unset)
};

}  // namespace mockhaus::sql
