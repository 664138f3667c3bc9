#include "sql/resolve/table_function.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/functions/function.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/result_scan.h"
#include "sql/resolve/row_sequence.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/to_query.h"
#include "sql/resolve/unfold.h"
#include "sql/resolve/user_function.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

constexpr Type number38 = types::number(38, 0);

struct TableColumn {
  std::string_view name;
  Type type;
  Carrier carrier = Carrier::exact;
};

const BoundRelation* add_function(Resolver& r, Scope& scope, std::string_view engine,
                                  std::initializer_list<const Bound*> arguments,
                                  std::span<const TableColumn> columns,
                                  const TableFunction& table) {
  BoundTableFunction* node = r.arena.make<BoundTableFunction>();
  node->id = r.next_relation++;
  node->engine = engine;
  node->arguments = r.arena.list(std::span(arguments.begin(), arguments.size()));
  node->lateral = true;
  ScopeItem item;
  item.alias = table.has_alias ? table.alias.text : std::string_view();
  item.relation = node->id;
  std::vector<std::string_view> names;
  for (const TableColumn& column : columns) {
    const std::string_view name = output_column_name(r, names.size());
    names.push_back(name);
    BoundColumn* value = r.arena.make<BoundColumn>(
        *make_column(r, node->id, name, column.type, true, column.name, table.span));
    value->carrier = column.carrier;
    value->qualifier = item.alias;
    item.columns.push_back({column.name, value, true});
  }
  node->columns = r.arena.list(names);
  scope.items.push_back(std::move(item));
  return node;
}

// An argument of GENERATOR; one that was not written is `missing`.
Result<const Bound*> generator_argument(Resolver& r, const FunctionCall& call,
                                        std::string_view name, const Bound* missing) {
  const Expression* written = find_argument(call, name, no_place);
  if (written == nullptr) return missing;
  Scope constants(nullptr);
  constants.aggregates_allowed = false;
  constants.windows_allowed = false;
  auto value = resolve_expression(r, constants, *written);
  if (!value.ok() || (*value)->has_subquery || (*value)->is_volatile) {
    return errors::needs_constant("GENERATOR", name, written->span);
  }
  return cast(r, **value, number38, CastMode::implicit_cast, written->span);
}

Result<const BoundRelation*> resolve_generator(Resolver& r, Scope& scope,
                                               const FunctionCall& call,
                                               const TableFunction& table) {
  const bool counted = find_argument(call, "ROWCOUNT", no_place) != nullptr;
  const bool timed = find_argument(call, "TIMELIMIT", no_place) != nullptr;
  const Bound* none = make_constant(r, number38, "0", call.span);
  const Bound* count = TRY(generator_argument(r, call, "ROWCOUNT", none));
  const Bound* seconds = TRY(generator_argument(r, call, "TIMELIMIT", none));
  if (timed) r.footprint.volatile_result = true;
  std::string_view engine = "range(CAST(greatest(coalesce($1, 0), 0) AS BIGINT))";
  if (timed && counted) engine = "mh_timed_rows(CAST(coalesce($1, 0) AS BIGINT), $2)";
  if (timed && !counted) engine = "mh_timed_rows(NULL, $2)";
  const TableColumn columns[] = {{generator_row, number38, Carrier::integer}};
  const BoundRelation* node = add_function(r, scope, engine, {count, seconds}, columns, table);
  scope.items.back().columns[0].in_star = false;
  BoundTableFunction* plain = r.arena.make<BoundTableFunction>(as<BoundTableFunction>(*node));
  plain->lateral = false;
  return plain;
}

// TABLE('name'), TABLE($variable): the table that the text names.
Result<const BoundRelation*> resolve_table_name(Resolver& r, Scope& scope,
                                                const TableFunction& table) {
  const auto text = TRY(constant_text(r, *table.call));
  if (!text) return errors::unsupported("TABLE() over this expression");
  NamedTable* named = r.arena.make<NamedTable>();
  named->name.dynamic = table.call;
  named->name.span = table.call->span;
  named->span = table.span;
  named->alias = table.alias;
  named->has_alias = table.has_alias;
  return resolve_named_table(r, scope, *named);
}

// Those that are of no schema.
constexpr std::string_view functions_anywhere[] = {"EXPLAIN_JSON", "GET_OBJECT_REFERENCES",
                                                   "INFER_SCHEMA", "VALIDATE"};

// DATABASE.INFORMATION_SCHEMA.NAME(..); the schema need not be named while it is the current one.
Result<const BoundRelation*> resolve_metadata_function(Resolver& r, Scope& scope,
                                                       const FunctionCall& call,
                                                       const TableFunction& table) {
  const auto parts = call.name.parts;
  const std::string_view name = parts.back().text;
  const std::string_view schema =
      parts.size() > 1 ? parts[parts.size() - 2].text : std::string_view(r.context.schema);
  const std::string_view database =
      parts.size() > 2 ? parts[0].text : std::string_view(r.context.database);
  const bool anywhere = std::ranges::find(functions_anywhere, name) != std::end(functions_anywhere);
  const bool metadata = schema == "INFORMATION_SCHEMA" || anywhere;
  if (metadata || !is_known_unsupported(name)) {
    // Without a database only what is not of INFORMATION_SCHEMA is looked for: procedures.
    const Relation* relation = TRY(r.catalog.find_table_function(
        metadata ? database : std::string_view(), call, r.source));
    if (relation != nullptr) {
      r.footprint.volatile_result = true;
      return add_base_table(r, scope, *relation, table.has_alias ? table.alias.text : "");
    }
  }
  if (is_known_unsupported(name)) {
    return errors::unsupported("table function " + std::string(name));
  }
  return errors::unknown_function(dotted(call.name.parts), call.span);
}

}  // namespace

const Expression* find_argument(const FunctionCall& call, std::string_view name, size_t place) {
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Expression& argument = *call.arguments[i];
    if (argument.kind != ExpressionKind::named_argument) {
      if (i == place) return &argument;
    } else if (as<NamedArgument>(argument).name.text == name) {
      return as<NamedArgument>(argument).value;
    }
  }
  return nullptr;
}

Result<const BoundRelation*> resolve_table_function(Resolver& r, Scope& scope,
                                                    const TableFunction& table) {
  if (is_result_scan(table)) return resolve_result_scan(r, scope, table);
  if (is_script_result(r, table)) return resolve_script_result(r, scope, table);
  if (table.call->kind != ExpressionKind::function_call) return resolve_table_name(r, scope, table);
  const auto& call = as<FunctionCall>(*table.call);
  if (call.name.parts.empty()) return errors::unsupported("TABLE(IDENTIFIER())");
  const std::string_view name = call.name.parts.back().text;
  if (is_unfolding(table)) return resolve_unfolding(r, scope, table);
  if (name == "GENERATOR") return resolve_generator(r, scope, call, table);
  if (is_to_query(call)) return resolve_to_query(r, scope, call, table);
  const BoundRelation* user = TRY(resolve_user_table_function(r, scope, call, table));
  if (user != nullptr) return user;
  return resolve_metadata_function(r, scope, call, table);
}

}  // namespace mockhaus::sql
