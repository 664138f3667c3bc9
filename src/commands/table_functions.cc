// table: functions about tables and views.
#include "catalog/errors.h"
#include "catalog/physical.h"
#include "commands/names.h"
#include "commands/object_function.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::SessionView;

// SYSTEM$LAST_CHANGE_COMMIT_TIME('name'): of a view, when something below it changed.
FunctionAnswer last_change(const FunctionArguments& arguments, const SessionView& view,
                           const CommandContext& context) {
  if (!arguments[0]) return std::optional<std::string>();
  Arena arena;
  const std::vector<std::string> parts = TRY(parts_of(*arguments[0], context));
  const FullName name = TRY(full_name(parts, "SYSTEM$LAST_CHANGE_COMMIT_TIME", context));
  using catalog::physical::quote_identifier;
  const std::string text = "SELECT * FROM " + quote_identifier(name.database) + "." +
                           quote_identifier(name.schema) + "." + quote_identifier(name.name);
  const sql::Query* query = TRY(sql::parse_query_text(text, arena));
  const sql::Translation all = TRY(sql::translate_query(*query, text, context.session, view));
  const int64_t changed = TRY(context.engine.changed_ns(all.sql));
  return std::optional(std::to_string(changed));
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
    {"SYSTEM$LAST_CHANGE_COMMIT_TIME", 1, 1, last_change},
    {"SYSTEM$PIPE_FORCE_RESUME", 1, 2, no_such_object<pipe_title>},
    {"SYSTEM$PIPE_STATUS", 1, 1, no_such_object<pipe_title>},
    {"SYSTEM$STREAM_GET_TABLE_TIMESTAMP", 1, 1, no_such_object<stream_title>},
    {"SYSTEM$STREAM_HAS_DATA", 1, 1, no_such_object<stream_title>},
    {"SYSTEM$TASK_DEPENDENTS_ENABLE", 1, 1, no_such_object<task_title>},
    {"SYSTEM$USER_TASK_CANCEL_ONGOING_EXECUTIONS", 1, 1, no_such_object<task_title>},
};

}  // namespace

std::span<const ObjectFunction> table_functions() { return rows; }

}  // namespace mockhaus::commands
