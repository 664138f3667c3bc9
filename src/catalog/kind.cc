#include "catalog/kind.h"

#include "base/check.h"

namespace mockhaus::catalog {
namespace {

// In the order of Kind.
constexpr KindRow rows[] = {
    {Kind::database, "DATABASE", "DATABASES", "Database", Level::account, Space::database},
    {Kind::schema, "SCHEMA", "SCHEMAS", "Schema", Level::database, Space::schema},
    {Kind::table, "TABLE", "TABLES", "Table", Level::schema, Space::relation},
    {Kind::view, "VIEW", "VIEWS", "View", Level::schema, Space::relation},
    {Kind::sequence, "SEQUENCE", "SEQUENCES", "Sequence", Level::schema, Space::sequence},
    {Kind::stage, "STAGE", "STAGES", "Stage area", Level::schema, Space::stage},
    {Kind::file_format, "FILE FORMAT", "FILE FORMATS", "File format", Level::schema,
     Space::file_format},
    {Kind::function, "FUNCTION", "FUNCTIONS", "Function", Level::schema, Space::function},
    {Kind::procedure, "PROCEDURE", "PROCEDURES", "Function", Level::schema, Space::procedure},
    {Kind::stream, "STREAM", "STREAMS", "Stream", Level::schema, Space::stream},
    {Kind::task, "TASK", "TASKS", "Task", Level::schema, Space::task},
    {Kind::pipe, "PIPE", "PIPES", "Pipe", Level::schema, Space::pipe},
    {Kind::alert, "ALERT", "ALERTS", "Alert", Level::schema, Space::alert},
    {Kind::tag, "TAG", "TAGS", "Tag", Level::schema, Space::tag},
    {Kind::policy, "POLICY", "POLICIES", "Policy", Level::schema, Space::policy},
    {Kind::secret, "SECRET", "SECRETS", "Secret", Level::schema, Space::secret},
    {Kind::user, "USER", "USERS", "User", Level::account, Space::user},
    {Kind::role, "ROLE", "ROLES", "Role", Level::account, Space::role},
    {Kind::database_role, "DATABASE ROLE", "DATABASE ROLES", "Database role", Level::database,
     Space::database_role},
    {Kind::warehouse, "WAREHOUSE", "WAREHOUSES", "Warehouse", Level::account, Space::warehouse},
    {Kind::integration, "INTEGRATION", "INTEGRATIONS", "Integration", Level::account,
     Space::integration},
    {Kind::network_policy, "NETWORK POLICY", "NETWORK POLICIES", "Network policy", Level::account,
     Space::network_policy},
    {Kind::resource_monitor, "RESOURCE MONITOR", "RESOURCE MONITORS", "Resource monitor",
     Level::account, Space::resource_monitor},
    {Kind::share, "SHARE", "SHARES", "Share", Level::account, Space::share},
    {Kind::stored, "OBJECT", "OBJECTS", "Object", Level::account, Space::stored},
    {Kind::grant, "GRANT", "GRANTS", "Grant", Level::account, Space::grant},
};

constexpr bool in_order_of_kind() {
  for (size_t i = 0; i < std::size(rows); ++i) {
    if (static_cast<size_t>(rows[i].kind) != i) return false;
  }
  return static_cast<size_t>(Kind::grant) + 1 == std::size(rows);
}
static_assert(in_order_of_kind());

}  // namespace

std::span<const KindRow> kind_rows() { return rows; }

const KindRow& row_of(Kind kind) { return rows[static_cast<size_t>(kind)]; }

const KindRow* find_kind(std::string_view word) {
  for (const KindRow& row : rows) {
    if (row.word == word) return &row;
  }
  return nullptr;
}

const KindRow* find_kind_plural(std::string_view word) {
  for (const KindRow& row : rows) {
    if (row.plural == word) return &row;
  }
  return nullptr;
}

}  // namespace mockhaus::catalog
