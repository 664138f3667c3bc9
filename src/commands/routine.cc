#include "commands/routine.h"

#include "catalog/routine.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/creation.h"
#include "commands/property_text.h"
#include "sql/check_function.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Routine;

Result<Done> check_supported(const sql::CreateRoutine& create) {
  if (create.external) return sql::errors::unsupported("CREATE EXTERNAL FUNCTION");
  if (create.aggregate) return sql::errors::unsupported("CREATE AGGREGATE FUNCTION");
  const std::string word = create.procedure ? "PROCEDURE" : "FUNCTION";
  if (create.temporary) return sql::errors::unsupported("CREATE TEMPORARY " + word);
  if (!create.procedure && create.block != nullptr) {
    return sql::errors::unsupported("FUNCTION with a block as body");
  }
  return check_mode({create.or_replace, create.if_not_exists});
}

// A function is compiled when it is made, a procedure is only read.
Result<Done> check_body(const Routine& routine, const FullName& name,
                        const CommandContext& context) {
  if (routine.language != "SQL") return Done{};
  Arena arena;
  if (routine.kind == catalog::Kind::procedure) {
    TRY(sql::parse_statement_text(routine.body, arena));
    return Done{};
  }
  sql::UserFunctionInfo info;
  info.database = name.database;
  info.schema = name.schema;
  info.name = name.name;
  for (const catalog::RoutineParameter& parameter : routine.parameters) {
    info.parameters.emplace_back(parameter.name, parameter.type);
    info.defaults.push_back(parameter.default_text);
  }
  info.result = routine.result;
  info.is_table = routine.returns_table;
  for (const catalog::RoutineParameter& column : routine.result_columns) {
    info.result_columns.emplace_back(column.name, column.type);
  }
  info.language = routine.language;
  info.body = routine.body;
  return sql::check_function(info, context.session, session_view(context));
}

Result<Done> add_parameters(const sql::CreateRoutine& create, const CommandContext& context,
                            Routine& routine, Arena& memory) {
  for (const sql::RoutineParameter& parameter : create.parameters) {
    const sql::Type type = TRY(sql::resolve_type(*parameter.type, context.session));
    routine.parameters.push_back({stored_name(parameter.name, context),
                                  catalog::keep_type(type, memory), ""});
    if (parameter.default_value != nullptr) {
      routine.parameters.back().default_text = sql::print_expression(*parameter.default_value);
    }
  }
  return Done{};
}

Result<Done> add_result(const sql::CreateRoutine& create, const CommandContext& context,
                        Routine& routine, Arena& memory) {
  routine.returns_table = create.returns_table;
  if (!create.returns_table) {
    if (create.return_type == nullptr) {
      return catalog::errors::syntax("syntax error: RETURNS is missing");
    }
    const sql::Type type = TRY(sql::resolve_type(*create.return_type, context.session));
    routine.result = catalog::keep_type(type, memory);
    routine.result_text = describe(type);
    return Done{};
  }
  for (const sql::ResultColumn& column : create.return_columns) {
    sql::Type type = TRY(sql::resolve_type(*column.type, context.session));
    if (type.is_text()) type = sql::types::text();  // Snowflake does not hold texts to a length
    const std::string name = stored_name(column.name, context);
    routine.result_columns.push_back({name, catalog::keep_type(type, memory), ""});
    routine.result_text += (routine.result_text.empty() ? "TABLE (" : ", ") + name + " " +
                           bare_type_name(type);
  }
  if (routine.result_text.empty()) routine.result_text = "TABLE (";
  routine.result_text += ")";
  return Done{};
}

Result<std::shared_ptr<Routine>> define(const sql::CreateRoutine& create, const Command& command) {
  const CommandContext& context = command.context;
  auto routine = std::make_shared<Routine>(create.procedure ? catalog::Kind::procedure
                                                          : catalog::Kind::function);
  auto memory = std::make_shared<Arena>();
  TRY(add_parameters(create, context, *routine, *memory));
  TRY(add_result(create, context, *routine, *memory));
  routine->type_memory = memory;
  for (const catalog::RoutineParameter& parameter : routine->parameters) {
    routine->signature += (routine->signature.empty() ? "(" : ", ") +
                          bare_type_name(parameter.type);
  }
  routine->signature += routine->signature.empty() ? "()" : ")";
  routine->body = create.body_query != nullptr ? sql::print_query(*create.body_query)
                                               : std::string(create.body);
  if (!create.language.empty()) routine->language = create.language;
  routine->secure = create.secure;
  routine->memoizable = create.memoizable;
  routine->immutable = create.volatility == sql::Volatility::immutable;
  routine->strict = create.null_input == sql::NullInput::strict ||
                    create.null_input == sql::NullInput::returns_null;
  routine->caller_rights = create.execute_as == sql::ExecuteAs::caller ||
                           create.execute_as == sql::ExecuteAs::restricted_caller;
  routine->text = command.text;
  routine->owner = context.session.role;
  const std::vector<PropertyText> properties = TRY(property_texts(create.properties, context));
  for (const PropertyText& property : properties) {
    if (property.name == "COMMENT") routine->comment = property.text;
  }
  return routine;
}

}  // namespace

std::string bare_type_name(const sql::Type& type) {
  const std::string full = describe(type);
  return full.substr(0, full.find('('));
}

Result<std::string> signature_of(sql::List<const sql::TypeName* const> types,
                                 const CommandContext& context) {
  std::string signature = "(";
  for (const sql::TypeName* name : types) {
    const sql::Type type = TRY(sql::resolve_type(*name, context.session));
    if (signature.size() > 1) signature += ", ";
    signature += bare_type_name(type);
  }
  return signature + ")";
}

Result<Outcome> run_create_routine(const Command& command) {
  const auto& create = command.as<sql::CreateRoutine>();
  const CommandContext& context = command.context;
  TRY(check_supported(create));
  const FullName name = TRY(full_name(
      create.name, create.procedure ? "CREATE PROCEDURE" : "CREATE FUNCTION", context));
  std::shared_ptr<Routine> routine = TRY(define(create, command));
  TRY(check_body(*routine, name, context));
  if (context.describe_only) return created("Function", name.name);
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const catalog::Schema* schema = TRY(schema_for_new(name, change.current()));
  routine->parent = schema->id;
  routine->name = name.name;
  const CreateMode mode{create.or_replace || create.or_alter, create.if_not_exists};
  const Way way = TRY(clear_the_way(change, *routine, mode, name.typed));
  if (way == Way::already_there) return already_exists(name.name);
  TRY(change.put(std::move(routine)));
  TRY(change.commit());
  return created("Function", name.name);
}

}  // namespace mockhaus::commands
