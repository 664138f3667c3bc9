#include "catalog/metadata_functions.h"

#include "catalog/errors.h"
#include "catalog/object_references.h"
#include "catalog/tag_references.h"
#include "values/explain_plan.h"

namespace mockhaus::catalog {
namespace {

using enum VirtualColumn::Type;
using Names = std::string_view;

constexpr Names range_and_table[] = {"DATE_RANGE_START", "DATE_RANGE_END", "TABLE_NAME"};
constexpr Names range_and_warehouse[] = {"DATE_RANGE_START", "DATE_RANGE_END", "WAREHOUSE_NAME"};
constexpr Names date_range[] = {"DATE_RANGE_START", "DATE_RANGE_END"};

constexpr VirtualColumn alert_columns[] = {
    {"NAME"}, {"DATABASE_NAME"}, {"SCHEMA_NAME"}, {"CONDITION"}, {"CONDITION_QUERY_ID"},
    {"ACTION"}, {"ACTION_QUERY_ID"}, {"STATE"}, {"SQL_ERROR_CODE"}, {"SQL_ERROR_MESSAGE"},
    {"SCHEDULED_TIME", timestamp}, {"COMPLETED_TIME", timestamp}, {"SCHEDULED_FROM"},
};
constexpr Names alert_parameters[] = {
    "SCHEDULED_TIME_RANGE_START", "SCHEDULED_TIME_RANGE_END", "RESULT_LIMIT", "ALERT_NAME",
};

constexpr VirtualColumn clustering_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"TABLE_NAME"}, {"CREDITS_USED", number},
    {"NUM_BYTES_RECLUSTERED", number}, {"NUM_ROWS_RECLUSTERED", number},
};

constexpr VirtualColumn transfer_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"SOURCE_CLOUD"}, {"SOURCE_REGION"},
    {"TARGET_CLOUD"}, {"TARGET_REGION"}, {"BYTES_TRANSFERRED", number}, {"TRANSFER_TYPE"},
};

constexpr VirtualColumn copy_columns[] = {
    {"FILE_NAME"}, {"STAGE_LOCATION"}, {"LAST_LOAD_TIME", timestamp}, {"ROW_COUNT", number},
    {"ROW_PARSED", number}, {"FILE_SIZE", number}, {"FIRST_ERROR_MESSAGE"},
    {"FIRST_ERROR_LINE_NUMBER", number}, {"FIRST_ERROR_CHARACTER_POS", number},
    {"FIRST_ERROR_COLUMN_NAME"}, {"ERROR_COUNT", number}, {"ERROR_LIMIT", number}, {"STATUS"},
    {"TABLE_CATALOG_NAME"}, {"TABLE_SCHEMA_NAME"}, {"TABLE_NAME"}, {"PIPE_CATALOG_NAME"},
    {"PIPE_SCHEMA_NAME"}, {"PIPE_NAME"}, {"PIPE_RECEIVED_TIME", timestamp},
    {"FIRST_COMMIT_TIME", timestamp},
};
constexpr Names copy_parameters[] = {"TABLE_NAME", "START_TIME", "END_TIME"};

constexpr VirtualColumn external_function_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"NAME"}, {"ARGUMENTS"},
    {"FUNCTION_TYPE"}, {"FUNCTION_ENDPOINT_URL"}, {"SOURCE_CLOUD"}, {"SOURCE_REGION"},
    {"TARGET_CLOUD"}, {"TARGET_REGION"}, {"INVOCATIONS", number}, {"SENT_ROWS", number},
    {"RECEIVED_ROWS", number}, {"SENT_BYTES", number}, {"RECEIVED_BYTES", number},
};
constexpr Names external_function_parameters[] = {
    "DATE_RANGE_START", "DATE_RANGE_END", "FUNCTION_SIGNATURE",
};

constexpr VirtualColumn plan_columns[] = {
    {"step", number}, {"id", number}, {"parentOperators"}, {"operation"}, {"objects"}, {"alias"},
    {"expressions"}, {"partitionsTotal", number}, {"partitionsAssigned", number},
    {"bytesAssigned", number},
};
constexpr Names plan_parameters[] = {"PLAN"};

std::string plan_argument(const VirtualSource& source) {
  const auto found = source.arguments->find("PLAN");
  return found == source.arguments->end() ? std::string() : found->second.value_or("");
}
Result<Done> check_plan(const VirtualSource& source) {
  const std::string plan = plan_argument(source);
  if (!values::plan_rows(plan)) return errors::invalid_parameter_value(plan, "EXPLAIN_JSON");
  return Done{};
}
void explain_rows(const VirtualSource& source, std::vector<VirtualRow>& into) {
  if (auto rows = values::plan_rows(plan_argument(source))) into = *std::move(rows);
}

constexpr VirtualColumn refresh_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"MATERIALIZED_VIEW_NAME"},
    {"CREDITS_USED", number},
};
constexpr Names refresh_parameters[] = {
    "DATE_RANGE_START", "DATE_RANGE_END", "MATERIALIZED_VIEW_NAME",
};

constexpr VirtualColumn pipe_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"PIPE_NAME"}, {"CREDITS_USED", number},
    {"BYTES_INSERTED", number}, {"FILES_INSERTED", number},
};
constexpr Names pipe_parameters[] = {"DATE_RANGE_START", "DATE_RANGE_END", "PIPE_NAME"};

constexpr VirtualColumn policy_columns[] = {
    {"POLICY_DB"}, {"POLICY_SCHEMA"}, {"POLICY_NAME"}, {"POLICY_KIND"}, {"REF_DATABASE_NAME"},
    {"REF_SCHEMA_NAME"}, {"REF_ENTITY_NAME"}, {"REF_ENTITY_DOMAIN"}, {"REF_COLUMN_NAME"},
    {"REF_ARG_COLUMN_NAMES"}, {"TAG_DATABASE"}, {"TAG_SCHEMA"}, {"TAG_NAME"}, {"POLICY_STATUS"},
};
constexpr Names policy_parameters[] = {"POLICY_NAME", "REF_ENTITY_NAME", "REF_ENTITY_DOMAIN"};

constexpr VirtualColumn database_storage_columns[] = {
    {"USAGE_DATE", date}, {"DATABASE_NAME"}, {"AVERAGE_DATABASE_BYTES", number},
    {"AVERAGE_FAILSAFE_BYTES", number},
};
constexpr Names database_storage_parameters[] = {
    "DATE_RANGE_START", "DATE_RANGE_END", "DATABASE_NAME",
};

constexpr VirtualColumn stage_storage_columns[] = {
    {"USAGE_DATE", date}, {"AVERAGE_STAGE_BYTES", number},
};

constexpr VirtualColumn dynamic_table_columns[] = {
    {"NAME"}, {"SCHEMA_NAME"}, {"DATABASE_NAME"}, {"STATE"}, {"STATE_CODE"}, {"STATE_MESSAGE"},
    {"QUERY_ID"}, {"DATA_TIMESTAMP", timestamp}, {"REFRESH_START_TIME", timestamp},
    {"REFRESH_END_TIME", timestamp}, {"COMPLETION_TARGET", timestamp}, {"QUALIFIED_NAME"},
    {"LAST_COMPLETED_DEPENDENCY"}, {"STATISTICS"}, {"REFRESH_ACTION"}, {"REFRESH_TRIGGER"},
    {"TARGET_LAG_SEC", number}, {"GRAPH_HISTORY_VALID_FROM", timestamp}, {"WAREHOUSE"},
};
constexpr Names dynamic_table_parameters[] = {
    "DATA_TIMESTAMP_START", "DATA_TIMESTAMP_END", "RESULT_LIMIT", "NAME", "NAME_PREFIX",
    "ERROR_ONLY",
};

constexpr VirtualColumn load_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"WAREHOUSE_NAME"},
    {"AVG_RUNNING", number}, {"AVG_QUEUED_LOAD", number}, {"AVG_QUEUED_PROVISIONING", number},
    {"AVG_BLOCKED", number},
};

constexpr VirtualColumn serverless_alert_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"ALERT_NAME"}, {"CREDITS_USED", number},
};
constexpr Names serverless_alert_parameters[] = {
    "DATE_RANGE_START", "DATE_RANGE_END", "ALERT_NAME",
};

// In the order of commands/query_history.cc.
constexpr VirtualColumn query_columns[] = {
    {"QUERY_ID"}, {"QUERY_TEXT"}, {"DATABASE_NAME"}, {"SCHEMA_NAME"}, {"QUERY_TYPE"},
    {"SESSION_ID", number}, {"USER_NAME"}, {"ROLE_NAME"}, {"WAREHOUSE_NAME"}, {"WAREHOUSE_SIZE"},
    {"WAREHOUSE_TYPE"}, {"CLUSTER_NUMBER", number}, {"QUERY_TAG"}, {"EXECUTION_STATUS"},
    {"ERROR_CODE", number}, {"ERROR_MESSAGE"}, {"START_TIME", timestamp}, {"END_TIME", timestamp},
    {"TOTAL_ELAPSED_TIME", number}, {"BYTES_SCANNED", number}, {"ROWS_PRODUCED", number},
    {"COMPILATION_TIME", number}, {"EXECUTION_TIME", number},
    {"QUEUED_PROVISIONING_TIME", number}, {"QUEUED_REPAIR_TIME", number},
    {"QUEUED_OVERLOAD_TIME", number}, {"TRANSACTION_BLOCKED_TIME", number},
    {"OUTBOUND_DATA_TRANSFER_CLOUD"}, {"OUTBOUND_DATA_TRANSFER_REGION"},
    {"OUTBOUND_DATA_TRANSFER_BYTES", number}, {"INBOUND_DATA_TRANSFER_CLOUD"},
    {"INBOUND_DATA_TRANSFER_REGION"}, {"INBOUND_DATA_TRANSFER_BYTES", number},
    {"CREDITS_USED_CLOUD_SERVICES", number}, {"LIST_EXTERNAL_FILE_TIME", number},
    {"RELEASE_VERSION"}, {"EXTERNAL_FUNCTION_TOTAL_INVOCATIONS", number},
    {"EXTERNAL_FUNCTION_TOTAL_SENT_ROWS", number},
    {"EXTERNAL_FUNCTION_TOTAL_RECEIVED_ROWS", number},
    {"EXTERNAL_FUNCTION_TOTAL_SENT_BYTES", number},
    {"EXTERNAL_FUNCTION_TOTAL_RECEIVED_BYTES", number},
    {"IS_CLIENT_GENERATED_STATEMENT", boolean},
};
constexpr Names query_parameters[] = {
    "END_TIME_RANGE_START", "END_TIME_RANGE_END", "RESULT_LIMIT",
    "INCLUDE_CLIENT_GENERATED_STATEMENT",
};
constexpr Names session_query_parameters[] = {
    "SESSION_ID", "END_TIME_RANGE_START", "END_TIME_RANGE_END", "RESULT_LIMIT",
    "INCLUDE_CLIENT_GENERATED_STATEMENT",
};
constexpr Names user_query_parameters[] = {
    "USER_NAME", "END_TIME_RANGE_START", "END_TIME_RANGE_END", "RESULT_LIMIT",
    "INCLUDE_CLIENT_GENERATED_STATEMENT",
};
constexpr Names warehouse_query_parameters[] = {
    "WAREHOUSE_NAME", "END_TIME_RANGE_START", "END_TIME_RANGE_END", "RESULT_LIMIT",
    "INCLUDE_CLIENT_GENERATED_STATEMENT",
};
constexpr VirtualRelation query_history(const char* name) {
  return {name, query_columns, nullptr, false, true};
}

constexpr VirtualColumn acceleration_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"WAREHOUSE_NAME"},
    {"CREDITS_USED", number}, {"NUM_FILES_SCANNED", number}, {"NUM_BYTES_SCANNED", number},
};

constexpr VirtualColumn replication_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"DATABASE_NAME"},
    {"CREDITS_USED", number}, {"BYTES_TRANSFERRED", number},
};
constexpr Names replication_parameters[] = {"DATE_RANGE_START", "DATE_RANGE_END", "DATABASE_NAME"};

constexpr VirtualColumn search_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"TABLE_NAME"}, {"CREDITS_USED", number},
};

constexpr VirtualColumn serverless_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"TASK_NAME"}, {"CREDITS_USED", number},
};
constexpr Names serverless_parameters[] = {"DATE_RANGE_START", "DATE_RANGE_END", "TASK_NAME"};

constexpr VirtualColumn metering_columns[] = {
    {"START_TIME", timestamp}, {"END_TIME", timestamp}, {"WAREHOUSE_NAME"},
    {"CREDITS_USED", number}, {"CREDITS_USED_COMPUTE", number},
    {"CREDITS_USED_CLOUD_SERVICES", number},
};

constexpr Names object_reference_parameters[] = {"DATABASE_NAME", "SCHEMA_NAME", "OBJECT_NAME"};

constexpr Names tag_parameters[] = {"OBJECT_NAME", "OBJECT_DOMAIN"};

// Sorted by name. Null rows: always empty.
const MetadataFunction functions[] = {
    {{"ALERT_HISTORY", alert_columns, nullptr}, alert_parameters},
    {{"AUTOMATIC_CLUSTERING_HISTORY", clustering_columns, nullptr}, range_and_table},
    {{"COPY_HISTORY", copy_columns, nullptr}, copy_parameters},
    {{"DATABASE_STORAGE_USAGE_HISTORY", database_storage_columns, nullptr},
     database_storage_parameters},
    {{"DATA_TRANSFER_HISTORY", transfer_columns, nullptr}, date_range},
    {{"DYNAMIC_TABLE_REFRESH_HISTORY", dynamic_table_columns, nullptr},
     dynamic_table_parameters},
    {{"EXPLAIN_JSON", plan_columns, explain_rows, false, false, check_plan}, plan_parameters},
    {{"EXTERNAL_FUNCTIONS_HISTORY", external_function_columns, nullptr},
     external_function_parameters},
    {{"GET_OBJECT_REFERENCES", object_references::columns(), object_references::of_view, false,
      false, object_references::check_view},
     object_reference_parameters},
    {{"MATERIALIZED_VIEW_REFRESH_HISTORY", refresh_columns, nullptr}, refresh_parameters},
    {{"PIPE_USAGE_HISTORY", pipe_columns, nullptr}, pipe_parameters},
    {{"POLICY_REFERENCES", policy_columns, nullptr}, policy_parameters},
    {{"QUERY_ACCELERATION_HISTORY", acceleration_columns, nullptr}, range_and_warehouse},
    {query_history("QUERY_HISTORY"), query_parameters},
    {query_history("QUERY_HISTORY_BY_SESSION"), session_query_parameters},
    {query_history("QUERY_HISTORY_BY_USER"), user_query_parameters},
    {query_history("QUERY_HISTORY_BY_WAREHOUSE"), warehouse_query_parameters},
    {{"REPLICATION_USAGE_HISTORY", replication_columns, nullptr}, replication_parameters},
    {{"SEARCH_OPTIMIZATION_HISTORY", search_columns, nullptr}, range_and_table},
    {{"SERVERLESS_ALERT_HISTORY", serverless_alert_columns, nullptr},
     serverless_alert_parameters},
    {{"SERVERLESS_TASK_HISTORY", serverless_columns, nullptr}, serverless_parameters},
    {{"STAGE_STORAGE_USAGE_HISTORY", stage_storage_columns, nullptr}, date_range},
    {{"TAG_REFERENCES", tag_references::columns(), tag_references::of_object, false, false,
      tag_references::check_object},
     tag_parameters},
    {{"TAG_REFERENCES_ALL_COLUMNS", tag_references::columns(), tag_references::of_columns, false,
      false, tag_references::check_object},
     tag_parameters},
    {{"WAREHOUSE_LOAD_HISTORY", load_columns, nullptr}, range_and_warehouse},
    {{"WAREHOUSE_METERING_HISTORY", metering_columns, nullptr}, range_and_warehouse},
};

}  // namespace

const MetadataFunction* find_metadata_function(std::string_view name) {
  for (const auto family : {std::span<const MetadataFunction>(functions), automation_functions()}) {
    for (const MetadataFunction& function : family) {
      if (function.relation.name == name) return &function;
    }
  }
  return nullptr;
}

}  // namespace mockhaus::catalog
