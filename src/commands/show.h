// SHOW: what each kind of SHOW lists, and how its rows are made.
//
// A maker adds all rows of the scope in order of database, schema and name; show.cc then filters
// (LIKE, STARTS WITH, LIMIT FROM) and, for TERSE, keeps the five columns that all kinds share.
#pragma once

#include "catalog/session_view.h"
#include "commands/answer.h"
#include "commands/command.h"

namespace mockhaus::commands {

// Where to look. Empty names: everywhere.
struct ShowPlace {
  std::string database, schema;
  const catalog::Object* relation = nullptr;  // IN TABLE t
};

struct ShowRow {
  std::string database, schema, name, kind;
  int64_t created_ms = 0;
  TextRow cells;
  std::optional<int64_t> dropped_ms{};  // HISTORY lists dropped objects as well
};

struct ShowInput {
  const sql::Show& show;
  const Command& command;
  const catalog::SessionView& view;
  ShowPlace place;

  const CommandContext& context() const { return command.context; }
  const catalog::Snapshot& snapshot() const { return view.snapshot(); }
};

enum class ShowLevel : uint8_t { account, database, schema };  // what IN may name

struct ShowKind {
  std::string_view plural;
  std::span<const AnswerColumn> columns;
  ShowLevel level;
  Result<Done> (*rows)(const ShowInput& input, std::vector<ShowRow>& into);  // null: never any
};
const ShowKind* find_show_kind(std::string_view plural);  // show_columns.cc

// Calls `visit(database, schema, object)` for the objects of one space in the place, temporary
// ones of the session too (they hide permanent ones of the same name), and with HISTORY dropped
// ones.
using ShowVisit = std::function<void(const catalog::Database&, const catalog::Schema&,
                                     const catalog::Object&)>;
void each_shown(const ShowInput& input, catalog::Space space, const ShowVisit& visit);

// show_objects.cc
Result<Done> show_databases(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_schemas(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_tables(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_hybrid_tables(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_materialized_views(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_views(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_objects(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_sequences(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_functions(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_procedures(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_stages(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_file_formats(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_tags(const ShowInput& input, std::vector<ShowRow>& into);
// show_builtin_functions.cc
Result<Done> show_builtin_functions(const ShowInput& input, std::vector<ShowRow>& into);
// show_columns_of.cc
Result<Done> show_columns(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_primary_keys(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_unique_keys(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_imported_keys(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_exported_keys(const ShowInput& input, std::vector<ShowRow>& into);
// show_access.cc
Result<Done> show_roles(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_users(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_access_tokens(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_warehouses(const ShowInput& input, std::vector<ShowRow>& into);
// show_session.cc
Result<Done> show_parameters(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_object_parameters(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_variables(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_transactions(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_locks(const ShowInput& input, std::vector<ShowRow>& into);
Result<Done> show_regions(const ShowInput& input, std::vector<ShowRow>& into);
// show_grants.cc: its columns depend on what is asked.
Result<Outcome> run_show_grants(const ShowInput& input);

// What DESCRIBE and SHOW print of a column's default: 'text', IDENTITY START 1 INCREMENT 1 NOORDER.
std::string identity_text(const catalog::Identity& identity);
// {"type":"FIXED","precision":38,"scale":0,"nullable":true}
std::string type_json(const sql::Type& type, bool nullable);

}  // namespace mockhaus::commands
