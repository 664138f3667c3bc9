// What the analyzer may ask of a catalog. Implemented by catalog/ for a session, by tests, and by
// `mockhaus translate --schema`.
//
// Lookups take names as stored (already folded). Pointers stay valid as long as the view. A view
// shows one moment: what it answers never changes during a statement.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/types/type.h"

namespace mockhaus::sql {

struct FunctionCall;
struct StageTable;
struct SessionContext;
struct Translation;

struct RelationColumn {
  std::string name;
  Type type;
  bool nullable = true;
  std::string physical_name;    // the engine's column
  bool narrow = false;          // stored as an integer of eight bytes: no value needs more
  std::string default_text;     // Snowflake SQL; empty: none
  bool identity = false;        // AUTOINCREMENT: `default_text` is empty, values come from
  int64_t identity_start = 1;   // the sequence `identity_sequence` of the engine
  int64_t identity_step = 1;
  std::string identity_sequence;
  std::string computed_text;    // AS (expression): a virtual column; empty: stored
  std::string collation;
  std::string comment;
};

enum class RelationKind : uint8_t { table, view };

struct Relation {
  RelationKind kind = RelationKind::table;
  uint64_t id = 0;  // of the catalog object; the footprint names it
  std::string database, schema, name;
  std::vector<RelationColumn> columns;
  std::string physical_name;  // the engine's table, already quoted where needed
  bool temporary = false;

  // Views only: the query as text and the names it resolves in.
  std::string view_query;
};

struct SequenceInfo {
  uint64_t id = 0;
  std::string database, schema, name;
  std::string physical_name;
};

struct UserFunctionInfo {
  std::string database, schema, name;
  std::vector<std::pair<std::string, Type>> parameters;
  Type result;
  bool is_table = false;
  std::vector<std::pair<std::string, Type>> result_columns;
  std::vector<std::string> defaults;  // of the parameters, as SQL; empty text: none
  bool strict = false;                // NULL for a NULL argument
  std::string language;  // SQL is inlined; others are refused by name
  std::string body;
};

class CatalogView {
 public:
  virtual ~CatalogView() = default;
  virtual bool has_database(std::string_view database) const = 0;
  virtual bool has_schema(std::string_view database, std::string_view schema) const = 0;
  virtual const Relation* find_relation(std::string_view database, std::string_view schema,
                                        std::string_view name) const = 0;
  virtual const SequenceInfo* find_sequence(std::string_view database, std::string_view schema,
                                            std::string_view name) const = 0;
  virtual std::vector<const UserFunctionInfo*> find_functions(std::string_view database,
                                                              std::string_view schema,
                                                              std::string_view name) const = 0;
  // The result of an earlier statement of this user, as a relation that the engine will hold under
  // its physical name; $1, $2, ... are the results before this one in a pipe. Null: there is none.
  virtual const Relation* find_result(std::string_view /*query_id*/) const { return nullptr; }
  // The rows of a query with one VARCHAR column, where the shape of a result hangs on data:
  // PIVOT (.. IN (ANY)). A view that has no engine behind it refuses.
  virtual Result<std::vector<std::optional<std::string>>> read_values(
      const Translation& query) const;

  // GET_DDL('TABLE', 'db.s.t', qualified): the statement that would create the object again.
  virtual Result<std::string> create_statement(std::string_view kind, std::string_view name,
                                               bool qualified,
                                               const SessionContext& session) const;
  // Whether `role` has the role or database role (DB.ROLE), directly or through others.
  virtual bool inherits(std::string_view /*role*/, std::string_view /*other*/) const {
    return false;
  }
  // The value of a function whose answer is in the catalog (functions/metadata.cc), in the form of
  // a constant; `source` is the text that spans count in. A view that cannot tell refuses.
  virtual Result<std::optional<std::string>> call(const FunctionCall& call,
                                                  std::string_view source) const;
  // TABLE(database.INFORMATION_SCHEMA.NAME(..)): a relation whose rows the engine will hold.
  // Null: no such function.
  virtual Result<const Relation*> find_table_function(std::string_view /*database*/,
                                                      const FunctionCall& /*call*/,
                                                      std::string_view /*source*/) const {
    return nullptr;
  }
  // FROM @stage (..): the rows of its files. A view without files refuses.
  virtual Result<const Relation*> find_stage(const StageTable& table,
                                             std::string_view source) const;
};

}  // namespace mockhaus::sql
