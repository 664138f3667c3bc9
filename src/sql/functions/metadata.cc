// metadata functions: what the catalog says of objects and roles. Arguments must be constants, and
// the values are constants of the statement.
#include <algorithm>
#include <ranges>

#include "sql/context/script_names.h"
#include "sql/errors.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

// The text of argument `place`, counted from 0.
Result<std::string> text_argument(Resolver& r, const FunctionCall& call, size_t place) {
  const std::optional<std::string> text = TRY(constant_text(r, *call.arguments[place]));
  if (text) return *text;
  return errors::needs_constant(call.name.parts.back().text, std::to_string(place + 1),
                                call.arguments[place]->span);
}

const Bound* truth(Resolver& r, const FunctionCall& call, bool value) {
  return make_constant(r, types::boolean(), value ? "true" : "false", call.span);
}

Result<const Bound*> get_ddl(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::string kind = TRY(text_argument(r, call, 0));
  const std::string name = TRY(text_argument(r, call, 1));
  bool qualified = false;
  if (call.arguments.size() > 2) {
    const Expression& flag = *call.arguments[2];
    if (flag.kind != ExpressionKind::literal ||
        as<Literal>(flag).literal_kind != LiteralKind::boolean) {
      return errors::needs_constant("GET_DDL", "3", flag.span);
    }
    qualified = as<Literal>(flag).text == "TRUE" || as<Literal>(flag).text == "true";
  }
  const std::string text = TRY(r.catalog.create_statement(kind, name, qualified, r.context));
  return make_constant(r, text_type, r.arena.text(text), call.span);
}

bool has_role(const Resolver& r, std::string_view role) {
  if (role == "PUBLIC" || r.context.role == role) return true;
  if (r.catalog.inherits(r.context.role, role)) return true;
  const std::string secondary = r.context.secondary_roles.value_or("ALL");
  for (const auto part : std::views::split(secondary, ',')) {
    const std::string_view one(part.begin(), part.end());
    if (one == role || r.catalog.inherits(one, role)) return true;
  }
  const auto& available = r.context.available_roles;
  return secondary == "ALL" && std::ranges::find(available, role) != available.end();
}

Result<const Bound*> role_in_session(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::string name = TRY(text_argument(r, call, 0));
  return truth(r, call, has_role(r, name));
}

Result<const Bound*> database_role_in_session(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::string name = TRY(text_argument(r, call, 0));
  const bool qualified = name.find('.') != std::string::npos;
  return truth(r, call, has_role(r, qualified ? name : r.context.database + "." + name));
}

Result<const Bound*> granted_to_invoker(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::string name = TRY(text_argument(r, call, 0));
  const bool everyone = name == "PUBLIC";
  return truth(r, call, everyone || r.context.role == name ||
                            r.catalog.inherits(r.context.role, name));
}

// SYS_CONTEXT('SNOWFLAKE$SESSION', 'property' [, argument]): what the session says of itself.
Result<const Bound*> sys_context(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::string space = TRY(text_argument(r, call, 0));
  const std::string property = TRY(text_argument(r, call, 1));
  const auto text = [&](std::string_view value) -> const Bound* {
    return make_constant(r, text_type, r.arena.text(value), call.span);
  };
  if (space == "SNOWFLAKE$SESSION" && property == "IS_ROLE_ACTIVATED" &&
      call.arguments.size() == 3) {
    const std::string role = TRY(text_argument(r, call, 2));
    return text(has_role(r, role) ? "TRUE" : "FALSE");
  }
  if (space == "SNOWFLAKE$SESSION" && call.arguments.size() == 2) {
    if (property == "PRINCIPAL_NAME") return text(r.context.user);
    if (property == "PRINCIPAL_TYPE") return text("USER");
    if (property == "ROLE") return text(r.context.role);
    if (property == "PRINCIPAL_DATABASE" || property == "PRINCIPAL_SCHEMA") {
      return make_null(r, text_type, call.span);  // of tasks and services only
    }
  }
  return errors::unsupported("SYS_CONTEXT('" + space + "', '" + property + "')");
}

// What only the commands can answer.
Result<const Bound*> ask_catalog(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::optional<std::string> value = TRY(r.catalog.call(call, r.source));
  if (!value) return make_null(r, text_type, call.span);
  return make_constant(r, text_type, r.arena.text(*value), call.span);
}

// As above, where the answer is the text of a constant of another type.
Result<const Bound*> ask_catalog_as(Resolver& r, Type type, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const std::optional<std::string> value = TRY(r.catalog.call(call, r.source));
  if (!value) return make_null(r, type, call.span);
  return make_constant(r, type, r.arena.text(*value), call.span);
}
Result<const Bound*> ask_catalog_number(Resolver& r, Scope&, const FunctionCall& call) {
  return ask_catalog_as(r, types::number(38, 0), call);
}
Result<const Bound*> ask_catalog_float(Resolver& r, Scope&, const FunctionCall& call) {
  return ask_catalog_as(r, types::floating(), call);
}
Result<const Bound*> ask_catalog_truth(Resolver& r, Scope&, const FunctionCall& call) {
  return ask_catalog_as(r, types::boolean(), call);
}

// As above, where the answer is the JSON of an array.
Result<const Bound*> ask_catalog_array(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Bound* text = TRY(ask_catalog(r, scope, call));
  return make_call(r, "mh_parse_json($1)", types::array(), {text}, call.span);
}

// What the paths of the stage's files begin with.
Result<std::string> stage_location(Resolver& r, const FunctionCall& call) {
  FunctionCall* asked = r.arena.make<FunctionCall>(call);
  if (call.arguments.size() != 2) {
    return errors::not_enough_arguments(r.text_of(call.span), 2,
                                        static_cast<int>(call.arguments.size()), call.span);
  }
  Identifier* name = r.arena.make<Identifier>(call.name.parts.back());
  name->text = "GET_STAGE_LOCATION";
  asked->name.parts = r.arena.list(std::span<const Identifier>(name, 1));
  asked->arguments = call.arguments.first(1);
  const std::optional<std::string> location = TRY(r.catalog.call(*asked, r.source));
  return location.value_or("");
}

Result<const Bound*> path_argument(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Bound* path = TRY(resolve_expression(r, scope, *call.arguments[1]));
  return cast(r, *path, text_type, CastMode::implicit_cast, path->span);
}

// GET_ABSOLUTE_PATH(@stage, path)
Result<const Bound*> absolute_path(Resolver& r, Scope& scope, const FunctionCall& call) {
  const std::string location = TRY(stage_location(r, call));
  const Bound* path = TRY(path_argument(r, scope, call));
  const Bound* begin = make_constant(r, text_type, r.arena.text(location), call.span);
  return make_call(r, "$1 || $2", text_type, {begin, path}, call.span);
}

// GET_RELATIVE_PATH(@stage, absolute path)
Result<const Bound*> relative_path(Resolver& r, Scope& scope, const FunctionCall& call) {
  const std::string location = TRY(stage_location(r, call));
  const Bound* path = TRY(path_argument(r, scope, call));
  const Bound* begin =
      make_constant(r, text_type, r.arena.text("^\\Q" + location + "\\E"), call.span);
  return make_call(r, "regexp_replace($1, $2, '')", text_type, {path, begin}, call.span);
}

// SYSTEM$GET_RESULTSET_STATUS(resultset), in a block: what a RESULTSET holds has ended.
Result<const Bound*> resultset_status(Resolver& r, Scope&, const FunctionCall& call) {
  if (call.arguments.size() != 1) {
    return errors::not_enough_arguments(r.text_of(call.span), 1,
                                        static_cast<int>(call.arguments.size()), call.span);
  }
  const Expression& argument = *call.arguments[0];
  std::string_view name;
  if (argument.kind == ExpressionKind::bind_variable) name = as<BindVariable>(argument).name;
  if (argument.kind == ExpressionKind::column_reference) {
    name = as<ColumnReference>(argument).parts.back().text;
  }
  if (r.context.script == nullptr || name.empty()) {
    return errors::unsupported("SYSTEM$GET_RESULTSET_STATUS of this argument");
  }
  if (!r.context.script->find_result(name)) return errors::invalid_identifier(name, argument.span);
  r.footprint.volatile_result = true;
  return make_constant(r, text_type, "SUCCESS", call.span);
}

constexpr Function call_row(std::string_view name, std::string_view parameters, Type type,
                            Result<const Bound*> (*resolve)(Resolver&, Scope&,
                                                            const FunctionCall&)) {
  Function row{name, parameters, returns(type), ""};
  row.kind = FunctionKind::context;
  row.resolve = resolve;
  return row;
}

// There are no applications, instances of classes and users of an organization.
constexpr std::string_view no_such_one = "(CASE WHEN $1 IS NULL THEN NULL ELSE false END)";

constexpr Function rows[] = {
    call_row("ALL_USER_NAMES", "", types::array(), ask_catalog_array),
    call_row("CURRENT_ROLE_TYPE", "", text_type, ask_catalog),
    call_row("CURRENT_SECONDARY_ROLES", "", text_type, ask_catalog),
    {"GENERATE_COLUMN_DESCRIPTION", "at", returns(text_type), "mh_column_description($1, $2)"},
    call_row("GET_ABSOLUTE_PATH", "ct", text_type, absolute_path),
    call_row("GET_DDL", "ccc?", text_type, get_ddl),
    call_row("GET_RELATIVE_PATH", "ct", text_type, relative_path),
    call_row("GET_STAGE_LOCATION", "c", text_type, ask_catalog),
    {"IS_APPLICATION_ROLE_IN_SESSION", "t", returns(types::boolean()), no_such_one},
    call_row("IS_DATABASE_ROLE_IN_SESSION", "c", types::boolean(), database_role_in_session),
    call_row("IS_GRANTED_TO_INVOKER_ROLE", "c", types::boolean(), granted_to_invoker),
    {"IS_INSTANCE_ROLE_IN_SESSION", "tt", returns(types::boolean()),
     "(CASE WHEN $1 IS NULL OR $2 IS NULL THEN NULL ELSE false END)"},
    {"IS_ORGANIZATION_USER", "t", returns(types::boolean()), no_such_one},
    {"IS_ORGANIZATION_USER_GROUP", "t", returns(types::boolean()), no_such_one},
    {"IS_ORGANIZATION_USER_GROUP_IN_SESSION", "t", returns(types::boolean()), no_such_one},
    call_row("IS_ROLE_IN_SESSION", "c", types::boolean(), role_in_session),
    call_row("SYSTEM$ABORT_SESSION", "c", text_type, ask_catalog),
    call_row("SYSTEM$ABORT_TRANSACTION", "c", text_type, ask_catalog),
    call_row("SYSTEM$ADD_EVENT", "cc?", text_type, ask_catalog),
    call_row("SYSTEM$CANCEL_ALL_QUERIES", "c?", text_type, ask_catalog),
    call_row("SYSTEM$CANCEL_QUERY", "c", text_type, ask_catalog),
    call_row("SYSTEM$CLIENT_VERSION_INFO", "", text_type, ask_catalog),
    call_row("SYSTEM$CLUSTERING_DEPTH", "cc?c", types::floating(), ask_catalog_float),
    call_row("SYSTEM$CLUSTERING_INFORMATION", "cc?", text_type, ask_catalog),
    call_row("SYSTEM$CURRENT_USER_TASK_NAME", "", text_type, ask_catalog),
    call_row("SYSTEM$ESTIMATE_QUERY_ACCELERATION", "c", text_type, ask_catalog),
    {"SYSTEM$EXPLAIN_JSON_TO_TEXT", "t", returns(text_type), "mh_plan_text($1)"},
    call_row("SYSTEM$EXPLAIN_PLAN_JSON", "c", text_type, ask_catalog),
    call_row("SYSTEM$GET_RESULTSET_STATUS", "c", text_type, resultset_status),
    call_row("SYSTEM$GET_TAG", "ccc", text_type, ask_catalog),
    call_row("SYSTEM$GET_TAG_ALLOWED_VALUES", "c", text_type, ask_catalog),
    call_row("SYSTEM$LAST_CHANGE_COMMIT_TIME", "c", types::number(38, 0), ask_catalog_number),
    call_row("SYSTEM$LOG", "cc", text_type, ask_catalog),
    call_row("SYSTEM$LOG_DEBUG", "c", text_type, ask_catalog),
    call_row("SYSTEM$LOG_ERROR", "c", text_type, ask_catalog),
    call_row("SYSTEM$LOG_FATAL", "c", text_type, ask_catalog),
    call_row("SYSTEM$LOG_INFO", "c", text_type, ask_catalog),
    call_row("SYSTEM$LOG_TRACE", "c", text_type, ask_catalog),
    call_row("SYSTEM$LOG_WARN", "c", text_type, ask_catalog),
    call_row("SYSTEM$PIPE_FORCE_RESUME", "cc?", text_type, ask_catalog),
    call_row("SYSTEM$PIPE_STATUS", "c", text_type, ask_catalog),
    call_row("SYSTEM$REFERENCE", "ccc?", text_type, ask_catalog),
    call_row("SYSTEM$SET_SPAN_ATTRIBUTES", "c", text_type, ask_catalog),
    call_row("SYSTEM$SHOW_ACTIVE_BEHAVIOR_CHANGE_BUNDLES", "", text_type, ask_catalog),
    call_row("SYSTEM$STREAM_GET_TABLE_TIMESTAMP", "c", text_type, ask_catalog),
    call_row("SYSTEM$STREAM_HAS_DATA", "c", types::boolean(), ask_catalog),
    call_row("SYSTEM$TAG_VALUE_CONTAINS", "cccc", types::boolean(), ask_catalog_truth),
    call_row("SYSTEM$TASK_DEPENDENTS_ENABLE", "c", text_type, ask_catalog),
    call_row("SYSTEM$USER_TASK_CANCEL_ONGOING_EXECUTIONS", "c", text_type, ask_catalog),
    call_row("SYSTEM$WAIT", "cc?", text_type, ask_catalog),
    call_row("SYS_CONTEXT", "ccc?", text_type, sys_context),
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> metadata_functions() { return rows; }

}  // namespace mockhaus::sql
