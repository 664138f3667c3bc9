#include <algorithm>

#include "catalog/account.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/names.h"
#include "commands/statement_type.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Snapshot;

Result<Outcome> use_database(const std::string& name, const Snapshot& snapshot) {
  if (snapshot.find_database(name) == nullptr) return catalog::errors::not_found_or_not_allowed();
  Outcome outcome = succeeded();
  outcome.change.database = name;
  outcome.change.schema = snapshot.find_schema(name, "PUBLIC") != nullptr ? "PUBLIC" : "";
  outcome.statement_type_id = statement_type::use_database;
  return outcome;
}

Result<Outcome> use_schema(const SchemaName& name, const Snapshot& snapshot) {
  if (snapshot.find_schema(name.database, name.schema) == nullptr) {
    return catalog::errors::not_found_or_not_allowed();
  }
  Outcome outcome = succeeded();
  outcome.change.database = name.database;
  outcome.change.schema = name.schema;
  outcome.statement_type_id = statement_type::use_schema;
  return outcome;
}

// Roles that the session began with, and those granted to the user since. Who has ACCOUNTADMIN may
// take any role, since privileges are not enforced anyway.
bool may_use(const std::string& role, const CommandContext& context, const Snapshot& snapshot) {
  const auto& available = context.session.available_roles;
  const auto has = [&](std::string_view name) {
    return std::find(available.begin(), available.end(), name) != available.end();
  };
  if (available.empty() || has(role) || has("ACCOUNTADMIN")) return true;
  const auto grants = snapshot.children(catalog::account_id, catalog::Space::grant);
  return std::any_of(grants.begin(), grants.end(), [&](const catalog::Object* object) {
    const auto& grant = static_cast<const catalog::Grant&>(*object);
    if (grant.object_kind != "ROLE" || grant.object_name != role) return false;
    return grant.grantee_kind == "USER" ? grant.grantee == context.session.user
                                        : has(grant.grantee);
  });
}

Result<Outcome> use_role(const std::string& name, const CommandContext& context,
                         const Snapshot& snapshot) {
  if (snapshot.find_role(name) == nullptr) {
    return catalog::errors::not_found_or_not_allowed();
  }
  if (!may_use(name, context, snapshot)) return catalog::errors::role_not_granted(name);
  Outcome outcome = succeeded();
  outcome.change.role = name;
  outcome.statement_type_id = statement_type::use_role;
  return outcome;
}

Result<std::string> secondary_role(const sql::ObjectName& written, const CommandContext& context,
                                   const Snapshot& snapshot) {
  const std::vector<std::string> parts = TRY(name_parts(written, context));
  const std::string& role = parts.back();
  if (parts.size() != 1 || snapshot.find_role(role) == nullptr) {
    return catalog::errors::not_found_or_not_allowed();
  }
  if (!may_use(role, context, snapshot)) return catalog::errors::role_not_granted(role);
  return role;
}

// ALL, NONE or roles
Result<Outcome> use_secondary_roles(const sql::Use& use, const CommandContext& context,
                                    const Snapshot& snapshot) {
  Outcome outcome = succeeded();
  const std::vector<std::string> parts = TRY(name_parts(use.name, context));
  const bool one = parts.size() == 1 && use.more_roles.empty();
  if (one && (parts[0] == "ALL" || parts[0] == "NONE")) {
    outcome.change.secondary_roles = parts[0] == "ALL" ? "ALL" : "";
    return outcome;
  }
  std::string roles = TRY(secondary_role(use.name, context, snapshot));
  for (const sql::ObjectName& name : use.more_roles) {
    const std::string role = TRY(secondary_role(name, context, snapshot));
    roles += "," + role;
  }
  outcome.change.secondary_roles = std::move(roles);
  return outcome;
}

Result<Outcome> use_warehouse(const std::string& name, const Snapshot& snapshot) {
  if (snapshot.find_warehouse(name) == nullptr) {
    return catalog::errors::not_found_or_not_allowed();
  }
  Outcome outcome = succeeded();
  outcome.change.warehouse = name;
  outcome.statement_type_id = statement_type::use_warehouse;
  return outcome;
}

}  // namespace

Result<Outcome> run_use(const Command& command) {
  const auto& use = command.as<sql::Use>();
  const CommandContext& context = command.context;
  const std::shared_ptr<const Snapshot> snapshot = context.account.snapshot();
  if (use.use == sql::UseKind::secondary_roles) {
    return use_secondary_roles(use, context, *snapshot);
  }
  if (use.use == sql::UseKind::catalog) return sql::errors::unsupported("USE CATALOG");
  const std::vector<std::string> parts = TRY(name_parts(use.name, context));
  if (use.use == sql::UseKind::role && parts.size() == 1) {
    return use_role(parts[0], context, *snapshot);
  }
  if (use.use == sql::UseKind::warehouse && parts.size() == 1) {
    return use_warehouse(parts[0], *snapshot);
  }
  if (use.use == sql::UseKind::schema || parts.size() == 2) {
    const SchemaName name = TRY(schema_name(use.name, "USE SCHEMA", context));
    return use_schema(name, *snapshot);
  }
  if (parts.size() != 1) return catalog::errors::not_found_or_not_allowed();
  return use_database(parts[0], *snapshot);
}

}  // namespace mockhaus::commands
