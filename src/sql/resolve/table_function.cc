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
#include "sql/resolve/user_function.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

struct TableColumn {
  std::string_view name;
  Type type;
  Carrier carrier = Carrier::exact;
};

constexpr Type number38 = types::number(38, 0);
constexpr TableColumn flatten_columns[] = {
    {"SEQ", number38, Carrier::integer},   {"KEY", types::text()},
    {"PATH", types::text()},               {"INDEX", number38, Carrier::integer},
    {"VALUE", types::variant()},           {"THIS", types::variant()},
};
constexpr TableColumn split_columns[] = {
    {"SEQ", number38, Carrier::integer},
    {"INDEX", number38, Carrier::integer},
    {"VALUE", types::text()},
};

// The argument with this name, or the one at this place; null for none.
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

constexpr size_t no_place = 1000;  // an argument that is only given by name

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

Result<const Bound*> option(Resolver& r, Scope& scope, const FunctionCall& call,
                            std::string_view name, const Bound* otherwise, const Type& type) {
  const Expression* given = find_argument(call, name, no_place);
  if (given == nullptr) return otherwise;
  const Bound* value = TRY(resolve_expression(r, scope, *given));
  return cast(r, *value, type, CastMode::implicit_cast, given->span);
}

// The engine's rows hold no SEQ: it counts the rows of the FROM items before, which a lateral
// item cannot see, so every row answers 1.
Result<const BoundRelation*> resolve_flatten(Resolver& r, Scope& scope, const FunctionCall& call,
                                             const TableFunction& table) {
  const Expression* input = find_argument(call, "INPUT", 0);
  if (input == nullptr) {
    return errors::not_enough_arguments(r.text_of(call.span), 1, 0, call.span);
  }
  const Bound* value = TRY(resolve_expression(r, scope, *input));
  if (!value->type.is_semi_structured() && value->type.kind != TypeKind::null) {
    return errors::invalid_argument_types("FLATTEN", describe(value->type), input->span);
  }
  value = TRY(as_variant(r, *value, input->span));
  const Bound* no = make_constant(r, types::boolean(), "false", call.span);
  const Bound* path = TRY(option(r, scope, call, "PATH",
                                 make_constant(r, types::text(), "", call.span), types::text()));
  const Bound* outer = TRY(option(r, scope, call, "OUTER", no, types::boolean()));
  const Bound* recursive = TRY(option(r, scope, call, "RECURSIVE", no, types::boolean()));
  const Bound* mode = TRY(option(r, scope, call, "MODE",
                                 make_constant(r, types::text(), "BOTH", call.span),
                                 types::text()));
  return add_function(
      r, scope,
      "(SELECT 1, f.key, f.path, f.index, f.value, f.this FROM "
      "(SELECT unnest(mh_flatten($1, $2, $3, $4, $5, 31)) AS f))",
      {value, path, outer, recursive, mode}, flatten_columns, table);
}

Result<const BoundRelation*> resolve_split(Resolver& r, Scope& scope, const FunctionCall& call,
                                           const TableFunction& table) {
  if (call.arguments.size() != 2) {
    const int count = static_cast<int>(call.arguments.size());
    return errors::not_enough_arguments(r.text_of(call.span), 2, count, call.span);
  }
  std::vector<const Bound*> texts;
  for (const Expression* argument : call.arguments) {
    const Bound* value = TRY(resolve_expression(r, scope, *argument));
    if (!value->type.is_text()) {
      value = TRY(cast(r, *value, types::text(), CastMode::implicit_cast, argument->span));
    }
    texts.push_back(value);
  }
  return add_function(r, scope,
                      "(SELECT 1, unnest(range(1, len(l) + 1)), unnest(l) FROM "
                      "(SELECT string_split($1, $2) AS l))",
                      {texts[0], texts[1]}, split_columns, table);
}

Result<const BoundRelation*> resolve_generator(Resolver& r, Scope& scope,
                                               const FunctionCall& call,
                                               const TableFunction& table) {
  const Expression* rows = find_argument(call, "ROWCOUNT", no_place);
  const bool timed = find_argument(call, "TIMELIMIT", no_place) != nullptr;
  if (rows == nullptr && timed) return errors::unsupported("GENERATOR with TIMELIMIT alone");
  const Bound* count = make_constant(r, number38, "0", call.span);
  if (rows != nullptr) {
    Scope constants(nullptr);
    constants.aggregates_allowed = false;
    constants.windows_allowed = false;
    auto value = resolve_expression(r, constants, *rows);
    if (!value.ok() || (*value)->has_subquery || (*value)->is_volatile) {
      return errors::needs_constant("GENERATOR", "ROWCOUNT", rows->span);
    }
    count = TRY(cast(r, **value, number38, CastMode::implicit_cast, rows->span));
  }
  const TableColumn columns[] = {{generator_row, number38, Carrier::integer}};
  const BoundRelation* node = add_function(
      r, scope, "range(CAST(greatest(coalesce($1, 0), 0) AS BIGINT))", {count}, columns, table);
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
  if (schema == "INFORMATION_SCHEMA") {
    const Relation* relation = TRY(r.catalog.find_table_function(database, call, r.source));
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

Result<const BoundRelation*> resolve_table_function(Resolver& r, Scope& scope,
                                                    const TableFunction& table) {
  if (is_result_scan(table)) return resolve_result_scan(r, scope, table);
  if (is_script_result(r, table)) return resolve_script_result(r, scope, table);
  if (table.call->kind != ExpressionKind::function_call) return resolve_table_name(r, scope, table);
  const auto& call = as<FunctionCall>(*table.call);
  if (call.name.parts.empty()) return errors::unsupported("TABLE(IDENTIFIER())");
  const std::string_view name = call.name.parts.back().text;
  if (name == "FLATTEN") return resolve_flatten(r, scope, call, table);
  if (name == "GENERATOR") return resolve_generator(r, scope, call, table);
  if (name == "SPLIT_TO_TABLE") return resolve_split(r, scope, call, table);
  const BoundRelation* user = TRY(resolve_user_table_function(r, scope, call, table));
  if (user != nullptr) return user;
  return resolve_metadata_function(r, scope, call, table);
}

}  // namespace mockhaus::sql
