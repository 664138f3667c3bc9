// SHOW PARAMETERS IN {DATABASE | SCHEMA | TABLE | WAREHOUSE}: the parameters that such objects
// take, from the object itself or else from what contains it.
#include "catalog/access.h"
#include "catalog/account.h"
#include "catalog/table.h"
#include "commands/names.h"
#include "commands/show.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Kind;

enum In : uint8_t { in_database = 1, in_schema = 2, in_table = 4, in_warehouse = 8 };
constexpr int in_containers = in_database | in_schema;

struct ObjectParameter {
  std::string_view name;
  std::string_view type;
  std::string_view default_value;
  int kinds;
  std::string_view description;
};

// Sorted by name.
constexpr ObjectParameter object_parameters[] = {
    {"CATALOG", "STRING", "", in_containers, "Name of the default catalog of Iceberg tables"},
    {"DATA_RETENTION_TIME_IN_DAYS", "NUMBER", "1", in_containers | in_table,
     "number of days to retain the old version of deleted/updated data"},
    {"DEFAULT_DDL_COLLATION", "STRING", "", in_containers | in_table,
     "Collation that is used for all the new columns created by the DDL statements"},
    {"EXTERNAL_VOLUME", "STRING", "", in_containers,
     "Name of the default external volume of Iceberg tables"},
    {"LOG_LEVEL", "STRING", "OFF", in_containers, "Severity of messages that are logged"},
    {"MAX_CONCURRENCY_LEVEL", "NUMBER", "8", in_warehouse,
     "maximum number of queries that run on a warehouse at the same time"},
    {"MAX_DATA_EXTENSION_TIME_IN_DAYS", "NUMBER", "14", in_containers | in_table,
     "Maximum number of days to extend data retention so that a stream does not become stale"},
    {"PIPE_EXECUTION_PAUSED", "BOOLEAN", "false", in_schema, "True if execution is paused"},
    {"QUOTED_IDENTIFIERS_IGNORE_CASE", "BOOLEAN", "false", in_containers | in_table,
     "If true, the case of quoted identifiers is ignored"},
    {"STATEMENT_QUEUED_TIMEOUT_IN_SECONDS", "NUMBER", "0", in_warehouse,
     "Timeout in seconds for queued statements (0 for none)"},
    {"STATEMENT_TIMEOUT_IN_SECONDS", "NUMBER", "172800", in_warehouse,
     "Timeout in seconds for statements (0 for the maximum)"},
    {"SUSPEND_TASK_AFTER_NUM_FAILURES", "NUMBER", "10", in_containers,
     "How many consecutive failures suspend a task (0 for none)"},
    {"TRACE_LEVEL", "STRING", "OFF", in_containers, "What is traced of routines"},
};

struct Found {
  int kind = 0;
  const catalog::Object* object = nullptr;
};

Result<const catalog::Object*> existing(const catalog::Object* object, std::string_view title,
                                        std::string_view name) {
  if (object == nullptr) return catalog::errors::does_not_exist(title, name);
  return object;
}

Result<Found> find_container_of(const ShowInput& input) {
  const CommandContext& context = input.context();
  const sql::Show& show = input.show;
  if (show.scope_kind == "DATABASE") {
    std::string name = context.session.database;
    if (!show.scope_name.empty()) name = TRY(account_name(show.scope_name, context));
    const auto* database = TRY(existing(input.snapshot().find_database(name), "Database", name));
    return Found{in_database, database};
  }
  SchemaName name{context.session.database, context.session.schema};
  if (!show.scope_name.empty()) name = TRY(schema_name(show.scope_name, "SHOW", context));
  const std::string full = name.database + "." + name.schema;
  const auto* schema = input.snapshot().find_schema(name.database, name.schema);
  const auto* object = TRY(existing(schema, "Schema", full));
  return Found{in_schema, object};
}

Result<Found> find_shown(const ShowInput& input) {
  const CommandContext& context = input.context();
  const sql::Show& show = input.show;
  if (show.scope_kind == "DATABASE" || show.scope_kind == "SCHEMA") {
    return find_container_of(input);
  }
  if (show.scope_kind == "WAREHOUSE") {
    std::string name = context.session.warehouse;
    if (!show.scope_name.empty()) name = TRY(account_name(show.scope_name, context));
    const auto* warehouse = input.snapshot().find_warehouse(name);
    const auto* object = TRY(existing(warehouse, "Warehouse", name));
    return Found{in_warehouse, object};
  }
  if (show.scope_kind != "TABLE") {
    return sql::errors::unsupported("SHOW PARAMETERS IN " + std::string(show.scope_kind));
  }
  const FullName name = TRY(full_name(show.scope_name, "SHOW", context));
  const auto* object = TRY(find_object(input.view, Kind::table, name));
  return Found{in_table, object};
}

std::optional<int64_t> retention_of(const catalog::Object& object) {
  if (const auto* table = catalog::object_cast<catalog::Table>(&object)) {
    return table->retention_days;
  }
  if (const auto* schema = catalog::object_cast<catalog::Schema>(&object)) {
    return schema->retention_days;
  }
  const auto* database = catalog::object_cast<catalog::Database>(&object);
  return database == nullptr ? std::nullopt : database->retention_days;
}

std::optional<std::string> own_value(const catalog::Object& object, std::string_view name) {
  if (name == "DATA_RETENTION_TIME_IN_DAYS") {
    const auto days = retention_of(object);
    return days ? std::optional(std::to_string(*days)) : std::nullopt;
  }
  for (const auto& [key, value] : object.parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}

struct Value {
  std::string text, level;
};

Value value_of(const ShowInput& input, const catalog::Object& object,
               const ObjectParameter& parameter) {
  for (const catalog::Object* at = &object; at != nullptr;) {
    if (const auto own = own_value(*at, parameter.name)) {
      return {*own, std::string(catalog::row_of(at->kind).word)};
    }
    at = at->parent == catalog::account_id ? nullptr : input.snapshot().container(at->parent);
  }
  return {std::string(parameter.default_value), ""};
}

}  // namespace

Result<Done> show_object_parameters(const ShowInput& input, std::vector<ShowRow>& into) {
  const Found found = TRY(find_shown(input));
  for (const ObjectParameter& parameter : object_parameters) {
    if ((parameter.kinds & found.kind) == 0) continue;
    Value value = value_of(input, *found.object, parameter);
    into.push_back({"", "", std::string(parameter.name), "", 0,
                    {std::string(parameter.name), std::move(value.text),
                     std::string(parameter.default_value), std::move(value.level),
                     std::string(parameter.description), std::string(parameter.type)}});
  }
  return Done{};
}

}  // namespace mockhaus::commands
