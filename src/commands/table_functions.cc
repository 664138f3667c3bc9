// table: functions about tables and views.
#include <algorithm>

#include "base/ascii.h"
#include "catalog/account.h"
#include "catalog/errors.h"
#include "catalog/physical.h"
#include "commands/names.h"
#include "commands/object_function.h"
#include "commands/reading.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::SessionView;

std::string quoted(const FullName& name) {
  return catalog::physical::quote_full_name(name.database, name.schema, name.name);
}

// SYSTEM$LAST_CHANGE_COMMIT_TIME('name'): of a view, when something below it changed.
FunctionAnswer last_change(const FunctionArguments& arguments, const SessionView& view,
                           const CommandContext& context) {
  if (!arguments[0]) return std::optional<std::string>();
  Arena arena;
  const std::vector<std::string> parts = TRY(parts_of(*arguments[0], context));
  const FullName name = TRY(full_name(parts, "SYSTEM$LAST_CHANGE_COMMIT_TIME", context));
  const std::string text = "SELECT * FROM " + quoted(name);
  const sql::Query* query = TRY(sql::parse_query_text(text, arena));
  const sql::Translation all = TRY(sql::translate_query(*query, text, context.session, view));
  const int64_t changed = TRY(context.engine.changed_ns(all.sql));
  return std::optional(std::to_string(changed));
}

// The keys of a table's clustering: `written`, or those that the table has.
Result<std::string> clustering_keys(const catalog::Table& table, const FullName& name,
                                    std::string written, const catalog::SessionView& view,
                                    const CommandContext& context) {
  if (written.empty()) written = table.cluster_by;
  while (written.starts_with('(') && written.ends_with(')')) {
    written = written.substr(1, written.size() - 2);
  }
  if (written.empty()) return catalog::errors::not_clustered(name.name);
  const std::string text = "SELECT " + written + " FROM " + quoted(name);
  Arena arena;
  const sql::Query* query = TRY(sql::parse_query_text(text, arena));
  const sql::Translation keys = TRY(sql::translate_query(*query, text, context.session, view));
  std::string names;
  for (const sql::ColumnShape& key : keys.shape) names += (names.empty() ? "" : ", ") + key.name;
  return names;
}

struct Clustering {
  std::string keys;
  bool has_rows = false;
};

// What both functions about clustering begin with.
Result<Clustering> clustering_of(const FunctionArguments& arguments, const std::string& keys,
                                 const catalog::SessionView& view, const CommandContext& context) {
  const std::vector<std::string> parts = TRY(parts_of(arguments[0].value_or(""), context));
  const FullName name = TRY(full_name(parts, "SYSTEM$CLUSTERING_INFORMATION", context));
  const catalog::Table* table = TRY(find_table(view, name));
  Clustering clustering;
  clustering.keys = TRY(clustering_keys(*table, name, keys, view, context));
  const std::map<catalog::Id, int64_t> counts = TRY(count_rows(context, {table}));
  clustering.has_rows = counts.contains(table->id) && counts.at(table->id) > 0;
  return clustering;
}

// SYSTEM$CLUSTERING_DEPTH(table [, columns [, predicate]]): all rows are one partition.
FunctionAnswer clustering_depth(const FunctionArguments& arguments,
                                const catalog::SessionView& view, const CommandContext& context) {
  const std::string keys = arguments.size() > 1 ? arguments[1].value_or("") : "";
  const Clustering clustering = TRY(clustering_of(arguments, keys, view, context));
  return std::optional<std::string>(clustering.has_rows ? "1" : "0");
}

// SYSTEM$CLUSTERING_INFORMATION(table [, columns or how many errors]), likewise.
FunctionAnswer clustering_information(const FunctionArguments& arguments,
                                      const catalog::SessionView& view,
                                      const CommandContext& context) {
  std::string keys = arguments.size() > 1 ? arguments[1].value_or("") : "";
  if (keys.find_first_not_of("0123456789") == std::string::npos) keys.clear();
  const Clustering clustering = TRY(clustering_of(arguments, keys, view, context));
  const std::string count = clustering.has_rows ? "1" : "0";
  std::string text = "{\n  \"cluster_by_keys\" : \"LINEAR(" + clustering.keys +
                     ")\",\n  \"version\" : \"CLASSIC\",\n  \"total_partition_count\" : " + count +
                     ",\n  \"total_constant_partition_count\" : 0,\n"
                     "  \"average_overlaps\" : 0.0,\n  \"average_depth\" : " +
                     count + ".0,\n  \"partition_depth_histogram\" : {\n";
  for (int depth = 0; depth <= 16; ++depth) {
    text += "    \"000" + std::string(depth < 10 ? "0" : "") + std::to_string(depth) +
            "\" : " + (depth == 1 ? count : "0") + (depth < 16 ? ",\n" : "\n");
  }
  return std::optional(text + "  },\n  \"clustering_errors\" : [ ]\n}");
}

struct ReferenceKind {
  std::string_view word;
  catalog::Kind kind;
};
constexpr ReferenceKind reference_kinds[] = {
    {"TABLE", catalog::Kind::table}, {"VIEW", catalog::Kind::view},
};

// SYSTEM$REFERENCE(type, name [, scope [, privilege ..]]): the whole name is as good as a
// reference where everybody may do everything.
FunctionAnswer reference(const FunctionArguments& arguments, const catalog::SessionView& view,
                         const CommandContext& context) {
  const std::string type = ascii::upper(arguments[0].value_or(""));
  const auto row = std::ranges::find(reference_kinds, type, &ReferenceKind::word);
  if (row == std::end(reference_kinds)) {
    return sql::errors::unsupported("SYSTEM$REFERENCE of " + type);
  }
  const std::vector<std::string> parts = TRY(parts_of(arguments[1].value_or(""), context));
  const FullName name = TRY(full_name(parts, "SYSTEM$REFERENCE", context));
  const catalog::Object* object =
      view.find(name.database, name.schema, catalog::Space::relation, name.name);
  if (object == nullptr) return catalog::errors::does_not_exist("Object", name.typed);
  if (object->kind != row->kind) {
    return catalog::errors::reference_kind(row->word, catalog::row_of(object->kind).word);
  }
  return std::optional(quoted(name));
}

// Streams, pipes and tasks cannot be made here: none of the name exists.
template <const char* const& title>
FunctionAnswer no_such_object(const FunctionArguments& arguments, const SessionView&,
                              const CommandContext& context) {
  const std::vector<std::string> parts = TRY(parts_of(arguments[0].value_or(""), context));
  const FullName name = TRY(full_name(parts, title, context));
  return catalog::errors::does_not_exist(title, name.typed);
}
constexpr const char* pipe_title = "Pipe";
constexpr const char* stream_title = "Stream";
constexpr const char* task_title = "Task";

constexpr ObjectFunction rows[] = {
    {"SYSTEM$CLUSTERING_DEPTH", 1, 3, clustering_depth},
    {"SYSTEM$CLUSTERING_INFORMATION", 1, 2, clustering_information},
    {"SYSTEM$LAST_CHANGE_COMMIT_TIME", 1, 1, last_change},
    {"SYSTEM$PIPE_FORCE_RESUME", 1, 2, no_such_object<pipe_title>},
    {"SYSTEM$PIPE_STATUS", 1, 1, no_such_object<pipe_title>},
    {"SYSTEM$REFERENCE", 2, 20, reference},
    {"SYSTEM$STREAM_GET_TABLE_TIMESTAMP", 1, 1, no_such_object<stream_title>},
    {"SYSTEM$STREAM_HAS_DATA", 1, 1, no_such_object<stream_title>},
    {"SYSTEM$TASK_DEPENDENTS_ENABLE", 1, 1, no_such_object<task_title>},
    {"SYSTEM$USER_TASK_CANCEL_ONGOING_EXECUTIONS", 1, 1, no_such_object<task_title>},
};

}  // namespace

std::span<const ObjectFunction> table_functions() { return rows; }

}  // namespace mockhaus::commands
