// GRANT and REVOKE: stored and shown, not enforced. Ownership changes the object's owner.

#include "catalog/routine.h"
#include "catalog/record.h"
#include "commands/answer.h"
#include "commands/creation.h"
#include "commands/object.h"
#include "commands/routine.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Grant;
using catalog::Kind;
using catalog::Object;
using catalog::Snapshot;

// One thing that privileges are given on.
struct Target {
  std::string kind;  // TABLE, ROLE, ACCOUNT
  const Object* object = nullptr;
  std::string name;  // where there is no object: future grants, the account
};

std::string singular(std::string_view word) {
  if (const catalog::KindRow* row = catalog::find_kind_plural(word)) return std::string(row->word);
  if (word.ends_with("IES")) return std::string(word.substr(0, word.size() - 3)) + "Y";
  if (word.ends_with("S")) return std::string(word.substr(0, word.size() - 1));
  return std::string(word);
}

// DB.ROLE of a database role that exists.
Result<std::string> database_role(const sql::ObjectName& written, const Snapshot& snapshot,
                                  const CommandContext& context) {
  const SchemaName name = TRY(schema_name(written, "GRANT", context));
  const std::string full = name.database + "." + name.schema;
  const catalog::Database* database = snapshot.find_database(name.database);
  const bool found = database != nullptr && snapshot.find(database->id,
                                                          catalog::Space::database_role,
                                                          name.schema) != nullptr;
  if (!found) return catalog::errors::does_not_exist("Database role", full);
  return full;
}

Result<std::string> grantee_of(const sql::GrantBody& body, const Snapshot& snapshot,
                               const CommandContext& context) {
  if (body.grantee_kind == "DATABASE ROLE") return database_role(body.grantee, snapshot, context);
  if (body.grantee_kind == "SHARE" || body.grantee_kind == "APPLICATION") {
    return sql::errors::unsupported("GRANT TO " + std::string(body.grantee_kind));
  }
  const std::string name = TRY(account_name(body.grantee, context));
  if (body.grantee_kind == "USER") {
    if (snapshot.find_user(name) != nullptr) return name;
    return catalog::errors::does_not_exist("User", name);
  }
  if (snapshot.find_role(name) == nullptr) return catalog::errors::does_not_exist("Role", name);
  return name;
}

Result<Target> find_target(const sql::GrantBody& body, const sql::ObjectName& name,
                           const Snapshot& snapshot, const CommandContext& context) {
  const KindWords words = kind_of(body.object_kind);
  if (words.row == nullptr) {
    return sql::errors::unsupported("GRANT ON " + std::string(body.object_kind));
  }
  Target target;
  target.kind = body.object_kind;
  std::string typed;
  if (words.row->level == catalog::Level::account) {
    typed = TRY(account_name(name, context));
    target.object = snapshot.find(catalog::account_id, words.row->space, typed);
  } else if (words.row->level == catalog::Level::database) {
    const SchemaName full = TRY(schema_name(name, "GRANT", context));
    typed = full.database + "." + full.schema;
    target.object = snapshot.find_schema(full.database, full.schema);
  } else {
    const FullName full = TRY(full_name(name, "GRANT", context));
    typed = full.typed;
    std::string signature;
    if (body.has_argument_types) signature = TRY(signature_of(body.argument_types, context));
    target.object = snapshot.find_in_schema(full.database, full.schema, words.row->space,
                                            full.name, signature);
  }
  if (target.object == nullptr) {
    return catalog::errors::does_not_exist(words.row->title, typed,
                                           words.row->space == catalog::Space::relation);
  }
  return target;
}

// The schemas that ON ALL .. IN and ON FUTURE .. IN speak of.
Result<std::vector<const Object*>> container_schemas(const sql::GrantBody& body,
                                                     const Snapshot& snapshot,
                                                     const CommandContext& context) {
  if (body.container_kind == "DATABASE") {
    const std::string name = TRY(account_name(body.container, context));
    const catalog::Database* database = snapshot.find_database(name);
    if (database == nullptr) return catalog::errors::does_not_exist("Database", name);
    return snapshot.children(database->id, catalog::Space::schema);
  }
  const SchemaName name = TRY(schema_name(body.container, "GRANT", context));
  const catalog::Schema* schema = snapshot.find_schema(name.database, name.schema);
  if (schema == nullptr) {
    return catalog::errors::does_not_exist("Schema", name.database + "." + name.schema);
  }
  return std::vector<const Object*>{schema};
}

Result<std::vector<Target>> targets_of(const sql::GrantBody& body, const Snapshot& snapshot,
                                       const CommandContext& context) {
  std::vector<Target> targets;
  if (body.target == sql::GrantTarget::account) {
    targets.push_back({"ACCOUNT", nullptr, context.account.name()});
    return targets;
  }
  if (body.target == sql::GrantTarget::object) {
    for (const sql::ObjectName& name : body.names) {
      targets.push_back(TRY(find_target(body, name, snapshot, context)));
    }
    return targets;
  }
  const std::string kind = singular(body.object_kind);
  const std::vector<const Object*> schemas = TRY(container_schemas(body, snapshot, context));
  if (body.target == sql::GrantTarget::future) {
    std::string place;
    if (body.container_kind == "DATABASE") {
      place = TRY(account_name(body.container, context));
    } else {
      place = snapshot.full_name(*schemas[0]);
    }
    targets.push_back({kind, nullptr, place + ".<" + kind + ">"});
    return targets;
  }
  if (kind == "SCHEMA") {
    for (const Object* schema : schemas) targets.push_back({kind, schema, ""});
    return targets;
  }
  const KindWords words = kind_of(kind);
  if (words.row == nullptr) return sql::errors::unsupported("GRANT ON ALL " + kind);
  for (const Object* schema : schemas) {
    for (const Object* object : snapshot.children(schema->id, words.row->space)) {
      if (object->kind == words.row->kind) targets.push_back({kind, object, ""});
    }
  }
  return targets;
}

// ALL means these; more privileges exist, but these are what SHOW GRANTS lists for ALL.
std::vector<std::string> privileges_of(const sql::GrantBody& body, const std::string& kind) {
  std::vector<std::string> list;
  for (const sql::Privilege& privilege : body.privileges) {
    if (privilege.name != "ALL") {
      list.emplace_back(privilege.name);
    } else if (kind == "TABLE") {
      list.insert(list.end(), {"DELETE", "EVOLVE SCHEMA", "INSERT", "REBUILD", "REFERENCES",
                               "SELECT", "TRUNCATE", "UPDATE"});
    } else if (kind == "VIEW") {
      list.insert(list.end(), {"REFERENCES", "SELECT"});
    } else if (kind == "SCHEMA") {
      list.insert(list.end(), {"CREATE FUNCTION", "CREATE SEQUENCE", "CREATE STAGE",
                               "CREATE TABLE", "CREATE VIEW", "MODIFY", "MONITOR", "USAGE"});
    } else if (kind == "DATABASE") {
      list.insert(list.end(), {"CREATE SCHEMA", "MODIFY", "MONITOR", "USAGE"});
    } else if (kind == "WAREHOUSE") {
      list.insert(list.end(), {"MODIFY", "MONITOR", "OPERATE", "USAGE"});
    } else {
      list.emplace_back("USAGE");
    }
  }
  return list;
}

std::shared_ptr<Grant> make_grant(const Target& target, const std::string& privilege,
                                  const sql::GrantBody& body, const std::string& grantee) {
  auto grant = std::make_shared<Grant>();
  grant->privilege = privilege;
  grant->object_kind = target.kind;
  grant->object = target.object == nullptr ? 0 : target.object->id;
  grant->object_name = target.name;
  grant->future = body.target == sql::GrantTarget::future;
  grant->grantee_kind = body.grantee_kind.empty() ? "ROLE" : body.grantee_kind;
  grant->grantee = grantee;
  grant->name = privilege + " ON " + target.kind + " " + std::to_string(grant->object) + " " +
                target.name + " TO " + grant->grantee_kind + " " + grantee;
  return grant;
}

Result<std::vector<std::shared_ptr<Grant>>> grants_of(const sql::GrantBody& body,
                                                      const Snapshot& snapshot,
                                                      const CommandContext& context) {
  const std::string grantee = TRY(grantee_of(body, snapshot, context));
  std::vector<std::shared_ptr<Grant>> grants;
  if (body.target == sql::GrantTarget::role) {
    for (const sql::ObjectName& name : body.names) {
      if (body.object_kind == "DATABASE ROLE") {
        const std::string role = TRY(database_role(name, snapshot, context));
        grants.push_back(make_grant({"DATABASE ROLE", nullptr, role}, "USAGE", body, grantee));
        continue;
      }
      const std::string role = TRY(account_name(name, context));
      const catalog::Role* found = snapshot.find_role(role);
      if (found == nullptr) return catalog::errors::does_not_exist("Role", role);
      grants.push_back(make_grant({"ROLE", nullptr, role}, "USAGE", body, grantee));
    }
    return grants;
  }
  const std::vector<Target> targets = TRY(targets_of(body, snapshot, context));
  for (const Target& target : targets) {
    if (body.ownership) grants.push_back(make_grant(target, "OWNERSHIP", body, grantee));
    for (const std::string& privilege : privileges_of(body, target.kind)) {
      grants.push_back(make_grant(target, privilege, body, grantee));
    }
  }
  return grants;
}

Result<Done> change_owner(catalog::Change& change, const Grant& grant) {
  const Object* object = change.current().find_by_id(grant.object);
  if (object == nullptr) return Done{};
  const std::shared_ptr<Object> copy = catalog::copy_of_object(*object);
  copy->owner = grant.grantee;
  TRY(change.put(copy));
  return Done{};
}

}  // namespace

Result<Outcome> run_grant(const Command& command) {
  const auto& statement = command.as<sql::Grant>();
  const CommandContext& context = command.context;
  if (context.describe_only) return succeeded();
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const std::vector<std::shared_ptr<Grant>> grants =
      TRY(grants_of(statement.body, change.current(), context));
  for (const std::shared_ptr<Grant>& grant : grants) {
    if (grant->privilege == "OWNERSHIP" && !grant->future) {
      TRY(change_owner(change, *grant));
      continue;
    }
    grant->granted_by = context.session.role;
    grant->grant_option = statement.with_grant_option;
    const Object* before =
        change.current().find(catalog::account_id, catalog::Space::grant, grant->name);
    if (before != nullptr) grant->id = before->id;
    TRY(change.put(grant));
  }
  TRY(change.commit());
  return succeeded();
}

Result<Outcome> run_revoke(const Command& command) {
  const auto& statement = command.as<sql::Revoke>();
  const CommandContext& context = command.context;
  if (context.describe_only) return succeeded();
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const std::vector<std::shared_ptr<Grant>> grants =
      TRY(grants_of(statement.body, change.current(), context));
  for (const std::shared_ptr<Grant>& grant : grants) {
    const Object* before =
        change.current().find(catalog::account_id, catalog::Space::grant, grant->name);
    if (before == nullptr) continue;
    if (statement.grant_option_for) {
      auto copy = copy_of(static_cast<const Grant&>(*before));
      copy->grant_option = false;
      TRY(change.put(copy));
    } else {
      TRY(change.remove(*before));
    }
  }
  TRY(change.commit());
  return succeeded();
}

}  // namespace mockhaus::commands
