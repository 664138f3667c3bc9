#include "commands/show.h"

#include <algorithm>

namespace mockhaus::commands {
namespace {

using enum AnswerColumn::Type;

constexpr AnswerColumn columns[] = {
    {"table_name"}, {"schema_name"}, {"column_name"}, {"data_type"}, {"null?"}, {"default"},
    {"kind"}, {"expression"}, {"comment"}, {"database_name"}, {"autoincrement"},
    {"schema_evolution_record"},
};
constexpr AnswerColumn database_roles[] = {
    {"created_on", time}, {"name"}, {"is_default"}, {"is_current"}, {"is_inherited"},
    {"granted_to_roles", number}, {"granted_to_database_roles", number},
    {"granted_database_roles", number}, {"owner"}, {"comment"}, {"owner_role_type"},
};
constexpr AnswerColumn databases[] = {
    {"created_on", time}, {"name"}, {"is_default"}, {"is_current"}, {"origin"}, {"owner"},
    {"comment"}, {"options"}, {"retention_time"}, {"kind"}, {"owner_role_type"},
    {"object_visibility"}, {"data_quality_monitoring_settings"}, {"resharing_settings"},
};
constexpr AnswerColumn dynamic_tables[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"cluster_by"},
    {"rows", number}, {"bytes", number}, {"owner"}, {"target_lag"}, {"refresh_mode"},
    {"refresh_mode_reason"}, {"warehouse"}, {"comment"}, {"text"}, {"automatic_clustering"},
    {"scheduling_state"}, {"last_suspended_on", time}, {"is_clone"}, {"is_replica"},
    {"data_timestamp", time}, {"owner_role_type"},
};
constexpr AnswerColumn external_tables[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"invalid"},
    {"invalid_reason"}, {"owner"}, {"comment"}, {"stage"}, {"location"}, {"file_format_name"},
    {"file_format_type"}, {"cloud"}, {"region"}, {"notification_channel"},
    {"last_refreshed_on", time}, {"table_format"}, {"last_refresh_details"}, {"owner_role_type"},
};
constexpr AnswerColumn file_formats[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"type"}, {"owner"},
    {"comment"}, {"format_options"}, {"owner_role_type"},
};
constexpr AnswerColumn functions[] = {
    {"created_on", time}, {"name"}, {"schema_name"}, {"is_builtin"}, {"is_aggregate"}, {"is_ansi"},
    {"min_num_arguments", number}, {"max_num_arguments", number}, {"arguments"}, {"description"},
    {"catalog_name"}, {"is_table_function"}, {"valid_for_clustering"}, {"is_secure"}, {"secrets"},
    {"external_access_integrations"}, {"is_external_function"}, {"language"}, {"is_memoizable"},
    {"is_data_metric"},
};
constexpr AnswerColumn imported_keys[] = {
    {"created_on", time}, {"pk_database_name"}, {"pk_schema_name"}, {"pk_table_name"},
    {"pk_column_name"}, {"fk_database_name"}, {"fk_schema_name"}, {"fk_table_name"},
    {"fk_column_name"}, {"key_sequence", number}, {"update_rule"}, {"delete_rule"}, {"fk_name"},
    {"pk_name"}, {"deferrability"}, {"rely"}, {"comment"},
};
constexpr AnswerColumn indexes[] = {
    {"created_on", time}, {"name"}, {"is_unique"}, {"columns"}, {"included_columns"}, {"table"},
    {"database_name"}, {"schema_name"}, {"owner"}, {"owner_role_type"},
};
constexpr AnswerColumn integrations[] = {
    {"name"}, {"type"}, {"category"}, {"enabled"}, {"comment"}, {"created_on", time},
};
constexpr AnswerColumn hybrid_tables[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"},
    {"rows", number}, {"bytes", number}, {"comment"}, {"owner_role_type"},
};
constexpr AnswerColumn locks[] = {
    {"resource"}, {"type"}, {"transaction"}, {"transaction_started_on", time}, {"status"},
    {"acquired_on", time}, {"query_id"}, {"session", number},
};
constexpr AnswerColumn masking_policies[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"kind"}, {"owner"},
    {"comment"}, {"owner_role_type"}, {"options"},
};
constexpr AnswerColumn materialized_views[] = {
    {"created_on", time}, {"name"}, {"reserved"}, {"database_name"}, {"schema_name"},
    {"cluster_by"}, {"rows", number}, {"bytes", number}, {"source_database_name"},
    {"source_schema_name"}, {"source_table_name"}, {"refreshed_on", time}, {"compacted_on", time},
    {"owner"}, {"invalid"}, {"invalid_reason"}, {"behind_by"}, {"comment"}, {"text"},
    {"is_secure"}, {"automatic_clustering"}, {"owner_role_type"},
};
constexpr AnswerColumn network_policies[] = {
    {"created_on", time}, {"name"}, {"comment"}, {"entries_in_allowed_ip_list", number},
    {"entries_in_blocked_ip_list", number}, {"entries_in_allowed_network_rules", number},
    {"entries_in_blocked_network_rules", number},
};
constexpr AnswerColumn objects[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"kind"}, {"comment"},
    {"cluster_by"}, {"rows", number}, {"bytes", number}, {"owner"}, {"retention_time"},
    {"owner_role_type"}, {"is_hybrid"}, {"is_dynamic"}, {"is_iceberg"}, {"is_interactive"},
};
constexpr AnswerColumn parameters[] = {
    {"key"}, {"value"}, {"default"}, {"level"}, {"description"}, {"type"},
};
constexpr AnswerColumn pipes[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"definition"}, {"owner"},
    {"notification_channel"}, {"comment"}, {"integration"}, {"pattern"}, {"error_integration"},
    {"owner_role_type"}, {"invalid_reason"}, {"kind"}, {"is_snowflake_managed"},
};
constexpr AnswerColumn primary_keys[] = {
    {"created_on", time}, {"database_name"}, {"schema_name"}, {"table_name"}, {"column_name"},
    {"key_sequence", number}, {"constraint_name"}, {"rely"}, {"comment"},
};
constexpr AnswerColumn procedures[] = {
    {"created_on", time}, {"name"}, {"schema_name"}, {"is_builtin"}, {"is_aggregate"}, {"is_ansi"},
    {"min_num_arguments", number}, {"max_num_arguments", number}, {"arguments"}, {"description"},
    {"catalog_name"}, {"is_table_function"}, {"valid_for_clustering"}, {"is_secure"}, {"secrets"},
    {"external_access_integrations"},
};
constexpr AnswerColumn regions[] = {
    {"region_group"}, {"snowflake_region"}, {"cloud"}, {"region"}, {"display_name"},
};
constexpr AnswerColumn resource_monitors[] = {
    {"name"}, {"credit_quota"}, {"used_credits"}, {"remaining_credits"}, {"level"}, {"frequency"},
    {"start_time", time}, {"end_time", time}, {"notify_at"}, {"suspend_at"},
    {"suspend_immediately_at"}, {"created_on", time}, {"owner"}, {"comment"},
};
constexpr AnswerColumn roles[] = {
    {"created_on", time}, {"name"}, {"is_default"}, {"is_current"}, {"is_inherited"},
    {"assigned_to_users", number}, {"granted_to_roles", number}, {"granted_roles", number},
    {"owner"}, {"comment"}, {"is_from_organization_user_group"},
};
constexpr AnswerColumn row_access_policies[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"kind"}, {"owner"},
    {"comment"}, {"owner_role_type"}, {"options"},
};
constexpr AnswerColumn schemas[] = {
    {"created_on", time}, {"name"}, {"is_default"}, {"is_current"}, {"database_name"}, {"owner"},
    {"comment"}, {"options"}, {"retention_time"}, {"owner_role_type"},
    {"classification_profile_database"}, {"classification_profile_schema"},
    {"classification_profile"}, {"object_visibility"}, {"is_nested"},
};
constexpr AnswerColumn sequences[] = {
    {"name"}, {"database_name"}, {"schema_name"}, {"next_value", number}, {"interval", number},
    {"created_on", time}, {"owner"}, {"comment"}, {"owner_role_type"}, {"ordered"},
};
constexpr AnswerColumn shares[] = {
    {"created_on", time}, {"kind"}, {"owner_account"}, {"name"}, {"database_name"}, {"to"},
    {"owner"}, {"comment"},
};
constexpr AnswerColumn stages[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"url"},
    {"has_credentials"}, {"has_encryption_key"}, {"owner"}, {"comment"}, {"region"}, {"type"},
    {"cloud"}, {"notification_channel"}, {"storage_integration"}, {"endpoint"},
    {"owner_role_type"}, {"directory_enabled"},
};
constexpr AnswerColumn streams[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"}, {"comment"},
    {"table_name"}, {"source_type"}, {"base_tables"}, {"type"}, {"stale"}, {"mode"},
    {"stale_after", time}, {"invalid_reason"}, {"owner_role_type"},
};
constexpr AnswerColumn tables[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"kind"}, {"comment"},
    {"cluster_by"}, {"rows", number}, {"bytes", number}, {"owner"}, {"retention_time"},
    {"automatic_clustering"}, {"change_tracking"}, {"is_external"}, {"enable_schema_evolution"},
    {"owner_role_type"}, {"is_event"}, {"is_hybrid"}, {"is_iceberg"}, {"is_dynamic"},
    {"is_immutable"}, {"is_interactive"}, {"row_timestamp"}, {"error_logging"},
};
constexpr AnswerColumn tags[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"}, {"comment"},
    {"allowed_values"}, {"owner_role_type"}, {"propagate"}, {"on_conflict"}, {"multi_value"},
};
constexpr AnswerColumn tasks[] = {
    {"created_on", time}, {"name"}, {"id"}, {"database_name"}, {"schema_name"}, {"owner"},
    {"comment"}, {"warehouse"}, {"schedule"}, {"predecessors"}, {"state"}, {"definition"},
    {"condition"}, {"allow_overlapping_execution"}, {"error_integration"},
    {"last_committed_on", time}, {"last_suspended_on", time}, {"owner_role_type"}, {"config"},
    {"task_relations"}, {"last_suspended_reason"}, {"success_integration"}, {"scheduling_mode"},
    {"target_completion_interval"}, {"execute_as_user"}, {"overlap_policy"}, {"created_by_user"},
};
constexpr AnswerColumn transactions[] = {
    {"id", number}, {"user"}, {"session", number}, {"name"}, {"started_on", time}, {"state"},
    {"scope", number},
};
constexpr AnswerColumn unique_keys[] = {
    {"created_on", time}, {"database_name"}, {"schema_name"}, {"table_name"}, {"column_name"},
    {"key_sequence", number}, {"constraint_name"}, {"rely"}, {"comment"},
};
constexpr AnswerColumn user_access_tokens[] = {
    {"name"}, {"user_name"}, {"role_restriction"}, {"expires_at", time}, {"status"}, {"comment"},
    {"created_on", time}, {"created_by"}, {"mins_to_bypass_network_policy_requirement", number},
    {"rotated_to"},
};
constexpr AnswerColumn users[] = {
    {"name"}, {"created_on", time}, {"login_name"}, {"display_name"}, {"first_name"},
    {"last_name"}, {"email"}, {"mins_to_unlock"}, {"days_to_expiry"}, {"comment"}, {"disabled"},
    {"must_change_password"}, {"snowflake_lock"}, {"default_warehouse"}, {"default_namespace"},
    {"default_role"}, {"default_secondary_roles"}, {"ext_authn_duo"}, {"ext_authn_uid"},
    {"mins_to_bypass_mfa"}, {"owner"}, {"last_success_login", time}, {"expires_at_time", time},
    {"locked_until_time", time}, {"has_password"}, {"has_rsa_public_key"}, {"type"}, {"has_mfa"},
    {"has_pat"}, {"has_workload_identity"}, {"is_from_organization_user"},
};
constexpr AnswerColumn variables[] = {
    {"session_id", number}, {"created_on", time}, {"updated_on", time}, {"name"}, {"value"},
    {"type"}, {"comment"},
};
constexpr AnswerColumn views[] = {
    {"created_on", time}, {"name"}, {"reserved"}, {"database_name"}, {"schema_name"}, {"owner"},
    {"comment"}, {"text"}, {"is_secure"}, {"is_materialized"}, {"owner_role_type"},
    {"change_tracking"},
};
constexpr AnswerColumn warehouses[] = {
    {"name"}, {"state"}, {"type"}, {"size"}, {"min_cluster_count", number},
    {"max_cluster_count", number}, {"started_clusters", number}, {"running", number},
    {"queued", number}, {"is_default"}, {"is_current"}, {"auto_suspend", number}, {"auto_resume"},
    {"available"}, {"provisioning"}, {"quiescing"}, {"other"}, {"created_on", time},
    {"resumed_on", time}, {"updated_on", time}, {"owner"}, {"comment"},
    {"enable_query_acceleration"}, {"query_acceleration_max_scale_factor", number},
    {"resource_monitor"}, {"actives", number}, {"pendings", number}, {"failed", number},
    {"suspended", number}, {"uuid"}, {"scaling_policy"}, {"owner_role_type"},
    {"resource_constraint"}, {"generation"}, {"query_throughput_multiplier"},
    {"max_query_performance_level"}, {"disabled_reasons"}, {"tables"},
};

constexpr AnswerColumn alerts[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"}, {"comment"},
    {"warehouse"}, {"schedule"}, {"state"}, {"condition"}, {"action"}, {"owner_role_type"},
};
constexpr AnswerColumn event_tables[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"}, {"comment"},
    {"owner_role_type"},
};
constexpr AnswerColumn network_rules[] = {
    {"created_on", time}, {"name"}, {"database_name"}, {"schema_name"}, {"owner"}, {"comment"},
    {"type"}, {"mode"}, {"entries_in_valuelist", number}, {"owner_role_type"},
};
constexpr AnswerColumn secrets[] = {
    {"created_on", time}, {"name"}, {"schema_name"}, {"database_name"}, {"owner"}, {"comment"},
    {"secret_type"}, {"oauth_scopes"}, {"owner_role_type"},
};

// Sorted by name.
constexpr ShowKind kinds[] = {
    {"AGGREGATION POLICIES", masking_policies, ShowLevel::schema, nullptr},
    {"ALERTS", alerts, ShowLevel::schema, nullptr},
    {"API INTEGRATIONS", integrations, ShowLevel::account, nullptr},
    {"AUTHENTICATION POLICIES", masking_policies, ShowLevel::schema, nullptr},
    {"BUILTIN FUNCTIONS", functions, ShowLevel::schema, commands::show_builtin_functions},
    {"CATALOG INTEGRATIONS", integrations, ShowLevel::account, nullptr},
    {"COLUMNS", columns, ShowLevel::schema, commands::show_columns},
    {"DATABASE ROLES", database_roles, ShowLevel::database, nullptr},
    {"DATABASES", databases, ShowLevel::account, commands::show_databases},
    {"DYNAMIC TABLES", dynamic_tables, ShowLevel::schema, nullptr},
    {"EVENT TABLES", event_tables, ShowLevel::schema, nullptr},
    {"EXPORTED KEYS", imported_keys, ShowLevel::schema, commands::show_exported_keys},
    {"EXTERNAL FUNCTIONS", functions, ShowLevel::schema, nullptr},
    {"EXTERNAL TABLES", external_tables, ShowLevel::schema, nullptr},
    {"FILE FORMATS", file_formats, ShowLevel::schema, commands::show_file_formats},
    {"FUNCTIONS", functions, ShowLevel::schema, commands::show_functions},
    {"HYBRID TABLES", hybrid_tables, ShowLevel::schema, show_hybrid_tables},
    {"IMPORTED KEYS", imported_keys, ShowLevel::schema, commands::show_imported_keys},
    {"INDEXES", indexes, ShowLevel::schema, nullptr},
    {"INTEGRATIONS", integrations, ShowLevel::account, nullptr},
    {"LOCKS", locks, ShowLevel::account, commands::show_locks},
    {"MASKING POLICIES", masking_policies, ShowLevel::schema, nullptr},
    {"MATERIALIZED VIEWS", materialized_views, ShowLevel::schema, show_materialized_views},
    {"NETWORK POLICIES", network_policies, ShowLevel::account, nullptr},
    {"NETWORK RULES", network_rules, ShowLevel::schema, nullptr},
    {"NOTIFICATION INTEGRATIONS", integrations, ShowLevel::account, nullptr},
    {"OBJECTS", objects, ShowLevel::schema, commands::show_objects},
    {"PARAMETERS", parameters, ShowLevel::account, commands::show_parameters},
    {"PASSWORD POLICIES", masking_policies, ShowLevel::schema, nullptr},
    {"PIPES", pipes, ShowLevel::schema, nullptr},
    {"PRIMARY KEYS", primary_keys, ShowLevel::schema, commands::show_primary_keys},
    {"PROCEDURES", procedures, ShowLevel::schema, commands::show_procedures},
    {"PROJECTION POLICIES", masking_policies, ShowLevel::schema, nullptr},
    {"REGIONS", regions, ShowLevel::account, commands::show_regions},
    {"RESOURCE MONITORS", resource_monitors, ShowLevel::account, nullptr},
    {"ROLES", roles, ShowLevel::account, commands::show_roles},
    {"ROW ACCESS POLICIES", row_access_policies, ShowLevel::schema, nullptr},
    {"SCHEMAS", schemas, ShowLevel::database, commands::show_schemas},
    {"SECRETS", secrets, ShowLevel::schema, nullptr},
    {"SECURITY INTEGRATIONS", integrations, ShowLevel::account, nullptr},
    {"SEQUENCES", sequences, ShowLevel::schema, commands::show_sequences},
    {"SESSION POLICIES", masking_policies, ShowLevel::schema, nullptr},
    {"SHARES", shares, ShowLevel::account, nullptr},
    {"STAGES", stages, ShowLevel::schema, commands::show_stages},
    {"STORAGE INTEGRATIONS", integrations, ShowLevel::account, nullptr},
    {"STREAMS", streams, ShowLevel::schema, nullptr},
    {"TABLES", tables, ShowLevel::schema, commands::show_tables},
    {"TAGS", tags, ShowLevel::schema, commands::show_tags},
    {"TASKS", tasks, ShowLevel::schema, nullptr},
    {"TRANSACTIONS", transactions, ShowLevel::account, commands::show_transactions},
    {"UNIQUE KEYS", unique_keys, ShowLevel::schema, commands::show_unique_keys},
    {"USER FUNCTIONS", functions, ShowLevel::schema, commands::show_functions},
    {"USER PATS", user_access_tokens, ShowLevel::account, commands::show_access_tokens},
    {"USER PROCEDURES", procedures, ShowLevel::schema, commands::show_procedures},
    {"USER PROGRAMMATIC ACCESS TOKENS", user_access_tokens, ShowLevel::account,
     commands::show_access_tokens},
    {"USERS", users, ShowLevel::account, commands::show_users},
    {"VARIABLES", variables, ShowLevel::account, commands::show_variables},
    {"VIEWS", views, ShowLevel::schema, commands::show_views},
    {"WAREHOUSES", warehouses, ShowLevel::account, commands::show_warehouses},
};
static_assert(std::ranges::is_sorted(kinds, {}, &ShowKind::plural));

}  // namespace

const ShowKind* find_show_kind(std::string_view plural) {
  const auto place = std::ranges::lower_bound(kinds, plural, {}, &ShowKind::plural);
  return place != std::end(kinds) && place->plural == plural ? &*place : nullptr;
}

}  // namespace mockhaus::commands
