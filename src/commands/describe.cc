#include "catalog/account.h"
#include "catalog/information_schema.h"
#include "catalog/routine.h"
#include "commands/file_format.h"
#include "commands/evaluate.h"
#include "commands/names.h"
#include "commands/object.h"
#include "commands/routine.h"
#include "commands/show.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Column;
using catalog::Object;
using catalog::Table;

constexpr AnswerColumn column_columns[] = {
    {"name"}, {"type"}, {"kind"}, {"null?"}, {"default"}, {"primary key"}, {"unique key"},
    {"check"}, {"expression"}, {"comment"}, {"policy name"}, {"privacy domain"},
};
constexpr AnswerColumn container_columns[] = {
    {"created_on", AnswerColumn::Type::time}, {"name"}, {"kind"},
};
constexpr AnswerColumn user_columns[] = {
    {"property"}, {"value"}, {"default"}, {"description"},
};
constexpr AnswerColumn property_columns[] = {
    {"property"}, {"property_type"}, {"property_value"}, {"property_default"},
};
constexpr AnswerColumn routine_columns[] = {{"property"}, {"value"}};

std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::string yes_no(bool value) { return value ? "Y" : "N"; }

TextRow plain_row(const std::string& name, const sql::Type& type, bool nullable,
                  const std::string& comment) {
  return {name, describe(type), "COLUMN", yes_no(nullable), {}, "N", "N", {}, {},
          text_or_null(comment), {}, {}};
}

TextRow table_row(const Table& table, const Column& column) {
  std::optional<std::string> value = text_or_null(column.default_text);
  if (column.identity) value = identity_text(*column.identity);
  std::string type = describe(column.type);
  if (!column.collation.empty()) type += " COLLATE '" + column.collation + "'";
  return {column.name, type, column.computed_text.empty() ? "COLUMN" : "VIRTUAL_COLUMN",
          yes_no(column.nullable), value, yes_no(table.in_primary_key(column.id)),
          yes_no(table.in_unique_key(column.id)), {}, text_or_null(column.computed_text),
          text_or_null(column.comment), {}, {}};
}

Outcome describe_relation(const Object& object) {
  Outcome outcome;
  outcome.shape = shape_of(column_columns);
  if (const auto* table = catalog::object_cast<Table>(&object)) {
    for (const Column& column : table->columns) outcome.rows.push_back(table_row(*table, column));
    return outcome;
  }
  for (const catalog::ViewColumn& column : static_cast<const catalog::View&>(object).columns) {
    outcome.rows.push_back(plain_row(column.name, column.type, column.nullable, column.comment));
  }
  return outcome;
}

Outcome describe_shape(const sql::ResultShape& shape) {
  Outcome outcome;
  outcome.shape = shape_of(column_columns);
  for (const sql::ColumnShape& column : shape) {
    outcome.rows.push_back(plain_row(column.name, column.type, column.nullable, ""));
  }
  return outcome;
}

Result<Outcome> describe_table(const sql::Describe& statement, const Command& command) {
  if (const sql::Property* type = find_property(statement.properties, "TYPE")) {
    if (type->value.text == "STAGE") return sql::errors::unsupported("DESCRIBE TABLE TYPE = STAGE");
  }
  const FullName name = TRY(full_name(statement.name, "DESCRIBE", command.context));
  const catalog::SessionView view = session_view(command.context);
  const Object* object =
      view.find(name.database, name.schema, catalog::Space::relation, name.name);
  if (object != nullptr) return describe_relation(*object);
  // A relation of INFORMATION_SCHEMA is no object of the catalog.
  const sql::Relation* relation = view.find_relation(name.database, name.schema, name.name);
  if (relation == nullptr) {
    const std::string_view title = statement.object_kind.ends_with("VIEW") ? "View" : "Table";
    return catalog::errors::does_not_exist(title, name.typed, true);
  }
  sql::ResultShape shape;
  for (const sql::RelationColumn& column : relation->columns) {
    shape.push_back({.name = column.name, .type = column.type, .nullable = column.nullable});
  }
  return describe_shape(shape);
}

bool is_last_query_id(const sql::Expression& expression) {
  if (expression.kind != sql::ExpressionKind::function_call) return false;
  const auto& call = sql::as<sql::FunctionCall>(expression);
  return call.arguments.empty() && call.name.parts.size() == 1 &&
         call.name.parts[0].text == "LAST_QUERY_ID";
}

Result<Outcome> describe_result(const sql::Describe& statement, const Command& command) {
  const CommandContext& context = command.context;
  std::optional<std::string> id = context.session.last_query_id;
  if (!is_last_query_id(*statement.expression)) {
    id = TRY(evaluate_text(*statement.expression, context, command.text));
  }
  if (context.results == nullptr) return catalog::errors::statement_not_found(id.value_or(""));
  const sql::ResultShape shape = TRY(context.results->shape(id.value_or("")));
  return describe_shape(shape);
}

Result<Outcome> describe_database(const sql::Describe& statement, const CommandContext& context) {
  const std::string name = TRY(account_name(statement.name, context));
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const catalog::Database* database = snapshot->find_database(name);
  if (database == nullptr) return catalog::errors::does_not_exist("Database", name);
  Outcome outcome;
  outcome.shape = shape_of(container_columns);
  for (const Object* schema : snapshot->children(database->id, catalog::Space::schema)) {
    outcome.rows.push_back({time_text(schema->created_ms), schema->name, "SCHEMA"});
  }
  return outcome;
}

Result<Outcome> describe_schema(const sql::Describe& statement, const CommandContext& context) {
  const SchemaName name = TRY(schema_name(statement.name, "DESCRIBE SCHEMA", context));
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const catalog::Schema* schema = snapshot->find_schema(name.database, name.schema);
  if (schema == nullptr) {
    return catalog::errors::does_not_exist("Schema", name.database + "." + name.schema);
  }
  Outcome outcome;
  outcome.shape = shape_of(container_columns);
  for (const Object* object : snapshot->children(schema->id, catalog::Space::relation)) {
    outcome.rows.push_back({time_text(object->created_ms), object->name,
                            std::string(row_of(object->kind).word)});
  }
  return outcome;
}

Result<Outcome> describe_warehouse(const sql::Describe& statement, const CommandContext& context) {
  const std::string name = TRY(account_name(statement.name, context));
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const catalog::Warehouse* warehouse = snapshot->find_warehouse(name);
  if (warehouse == nullptr) return catalog::errors::does_not_exist("Warehouse", name);
  Outcome outcome;
  outcome.shape = shape_of(container_columns);
  outcome.rows.push_back({time_text(warehouse->created_ms), name, "WAREHOUSE"});
  return outcome;
}

Result<Outcome> describe_user(const sql::Describe& statement, const CommandContext& context) {
  const std::string name = TRY(account_name(statement.name, context));
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const catalog::User* user = snapshot->find_user(name);
  if (user == nullptr) return catalog::errors::does_not_exist("User", name);
  Outcome outcome;
  outcome.shape = shape_of(user_columns);
  const auto add = [&](const char* property, const std::string& value, const char* description) {
    outcome.rows.push_back({property, value.empty() ? "null" : value, "null", description});
  };
  add("NAME", user->name, "Name");
  add("COMMENT", user->comment, "user comment associated to an object in the dictionary");
  add("DISPLAY_NAME", user->display_name, "Display name of the associated object");
  add("TYPE", user->type, "Type of the user");
  add("LOGIN_NAME", user->login_name, "Login name of the user");
  add("FIRST_NAME", user->first_name, "First name of the user");
  add("MIDDLE_NAME", user->middle_name, "Middle name of the user");
  add("LAST_NAME", user->last_name, "Last name of the user");
  add("EMAIL", user->email, "Email address of the user");
  add("PASSWORD", user->password_hash.empty() ? "" : "********", "Password of the user");
  add("MUST_CHANGE_PASSWORD", user->must_change_password ? "true" : "false",
      "User must change the password");
  add("DISABLED", user->disabled ? "true" : "false", "Whether the user is disabled");
  add("DEFAULT_WAREHOUSE", user->default_warehouse, "Default warehouse for this user");
  add("DEFAULT_NAMESPACE", user->default_namespace,
      "Default database namespace prefix for this user");
  add("DEFAULT_ROLE", user->default_role, "Primary principal of user session will be set to this "
                                          "role");
  add("DEFAULT_SECONDARY_ROLES", user->default_secondary_roles,
      "The secondary roles will be set to all roles provided here");
  add("RSA_PUBLIC_KEY", user->rsa_key.public_key, "RSA public key of the user");
  add("RSA_PUBLIC_KEY_FP", user->rsa_key.fingerprint, "Fingerprint of user's RSA public key.");
  add("RSA_PUBLIC_KEY_2", user->rsa_key_2.public_key, "Second RSA public key of the user");
  add("RSA_PUBLIC_KEY_2_FP", user->rsa_key_2.fingerprint,
      "Fingerprint of user's second RSA public key.");
  return outcome;
}

// SEQUENCE, and the kinds that SHOW lists with one row: the row of that name.
Result<Outcome> describe_as_show(const sql::Describe& statement, const catalog::KindRow& row,
                                 const Command& command) {
  const CommandContext& context = command.context;
  const FullName name = TRY(full_name(statement.name, "DESCRIBE", context));
  const catalog::SessionView view = session_view(context);
  TRY(find_object(view, row.kind, name));
  const ShowKind* kind = find_show_kind(row.plural);
  if (kind == nullptr || kind->rows == nullptr) {
    return sql::errors::unsupported("DESCRIBE " + std::string(row.word));
  }
  sql::Show show;
  ShowInput input{show, command, view, {name.database, name.schema}};
  std::vector<ShowRow> rows;
  TRY(kind->rows(input, rows));
  Outcome outcome;
  outcome.shape = shape_of(kind->columns);
  for (ShowRow& shown : rows) {
    if (shown.name == name.name) outcome.rows.push_back(std::move(shown.cells));
  }
  return outcome;
}

Result<Outcome> describe_stored(const sql::Describe& statement, const catalog::KindRow& row,
                                const CommandContext& context) {
  const FullName name = TRY(full_name(statement.name, "DESCRIBE", context));
  const catalog::SessionView view = session_view(context);
  const Object* object = TRY(find_object(view, row.kind, name));
  const auto& stored = static_cast<const catalog::StoredObject&>(*object);
  if (row.kind == catalog::Kind::stage) return describe_stage(stored, view, context);
  return describe_file_format(stored);
}

Result<Outcome> describe_routine(const sql::Describe& statement, catalog::Space space,
                                 const CommandContext& context) {
  const FullName name = TRY(full_name(statement.name, "DESCRIBE", context));
  const std::string signature = TRY(signature_of(statement.argument_types, context));
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  const auto* routine = catalog::object_cast<catalog::Routine>(snapshot->find_in_schema(
      name.database, name.schema, space, name.name, signature));
  const bool procedure = space == catalog::Space::procedure;
  if (routine == nullptr) {
    return catalog::errors::does_not_exist(procedure ? "Procedure" : "Function",
                                           name.typed + signature);
  }
  std::string arguments;
  for (const catalog::RoutineParameter& parameter : routine->parameters) {
    if (!arguments.empty()) arguments += ", ";
    arguments += parameter.name + " " + bare_type_name(parameter.type);
  }
  Outcome outcome;
  outcome.shape = shape_of(routine_columns);
  outcome.rows.push_back({"signature", "(" + arguments + ")"});
  outcome.rows.push_back({"returns", routine->result_text});
  outcome.rows.push_back({"language", routine->language});
  if (procedure) {
    outcome.rows.push_back({"null handling", routine->strict ? "RETURNS NULL ON NULL INPUT"
                                                             : "CALLED ON NULL INPUT"});
    outcome.rows.push_back({"volatility", routine->immutable ? "IMMUTABLE" : "VOLATILE"});
    outcome.rows.push_back({"execute as", routine->caller_rights ? "CALLER" : "OWNER"});
  }
  outcome.rows.push_back({"body", routine->body});
  return outcome;
}

}  // namespace

Result<Outcome> run_describe(const Command& command) {
  const auto& statement = command.as<sql::Describe>();
  const CommandContext& context = command.context;
  const std::string_view word = statement.object_kind;
  if (word == "TABLE" || word.ends_with("VIEW")) return describe_table(statement, command);
  if (word == "RESULT") return describe_result(statement, command);
  if (word == "DATABASE") return describe_database(statement, context);
  if (word == "SCHEMA") return describe_schema(statement, context);
  if (word == "WAREHOUSE") return describe_warehouse(statement, context);
  if (word == "USER") return describe_user(statement, context);
  const KindWords words = kind_of(word);
  if (words.row != nullptr && words.row->kind == catalog::Kind::sequence) {
    return describe_as_show(statement, *words.row, command);
  }
  if (words.row != nullptr && (words.row->kind == catalog::Kind::function ||
                               words.row->kind == catalog::Kind::procedure)) {
    return describe_routine(statement, words.row->space, context);
  }
  if (words.row != nullptr && (words.row->kind == catalog::Kind::file_format ||
                               words.row->kind == catalog::Kind::stage)) {
    return describe_stored(statement, *words.row, context);
  }
  if (words.row != nullptr && words.row->level == catalog::Level::schema) {
    const FullName name = TRY(full_name(statement.name, "DESCRIBE", context));
    TRY(find_object(session_view(context), words.row->kind, name));
  }
  return sql::errors::unsupported("DESCRIBE " + std::string(word));
}

}  // namespace mockhaus::commands
