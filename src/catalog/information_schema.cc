#include "catalog/information_schema.h"

#include "catalog/information_schema_rows.h"
#include "catalog/physical.h"

namespace mockhaus::catalog {
namespace {

using enum VirtualColumn::Type;

constexpr VirtualColumn applicable_roles_columns[] = {
    {"GRANTEE"}, {"ROLE_NAME"}, {"ROLE_OWNER"}, {"IS_GRANTABLE"},
};

constexpr VirtualColumn columns_columns[] = {
    {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"COLUMN_NAME"},
    {"ORDINAL_POSITION", number}, {"COLUMN_DEFAULT"}, {"IS_NULLABLE"}, {"DATA_TYPE"},
    {"CHARACTER_MAXIMUM_LENGTH", number}, {"CHARACTER_OCTET_LENGTH", number},
    {"NUMERIC_PRECISION", number}, {"NUMERIC_PRECISION_RADIX", number}, {"NUMERIC_SCALE", number},
    {"DATETIME_PRECISION", number}, {"INTERVAL_TYPE"}, {"INTERVAL_PRECISION", number},
    {"CHARACTER_SET_CATALOG"}, {"CHARACTER_SET_SCHEMA"}, {"CHARACTER_SET_NAME"},
    {"COLLATION_CATALOG"}, {"COLLATION_SCHEMA"}, {"COLLATION_NAME"}, {"DOMAIN_CATALOG"},
    {"DOMAIN_SCHEMA"}, {"DOMAIN_NAME"}, {"UDT_CATALOG"}, {"UDT_SCHEMA"}, {"UDT_NAME"},
    {"SCOPE_CATALOG"}, {"SCOPE_SCHEMA"}, {"SCOPE_NAME"}, {"MAXIMUM_CARDINALITY", number},
    {"DTD_IDENTIFIER"}, {"IS_SELF_REFERENCING"}, {"IS_IDENTITY"}, {"IDENTITY_GENERATION"},
    {"IDENTITY_START"}, {"IDENTITY_INCREMENT"}, {"IDENTITY_MAXIMUM"}, {"IDENTITY_MINIMUM"},
    {"IDENTITY_CYCLE"}, {"IDENTITY_ORDERED"}, {"SCHEMA_EVOLUTION_RECORD"}, {"COMMENT"},
    {"DATA_TYPE_ALIAS"}, {"EXPRESSION"}, {"KIND"},
};

constexpr VirtualColumn databases_columns[] = {
    {"DATABASE_NAME"}, {"DATABASE_OWNER"}, {"IS_TRANSIENT"}, {"COMMENT"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"RETENTION_TIME", number}, {"TYPE"}, {"OWNER_ROLE_TYPE"},
};

constexpr VirtualColumn enabled_roles_columns[] = {
    {"ROLE_NAME"}, {"ROLE_OWNER"},
};

constexpr VirtualColumn event_tables_columns[] = {
    {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"TABLE_OWNER"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"LAST_DDL", timestamp}, {"LAST_DDL_BY"},
    {"AUTO_CLUSTERING_ON"}, {"COMMENT"},
};

constexpr VirtualColumn hybrid_tables_columns[] = {
    {"CATALOG"}, {"SCHEMA"}, {"NAME"}, {"OWNER"}, {"ROW_COUNT", number}, {"BYTES", number},
    {"RETENTION_TIME", number}, {"CREATED", timestamp}, {"LAST_ALTERED", timestamp}, {"COMMENT"},
};

constexpr VirtualColumn pipes_columns[] = {
    {"PIPE_CATALOG"}, {"PIPE_SCHEMA"}, {"PIPE_NAME"}, {"PIPE_OWNER"}, {"DEFINITION"},
    {"IS_AUTOINGEST_ENABLED"}, {"NOTIFICATION_CHANNEL_NAME"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"COMMENT"}, {"PATTERN"},
};

constexpr VirtualColumn table_storage_metrics_columns[] = {
    {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"ID", number},
    {"CLONE_GROUP_ID", number}, {"IS_TRANSIENT"}, {"ACTIVE_BYTES", number},
    {"TIME_TRAVEL_BYTES", number}, {"FAILSAFE_BYTES", number},
    {"RETAINED_FOR_CLONE_BYTES", number}, {"TABLE_CREATED", timestamp},
    {"TABLE_DROPPED", timestamp}, {"TABLE_ENTERED_FAILSAFE", timestamp},
    {"SCHEMA_CREATED", timestamp}, {"SCHEMA_DROPPED", timestamp}, {"CATALOG_CREATED", timestamp},
    {"CATALOG_DROPPED", timestamp}, {"COMMENT"},
};

constexpr VirtualColumn external_tables_columns[] = {
    {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"TABLE_OWNER"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"LAST_DDL", timestamp}, {"LAST_DDL_BY"}, {"AUTO_CLUSTERING_ON"},
    {"COMMENT"}, {"LOCATION"}, {"FILE_FORMAT_NAME"}, {"FILE_FORMAT_TYPE"},
};

constexpr VirtualColumn file_formats_columns[] = {
    {"FILE_FORMAT_CATALOG"}, {"FILE_FORMAT_SCHEMA"}, {"FILE_FORMAT_NAME"}, {"FILE_FORMAT_OWNER"},
    {"FILE_FORMAT_TYPE"}, {"RECORD_DELIMITER"}, {"FIELD_DELIMITER"}, {"SKIP_HEADER", number},
    {"DATE_FORMAT"}, {"TIME_FORMAT"}, {"TIMESTAMP_FORMAT"}, {"BINARY_FORMAT"}, {"ESCAPE"},
    {"ESCAPE_UNENCLOSED_FIELD"}, {"TRIM_SPACE"}, {"FIELD_OPTIONALLY_ENCLOSED_BY"}, {"NULL_IF"},
    {"COMPRESSION"}, {"ERROR_ON_COLUMN_COUNT_MISMATCH"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"COMMENT"},
};

constexpr VirtualColumn functions_columns[] = {
    {"FUNCTION_CATALOG"}, {"FUNCTION_SCHEMA"}, {"FUNCTION_NAME"}, {"FUNCTION_OWNER"},
    {"ARGUMENT_SIGNATURE"}, {"DATA_TYPE"}, {"CHARACTER_MAXIMUM_LENGTH", number},
    {"CHARACTER_OCTET_LENGTH", number}, {"NUMERIC_PRECISION", number},
    {"NUMERIC_PRECISION_RADIX", number}, {"NUMERIC_SCALE", number}, {"FUNCTION_LANGUAGE"},
    {"FUNCTION_DEFINITION"}, {"VOLATILITY"}, {"IS_NULL_CALL"}, {"IS_SECURE"},
    {"CREATED", timestamp}, {"LAST_ALTERED", timestamp}, {"COMMENT"}, {"IS_EXTERNAL"},
    {"API_INTEGRATION"}, {"CONTEXT_HEADERS"}, {"MAX_BATCH_ROWS", number}, {"REQUEST_TRANSLATOR"},
    {"RESPONSE_TRANSLATOR"}, {"COMPRESSION"}, {"IMPORTS"}, {"HANDLER"}, {"TARGET_PATH"},
    {"RUNTIME_VERSION"}, {"PACKAGES"}, {"INSTALLED_PACKAGES"}, {"IS_MEMOIZABLE"},
    {"EXTERNAL_ACCESS_INTEGRATIONS"}, {"SECRETS"}, {"IS_DATA_METRIC"}, {"IS_AGGREGATE"},
    {"ARTIFACT_REPOSITORY"},
};

constexpr VirtualColumn information_schema_catalog_name_columns[] = {
    {"CATALOG_NAME"},
};

constexpr VirtualColumn load_history_columns[] = {
    {"SCHEMA_NAME"}, {"FILE_NAME"}, {"TABLE_NAME"}, {"LAST_LOAD_TIME", timestamp}, {"STATUS"},
    {"ROW_COUNT", number}, {"ROW_PARSED", number}, {"FIRST_ERROR_MESSAGE"},
    {"FIRST_ERROR_LINE_NUMBER", number}, {"FIRST_ERROR_CHARACTER_POSITION", number},
    {"FIRST_ERROR_COL_NAME"}, {"ERROR_COUNT", number}, {"ERROR_LIMIT", number},
};

constexpr VirtualColumn object_privileges_columns[] = {
    {"GRANTOR"}, {"GRANTEE"}, {"GRANTED_TO"}, {"OBJECT_CATALOG"}, {"OBJECT_SCHEMA"},
    {"OBJECT_NAME"}, {"OBJECT_TYPE"}, {"PRIVILEGE_TYPE"}, {"IS_GRANTABLE"}, {"CREATED", timestamp},
};

constexpr VirtualColumn procedures_columns[] = {
    {"PROCEDURE_CATALOG"}, {"PROCEDURE_SCHEMA"}, {"PROCEDURE_NAME"}, {"PROCEDURE_OWNER"},
    {"ARGUMENT_SIGNATURE"}, {"DATA_TYPE"}, {"CHARACTER_MAXIMUM_LENGTH", number},
    {"CHARACTER_OCTET_LENGTH", number}, {"NUMERIC_PRECISION", number},
    {"NUMERIC_PRECISION_RADIX", number}, {"NUMERIC_SCALE", number}, {"PROCEDURE_LANGUAGE"},
    {"PROCEDURE_DEFINITION"}, {"CREATED", timestamp}, {"LAST_ALTERED", timestamp}, {"COMMENT"},
    {"EXTERNAL_ACCESS_INTEGRATIONS"}, {"SECRETS"}, {"RUNTIME_VERSION"}, {"PACKAGES"},
    {"INSTALLED_PACKAGES"}, {"ARTIFACT_REPOSITORY"}, {"OWNER_ROLE_TYPE"},
};

constexpr VirtualColumn referential_constraints_columns[] = {
    {"CONSTRAINT_CATALOG"}, {"CONSTRAINT_SCHEMA"}, {"CONSTRAINT_NAME"},
    {"UNIQUE_CONSTRAINT_CATALOG"}, {"UNIQUE_CONSTRAINT_SCHEMA"}, {"UNIQUE_CONSTRAINT_NAME"},
    {"MATCH_OPTION"}, {"UPDATE_RULE"}, {"DELETE_RULE"}, {"COMMENT"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp},
};

constexpr VirtualColumn schemata_columns[] = {
    {"CATALOG_NAME"}, {"SCHEMA_NAME"}, {"SCHEMA_OWNER"}, {"IS_TRANSIENT"}, {"IS_MANAGED_ACCESS"},
    {"RETENTION_TIME", number}, {"DEFAULT_CHARACTER_SET_CATALOG"},
    {"DEFAULT_CHARACTER_SET_SCHEMA"}, {"DEFAULT_CHARACTER_SET_NAME"}, {"SQL_PATH"},
    {"CREATED", timestamp}, {"LAST_ALTERED", timestamp}, {"COMMENT"},
};

constexpr VirtualColumn sequences_columns[] = {
    {"SEQUENCE_CATALOG"}, {"SEQUENCE_SCHEMA"}, {"SEQUENCE_NAME"}, {"SEQUENCE_OWNER"},
    {"DATA_TYPE"}, {"NUMERIC_PRECISION", number}, {"NUMERIC_PRECISION_RADIX", number},
    {"NUMERIC_SCALE", number}, {"START_VALUE"}, {"MINIMUM_VALUE"}, {"MAXIMUM_VALUE"},
    {"NEXT_VALUE"}, {"INCREMENT"}, {"CYCLE_OPTION"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"ORDERED"}, {"COMMENT"},
};

constexpr VirtualColumn stages_columns[] = {
    {"STAGE_CATALOG"}, {"STAGE_SCHEMA"}, {"STAGE_NAME"}, {"STAGE_URL"}, {"STAGE_REGION"},
    {"STAGE_TYPE"}, {"STAGE_OWNER"}, {"COMMENT"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp},
};

constexpr VirtualColumn tables_columns[] = {
    {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"TABLE_OWNER"}, {"TABLE_TYPE"},
    {"IS_TRANSIENT"}, {"CLUSTERING_KEY"}, {"ROW_COUNT", number}, {"BYTES", number},
    {"RETENTION_TIME", number}, {"SELF_REFERENCING_COLUMN_NAME"}, {"REFERENCE_GENERATION"},
    {"USER_DEFINED_TYPE_CATALOG"}, {"USER_DEFINED_TYPE_SCHEMA"}, {"USER_DEFINED_TYPE_NAME"},
    {"IS_INSERTABLE_INTO"}, {"IS_TYPED"}, {"COMMIT_ACTION"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"LAST_DDL", timestamp}, {"LAST_DDL_BY"}, {"AUTO_CLUSTERING_ON"},
    {"COMMENT"}, {"IS_TEMPORARY"}, {"IS_ICEBERG"}, {"IS_DYNAMIC"}, {"IS_IMMUTABLE"}, {"IS_HYBRID"},
};

constexpr VirtualColumn table_constraints_columns[] = {
    {"CONSTRAINT_CATALOG"}, {"CONSTRAINT_SCHEMA"}, {"CONSTRAINT_NAME"}, {"TABLE_CATALOG"},
    {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"CONSTRAINT_TYPE"}, {"IS_DEFERRABLE"},
    {"INITIALLY_DEFERRED"}, {"ENFORCED"}, {"COMMENT"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"RELY"},
};

constexpr VirtualColumn table_privileges_columns[] = {
    {"GRANTOR"}, {"GRANTEE"}, {"GRANTED_TO"}, {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"},
    {"PRIVILEGE_TYPE"}, {"IS_GRANTABLE"}, {"WITH_HIERARCHY"}, {"CREATED", timestamp},
};

constexpr VirtualColumn usage_privileges_columns[] = {
    {"GRANTOR"}, {"GRANTEE"}, {"GRANTED_TO"}, {"OBJECT_CATALOG"}, {"OBJECT_SCHEMA"},
    {"OBJECT_NAME"}, {"OBJECT_TYPE"}, {"PRIVILEGE_TYPE"}, {"IS_GRANTABLE"}, {"CREATED", timestamp},
};

constexpr VirtualColumn views_columns[] = {
    {"TABLE_CATALOG"}, {"TABLE_SCHEMA"}, {"TABLE_NAME"}, {"TABLE_OWNER"}, {"VIEW_DEFINITION"},
    {"CHECK_OPTION"}, {"IS_UPDATABLE"}, {"INSERTABLE_INTO"}, {"IS_SECURE"}, {"CREATED", timestamp},
    {"LAST_ALTERED", timestamp}, {"LAST_DDL", timestamp}, {"LAST_DDL_BY"}, {"COMMENT"},
};

// Sorted by name.
constexpr VirtualRelation relations[] = {
    {"APPLICABLE_ROLES", applicable_roles_columns,
     information_schema::applicable_roles},
    {"COLUMNS", columns_columns,
     information_schema::columns},
    {"DATABASES", databases_columns,
     information_schema::databases},
    {"ENABLED_ROLES", enabled_roles_columns,
     information_schema::enabled_roles},
    {"EVENT_TABLES", event_tables_columns,
     nullptr},
    {"EXTERNAL_TABLES", external_tables_columns,
     nullptr},
    {"FILE_FORMATS", file_formats_columns,
     information_schema::file_formats},
    {"FUNCTIONS", functions_columns,
     information_schema::functions},
    {"HYBRID_TABLES", hybrid_tables_columns,
     information_schema::hybrid_tables, true},
    {"INFORMATION_SCHEMA_CATALOG_NAME", information_schema_catalog_name_columns,
     information_schema::catalog_name},
    {"LOAD_HISTORY", load_history_columns,
     nullptr},
    {"OBJECT_PRIVILEGES", object_privileges_columns,
     information_schema::object_privileges},
    {"PIPES", pipes_columns,
     nullptr},
    {"PROCEDURES", procedures_columns,
     information_schema::procedures},
    {"REFERENTIAL_CONSTRAINTS", referential_constraints_columns,
     information_schema::referential_constraints},
    {"SCHEMATA", schemata_columns,
     information_schema::schemata},
    {"SEQUENCES", sequences_columns,
     information_schema::sequences},
    {"STAGES", stages_columns,
     information_schema::stages},
    {"TABLES", tables_columns,
     information_schema::tables, true},
    {"TABLE_CONSTRAINTS", table_constraints_columns,
     information_schema::table_constraints},
    {"TABLE_PRIVILEGES", table_privileges_columns,
     information_schema::table_privileges},
    {"TABLE_STORAGE_METRICS", table_storage_metrics_columns,
     information_schema::table_storage_metrics},
    {"USAGE_PRIVILEGES", usage_privileges_columns,
     information_schema::usage_privileges},
    {"VIEWS", views_columns,
     information_schema::views},
};

sql::Type type_of(const VirtualColumn& column) {
  switch (column.type) {
    case text: return sql::types::text();
    case number: return sql::types::number(38, 0);
    case real: return sql::types::floating();
    case boolean: return sql::types::boolean();
    case variant: return sql::types::variant();
    case date: return sql::types::date();
    case timestamp: return sql::types::timestamp(sql::TypeKind::timestamp_ltz, 9);
  }
  return sql::types::text();
}

std::string physical_column(size_t index) { return "c" + std::to_string(index + 1); }

}  // namespace

std::span<const VirtualRelation> virtual_relations() { return relations; }

const VirtualRelation* find_virtual_relation(std::string_view name) {
  for (const VirtualRelation& relation : relations) {
    if (relation.name == name) return &relation;
  }
  return nullptr;
}

std::string rows_name(const VirtualRelation& relation, const Database& database) {
  return "mh_is_" + std::to_string(database.id) + "_" + relation.name;
}

sql::Relation describe_virtual(const VirtualRelation& relation, const Database& database,
                               const std::string& rows) {
  sql::Relation out;
  out.database = database.name;
  out.schema = "INFORMATION_SCHEMA";
  out.name = relation.name;
  std::string columns;
  for (size_t i = 0; i < relation.columns.size(); ++i) {
    const VirtualColumn& column = relation.columns[i];
    sql::RelationColumn& made = out.columns.emplace_back();
    made.name = column.name;
    made.type = type_of(column);
    made.physical_name = physical_column(i);
    if (!columns.empty()) columns += ", ";
    columns += "CAST(\"" + std::to_string(i + 1) + "\" AS " + sql::storage_type(made.type) +
               ") AS " + made.physical_name;
  }
  out.physical_name = "(SELECT " + columns + " FROM " +
                      physical::quote_identifier(rows) + ")";
  return out;
}

}  // namespace mockhaus::catalog
