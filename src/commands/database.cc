// Databases and schemas: they contain, they clone deeply, and a new one becomes current.

#include "catalog/physical.h"
#include "commands/answer.h"
#include "commands/clone.h"
#include "commands/creation.h"
#include "commands/object.h"
#include "commands/tag_assignment.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

bool has_modifier(const sql::CreateObject& create, std::string_view word) {
  return std::find(create.modifiers.begin(), create.modifiers.end(), word) !=
         create.modifiers.end();
}

Result<Done> add_schema(catalog::Change& change, catalog::Id database, const char* name,
                        const std::string& owner) {
  auto schema = std::make_shared<catalog::Schema>();
  schema->name = name;
  schema->parent = database;
  schema->owner = owner;
  schema->information_schema = schema->name == "INFORMATION_SCHEMA";
  TRY(change.put(std::move(schema)));
  return Done{};
}

Result<Done> check_supported(const sql::CreateObject& create) {
  if (create.or_alter) {
    return sql::errors::unsupported("CREATE OR ALTER " + std::string(create.object_kind));
  }
  if (create.clone_at.kind != sql::TimeTravelKind::none) {
    return sql::errors::unsupported("CLONE AT or BEFORE");
  }
  return check_mode({create.or_replace, create.if_not_exists});
}

Result<Done> set_default_comment(const sql::CreateObject& create, const Command& command,
                                 catalog::Database& database) {
  const std::vector<PropertyText> properties =
      TRY(property_texts(create.properties, command.context));
  for (const PropertyText& property : properties) TRY(set_database(database, property));
  return Done{};
}

}  // namespace

Result<Done> set_retention(std::optional<int64_t>& days, const PropertyText& property) {
  const int64_t value = TRY(integer_of(property));
  if (value < 0 || value > 90) {
    return catalog::errors::invalid_parameter_value(property.text, property.name);
  }
  days = value;
  return Done{};
}

Result<Done> set_database(catalog::Database& database, const PropertyText& property) {
  if (property.name == "COMMENT") {
    database.comment = property.text;
  } else if (property.name == "DATA_RETENTION_TIME_IN_DAYS") {
    return set_retention(database.retention_days, property);
  } else if (property.name == "MAX_DATA_EXTENSION_TIME_IN_DAYS" ||
             property.name == "DEFAULT_DDL_COLLATION" || property.name == "LOG_LEVEL" ||
             property.name == "TRACE_LEVEL" || property.name == "EXTERNAL_VOLUME" ||
             property.name == "CATALOG" || property.name == "SUSPEND_TASK_AFTER_NUM_FAILURES") {
    catalog::set_property(database.parameters, property.name, property.text);
  } else {
    return catalog::errors::invalid_property(property.name, "DATABASE");
  }
  return Done{};
}

Result<Done> set_schema(catalog::Schema& schema, const PropertyText& property) {
  if (property.name == "COMMENT") {
    schema.comment = property.text;
  } else if (property.name == "DATA_RETENTION_TIME_IN_DAYS") {
    return set_retention(schema.retention_days, property);
  } else if (property.name == "MANAGED") {  // WITH MANAGED ACCESS, word by word
    schema.managed_access = true;
  } else if (property.name == "WITH" || property.name == "ACCESS") {
    return Done{};
  } else if (property.name == "MAX_DATA_EXTENSION_TIME_IN_DAYS" ||
             property.name == "DEFAULT_DDL_COLLATION" || property.name == "LOG_LEVEL" ||
             property.name == "TRACE_LEVEL" || property.name == "EXTERNAL_VOLUME" ||
             property.name == "CATALOG" || property.name == "PIPE_EXECUTION_PAUSED") {
    catalog::set_property(schema.parameters, property.name, property.text);
  } else {
    return catalog::errors::invalid_property(property.name, "SCHEMA");
  }
  return Done{};
}

Result<Outcome> create_database(const sql::CreateObject& create, const Command& command) {
  const CommandContext& context = command.context;
  TRY(check_supported(create));
  const std::string name = TRY(account_name(create.name, context));
  auto database = std::make_shared<catalog::Database>();
  database->name = name;
  database->owner = context.session.role;
  database->transient = has_modifier(create, "TRANSIENT");
  TRY(set_default_comment(create, command, *database));
  TRY(set_tags(database->tags, create.tags, context));
  Outcome outcome = created("Database", name);
  if (context.describe_only) return outcome;
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const Way way =
      TRY(clear_the_way(change, *database, {create.or_replace, create.if_not_exists}, name));
  if (way == Way::already_there) return already_exists(name);
  const catalog::ObjectPointer made = TRY(change.put(database));
  if (!create.clone.empty()) {
    const std::string from = TRY(account_name(create.clone, context));
    const catalog::Database* source = change.current().find_database(from);
    if (source == nullptr) return catalog::errors::does_not_exist("Database", from);
    TRY(clone_database(change, *source, made->id, context));
  } else {
    TRY(add_schema(change, made->id, "INFORMATION_SCHEMA", ""));
    TRY(add_schema(change, made->id, "PUBLIC", context.session.role));
  }
  TRY(change.commit());
  outcome.change.database = name;
  outcome.change.schema = "PUBLIC";
  return outcome;
}

Result<Outcome> create_schema(const sql::CreateObject& create, const Command& command) {
  const CommandContext& context = command.context;
  TRY(check_supported(create));
  const SchemaName name = TRY(schema_name(create.name, "CREATE SCHEMA", context));
  auto schema = std::make_shared<catalog::Schema>();
  schema->name = name.schema;
  schema->owner = context.session.role;
  schema->transient = has_modifier(create, "TRANSIENT");
  const std::vector<PropertyText> properties = TRY(property_texts(create.properties, context));
  for (const PropertyText& property : properties) TRY(set_schema(*schema, property));
  TRY(set_tags(schema->tags, create.tags, context));
  Outcome outcome = created("Schema", name.schema);
  if (context.describe_only) return outcome;
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const catalog::Database* database = change.current().find_database(name.database);
  if (database == nullptr) return catalog::errors::does_not_exist("Database", name.database);
  schema->parent = database->id;
  const Way way = TRY(
      clear_the_way(change, *schema, {create.or_replace, create.if_not_exists}, name.schema));
  if (way == Way::already_there) return already_exists(name.schema);
  const catalog::ObjectPointer made = TRY(change.put(schema));
  if (!create.clone.empty()) {
    const SchemaName from = TRY(schema_name(create.clone, "CREATE SCHEMA", context));
    const catalog::Schema* source = change.current().find_schema(from.database, from.schema);
    if (source == nullptr) {
      return catalog::errors::does_not_exist("Schema", from.database + "." + from.schema);
    }
    TRY(clone_schema(change, *source, made->id, context));
  }
  TRY(change.commit());
  outcome.change.database = name.database;
  outcome.change.schema = name.schema;
  return outcome;
}

}  // namespace mockhaus::commands
