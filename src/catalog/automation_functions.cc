// table: table functions about what runs by itself in Snowflake: tasks, pipes, dynamic and external
// tables, directory tables, notifications, metrics of data. None of these can be made here, so the
// functions check what they are asked about and have no rows.
#include <algorithm>

#include "catalog/errors.h"
#include "catalog/metadata_functions.h"
#include "sql/resolve/errors.h"

namespace mockhaus::catalog {
namespace {

using enum VirtualColumn::Type;
using Names = std::string_view;

std::optional<std::string> argument(const VirtualSource& source, std::string_view name) {
  const auto found = source.arguments->find(name);
  return found == source.arguments->end() ? std::nullopt : found->second;
}

// The object that the argument names cannot exist.
template <const Names& parameter, const Names& title>
Result<Done> check_exists(const VirtualSource& source) {
  const std::optional<std::string> name = argument(source, parameter);
  if (!name) return sql::errors::not_enough_arguments(parameter, 1, 0, {});
  return errors::does_not_exist(title, *name);
}

// RESULT_LIMIT: 1 to 10000
Result<Done> check_limit(const VirtualSource& source) {
  const std::optional<std::string> limit = argument(source, "RESULT_LIMIT");
  if (!limit) return Done{};
  const bool digits = !limit->empty() && limit->size() < 6 &&
                      std::ranges::all_of(*limit, [](char c) { return c >= '0' && c <= '9'; });
  const int number = digits ? std::stoi(*limit) : 0;
  if (number < 1 || number > 10'000) return errors::invalid_parameter_value(*limit, "RESULT_LIMIT");
  return Done{};
}

constexpr VirtualColumn task_columns[] = {
    {"QUERY_ID"}, {"NAME"}, {"DATABASE_NAME"}, {"SCHEMA_NAME"}, {"QUERY_TEXT"},
    {"CONDITION_TEXT"}, {"STATE"}, {"ERROR_CODE", number}, {"ERROR_MESSAGE"},
    {"SCHEDULED_TIME", timestamp}, {"QUERY_START_TIME", timestamp},
    {"NEXT_SCHEDULED_TIME", timestamp}, {"COMPLETED_TIME", timestamp}, {"ROOT_TASK_ID"},
    {"GRAPH_VERSION", number}, {"RUN_ID", number}, {"RETURN_VALUE"}, {"SCHEDULED_FROM"},
    {"ATTEMPT_NUMBER", number}, {"CONFIG"}, {"QUERY_HASH"}, {"QUERY_HASH_VERSION", number},
    {"QUERY_PARAMETERIZED_HASH"}, {"QUERY_PARAMETERIZED_HASH_VERSION", number},
    {"GRAPH_RUN_GROUP_ID"}, {"BACKFILL_INFO", variant}, {"SPCS_JOB_ID", number},
};
constexpr Names task_parameters[] = {
    "SCHEDULED_TIME_RANGE_START", "SCHEDULED_TIME_RANGE_END", "RESULT_LIMIT", "TASK_NAME",
    "DATABASE_NAME", "SCHEMA_NAME", "ERROR_ONLY", "ROOT_TASK_ID",
};

constexpr VirtualColumn complete_graph_columns[] = {
    {"ROOT_TASK_NAME"}, {"DATABASE_NAME"}, {"SCHEMA_NAME"}, {"STATE"}, {"SCHEDULED_FROM"},
    {"FIRST_ERROR_TASK_NAME"}, {"FIRST_ERROR_CODE", number}, {"FIRST_ERROR_MESSAGE"},
    {"SCHEDULED_TIME", timestamp}, {"QUERY_START_TIME", timestamp},
    {"NEXT_SCHEDULED_TIME", timestamp}, {"COMPLETED_TIME", timestamp}, {"ROOT_TASK_ID"},
    {"GRAPH_VERSION", number}, {"RUN_ID", number}, {"ATTEMPT_NUMBER", number}, {"CONFIG"},
    {"GRAPH_RUN_GROUP_ID"}, {"BACKFILL_INFO", variant},
};
constexpr Names complete_graph_parameters[] = {"RESULT_LIMIT", "ROOT_TASK_NAME", "ERROR_ONLY"};

constexpr VirtualColumn current_graph_columns[] = {
    {"ROOT_TASK_NAME"}, {"DATABASE_NAME"}, {"SCHEMA_NAME"}, {"STATE"}, {"SCHEDULED_FROM"},
    {"FIRST_ERROR_TASK_NAME"}, {"FIRST_ERROR_CODE", number}, {"FIRST_ERROR_MESSAGE"},
    {"SCHEDULED_TIME", timestamp}, {"QUERY_START_TIME", timestamp},
    {"NEXT_SCHEDULED_TIME", timestamp}, {"ROOT_TASK_ID"}, {"GRAPH_VERSION", number},
    {"RUN_ID", number}, {"ATTEMPT_NUMBER", number}, {"CONFIG"}, {"GRAPH_RUN_GROUP_ID"},
    {"BACKFILL_INFO", variant},
};
constexpr Names current_graph_parameters[] = {"RESULT_LIMIT", "ROOT_TASK_NAME"};

// Like the columns of SHOW TASKS, in lower case.
constexpr VirtualColumn dependent_columns[] = {
    {"created_on", timestamp}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"},
    {"comment"}, {"warehouse"}, {"schedule"}, {"predecessors"}, {"state"}, {"definition"},
    {"condition"},
};
constexpr Names dependent_parameters[] = {"TASK_NAME", "RECURSIVE"};

constexpr VirtualColumn dynamic_table_columns[] = {
    {"NAME"}, {"SCHEMA_NAME"}, {"DATABASE_NAME"}, {"QUALIFIED_NAME"}, {"TARGET_LAG_SEC", number},
    {"TARGET_LAG_TYPE"}, {"SCHEDULING_STATE", variant}, {"MEAN_LAG_SEC", number},
    {"MAXIMUM_LAG_SEC", number}, {"TIME_ABOVE_TARGET_LAG_SEC", number},
    {"TIME_WITHIN_TARGET_LAG_RATIO", real}, {"LATEST_DATA_TIMESTAMP", timestamp},
    {"LAST_COMPLETED_REFRESH_STATE"}, {"LAST_COMPLETED_REFRESH_STATE_CODE"},
    {"LAST_COMPLETED_REFRESH_STATE_MESSAGE"}, {"EXECUTING_REFRESH_QUERY_ID"},
    {"RECOMMENDATIONS", variant},
};
constexpr Names dynamic_table_parameters[] = {
    "NAME", "REFRESH_DATA_TIMESTAMP_START", "RESULT_LIMIT", "INCLUDE_CONNECTED",
};

constexpr VirtualColumn graph_history_columns[] = {
    {"NAME"}, {"SCHEMA_NAME"}, {"DATABASE_NAME"}, {"QUALIFIED_NAME"}, {"INPUTS", variant},
    {"TARGET_LAG_TYPE"}, {"TARGET_LAG_SEC", number}, {"QUERY_TEXT"}, {"VALID_FROM", timestamp},
    {"VALID_TO", timestamp}, {"SCHEDULING_STATE", variant}, {"ALTER_TRIGGER", variant},
};
constexpr Names graph_history_parameters[] = {"AS_OF", "HISTORY_START", "HISTORY_END"};

constexpr VirtualColumn external_file_columns[] = {
    {"FILE_NAME"}, {"REGISTERED_ON", timestamp}, {"FILE_SIZE", number},
    {"LAST_MODIFIED", timestamp}, {"ETAG"}, {"MD5"},
};
constexpr Names external_file_parameters[] = {"TABLE_NAME"};

constexpr VirtualColumn registration_columns[] = {
    {"JOB_CREATED_TIME", timestamp}, {"FILE_NAME"}, {"OPERATION_STATUS"}, {"MESSAGE"},
    {"FILE_SIZE", number}, {"LAST_MODIFIED", timestamp},
};
constexpr Names external_registration_parameters[] = {"TABLE_NAME", "START_TIME"};
constexpr Names stage_registration_parameters[] = {"STAGE_NAME", "START_TIME"};

constexpr VirtualColumn notification_columns[] = {
    {"CREATED", timestamp}, {"PROCESSED", timestamp}, {"MESSAGE_SOURCE"}, {"INTEGRATION_NAME"},
    {"STATUS"}, {"ERROR_MESSAGE"}, {"ID"}, {"ATTEMPT", number}, {"MESSAGE_SOURCE_INFO", variant},
};
constexpr Names notification_parameters[] = {
    "START_TIME", "END_TIME", "INTEGRATION_NAME", "RESULT_LIMIT",
};

constexpr VirtualColumn pipe_error_columns[] = {
    {"ERROR"}, {"FILE"}, {"LINE", number}, {"CHARACTER", number}, {"BYTE_OFFSET", number},
    {"CATEGORY"}, {"CODE", number}, {"SQL_STATE", number}, {"COLUMN_NAME"},
    {"ROW_NUMBER", number}, {"ROW_START_LINE", number}, {"REJECTED_RECORD"},
};
constexpr Names pipe_error_parameters[] = {"PIPE_NAME", "START_TIME", "END_TIME"};

constexpr VirtualColumn metric_columns[] = {
    {"METRIC_DATABASE_NAME"}, {"METRIC_SCHEMA_NAME"}, {"METRIC_NAME"}, {"ARGUMENT_SIGNATURE"},
    {"DATA_TYPE"}, {"REF_DATABASE_NAME"}, {"REF_SCHEMA_NAME"}, {"REF_ENTITY_NAME"},
    {"REF_ENTITY_DOMAIN"}, {"REF_ARGUMENTS", variant}, {"REF_ID"}, {"SCHEDULE"},
    {"SCHEDULE_STATUS"}, {"DATA_QUALITY_NOTIFICATION_STATUS"}, {"ANOMALY_DETECTION_STATUS"},
    {"ANOMALY_DETECTION_SENSITIVITY_LEVEL"}, {"USE_ROLE"}, {"LEVEL"}, {"EXCLUDE_TABLE_TYPES"},
    {"PROPERTIES", variant},
};
constexpr Names metric_parameters[] = {"METRIC_NAME", "REF_ENTITY_NAME", "REF_ENTITY_DOMAIN"};

// One of the two forms.
Result<Done> check_metric(const VirtualSource& source) {
  const bool of_metric = argument(source, "METRIC_NAME").has_value();
  const bool of_entity = argument(source, "REF_ENTITY_NAME").has_value() &&
                         argument(source, "REF_ENTITY_DOMAIN").has_value();
  if (of_metric != of_entity) return Done{};
  return sql::errors::not_enough_arguments("DATA_METRIC_FUNCTION_REFERENCES", 2,
                                           static_cast<int>(source.arguments->size()), {});
}

constexpr Names task_name = "TASK_NAME", table_name = "TABLE_NAME", pipe_name = "PIPE_NAME";
constexpr Names task_title = "Task", table_title = "External table", pipe_title = "Pipe";

using Check = Result<Done> (*)(const VirtualSource& source);
constexpr VirtualRelation empty(const char* name, std::span<const VirtualColumn> columns,
                                Check check = nullptr) {
  return {name, columns, nullptr, false, false, check};
}

// Sorted by name.
const MetadataFunction functions[] = {
    {empty("COMPLETE_TASK_GRAPHS", complete_graph_columns, check_limit),
     complete_graph_parameters},
    {empty("CURRENT_TASK_GRAPHS", current_graph_columns, check_limit), current_graph_parameters},
    {empty("DATA_METRIC_FUNCTION_REFERENCES", metric_columns, check_metric), metric_parameters},
    {empty("DYNAMIC_TABLES", dynamic_table_columns), dynamic_table_parameters},
    {empty("DYNAMIC_TABLE_GRAPH_HISTORY", graph_history_columns), graph_history_parameters},
    {empty("EXTERNAL_TABLE_FILES", external_file_columns, check_exists<table_name, table_title>),
     external_file_parameters},
    {empty("EXTERNAL_TABLE_FILE_REGISTRATION_HISTORY", registration_columns,
           check_exists<table_name, table_title>),
     external_registration_parameters},
    {empty("NOTIFICATION_HISTORY", notification_columns, check_limit), notification_parameters},
    {empty("STAGE_DIRECTORY_FILE_REGISTRATION_HISTORY", registration_columns),
     stage_registration_parameters},
    {empty("TASK_DEPENDENTS", dependent_columns, check_exists<task_name, task_title>),
     dependent_parameters},
    {empty("TASK_HISTORY", task_columns, check_limit), task_parameters},
    {empty("VALIDATE_PIPE_LOAD", pipe_error_columns, check_exists<pipe_name, pipe_title>),
     pipe_error_parameters},
};

}  // namespace

std::span<const MetadataFunction> automation_functions() { return functions; }

}  // namespace mockhaus::catalog
