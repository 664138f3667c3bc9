#include "sql/resolve/unfold.h"

#include <algorithm>

#include "base/ascii.h"
#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/table_function.h"

namespace mockhaus::sql {

namespace {

struct UnfoldedColumn {
  std::string_view name;
  std::string_view engine;  // from the struct f; SEQ where it is empty
  Type type;
  Carrier carrier = Carrier::exact;
};

constexpr Type number38 = types::number(38, 0);
constexpr UnfoldedColumn flatten_columns[] = {
    {"SEQ", "", number38, Carrier::integer},
    {"KEY", "struct_extract($1, 'key')", types::text()},
    {"PATH", "struct_extract($1, 'path')", types::text()},
    {"INDEX", "struct_extract($1, 'index')", number38, Carrier::integer},
    {"VALUE", "struct_extract($1, 'value')", types::variant()},
    {"THIS", "struct_extract($1, 'this')", types::variant()},
};
constexpr UnfoldedColumn split_columns[] = {
    {"SEQ", "", number38, Carrier::integer},
    {"INDEX", "(struct_extract($1, 'index') + 1)", number38, Carrier::integer},
    {"VALUE", "mh_variant_to_varchar(struct_extract($1, 'value'), {settings})", types::text()},
};

// The rows as a list, and what they offer.
struct Unfolding {
  const Bound* list = nullptr;
  std::span<const UnfoldedColumn> columns;
};

// Whether the statement can read a column of this name at all: its text has the name, or words
// that mean all columns. A wrong yes costs only time.
bool may_read(const Resolver& r, const TableFunction& table, std::string_view name) {
  if (!table.column_aliases.empty()) return true;
  const auto has = [&](std::string_view word) {
    const auto same = [](char a, char b) { return ascii::upper(a) == b; };
    return std::search(r.source.begin(), r.source.end(), word.begin(), word.end(), same) !=
           r.source.end();
  };
  if (has(name)) return true;
  constexpr std::string_view all[] = {"*", "$", "PIVOT", "NATURAL", "IDENTIFIER"};
  return std::ranges::any_of(all, has);
}

Result<const Bound*> option(Resolver& r, Scope& scope, const FunctionCall& call,
                            std::string_view name, const Bound* otherwise, const Type& type) {
  const Expression* given = find_argument(call, name, no_place);
  if (given == nullptr) return otherwise;
  const Bound* value = TRY(resolve_expression(r, scope, *given));
  return cast(r, *value, type, CastMode::implicit_cast, given->span);
}

const Bound* wanted_fields(Resolver& r, const TableFunction& table, Span span) {
  int bits = 0;
  for (size_t i = 1; i < std::size(flatten_columns); ++i) {
    if (may_read(r, table, flatten_columns[i].name)) bits |= 1 << (i - 1);
  }
  return make_constant(r, number38, r.arena.text(std::to_string(bits)), span);
}

Result<Unfolding> resolve_flatten(Resolver& r, Scope& scope, const FunctionCall& call,
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
  const Bound* fields = wanted_fields(r, table, call.span);
  const Bound* list =
      make_call(r, "mh_flatten($1, $2, $3, $4, $5, CAST($6 AS BIGINT))", types::variant(),
                {value, path, outer, recursive, mode, fields}, call.span);
  return Unfolding{list, flatten_columns};
}

// The array that SPLIT or STRTOK_TO_ARRAY makes of the arguments, as FLATTEN reads it.
Result<Unfolding> resolve_split(Resolver& r, Scope& scope, const FunctionCall& call,
                                std::string_view function) {
  std::vector<const Bound*> texts;
  for (const Expression* argument : call.arguments) {
    texts.push_back(TRY(resolve_expression(r, scope, *argument)));
  }
  const Bound* array = TRY(call_function(r, function, texts, call.span));
  const Bound* list = make_call(r, "mh_flatten($1, '', false, false, 'ARRAY', 12)",
                                types::variant(), {array}, call.span);
  return Unfolding{list, split_columns};
}

std::string_view name_of(const TableFunction& table) {
  if (table.call->kind != ExpressionKind::function_call) return {};
  const auto& call = as<FunctionCall>(*table.call);
  return call.name.parts.size() == 1 ? call.name.parts[0].text : std::string_view();
}

Result<Unfolding> resolve_list(Resolver& r, Scope& scope, const TableFunction& table) {
  const auto& call = as<FunctionCall>(*table.call);
  const std::string_view name = name_of(table);
  if (name == "FLATTEN") return resolve_flatten(r, scope, call, table);
  return resolve_split(r, scope, call, name == "SPLIT_TO_TABLE" ? "SPLIT" : "STRTOK_TO_ARRAY");
}

BoundColumn* column_like(Resolver& r, uint32_t relation, size_t index, const Bound& like,
                         std::string_view name, std::string_view qualifier) {
  BoundColumn* column = r.arena.make<BoundColumn>(*make_column(
      r, relation, output_column_name(r, index), like.type, like.nullable, name, like.span));
  column->carrier = like.carrier;
  column->qualifier = qualifier;
  return column;
}

const BoundDerived* make_derived(Resolver& r, const BoundRelation* from,
                                 const std::vector<const Bound*>& values) {
  std::vector<BoundOutput> outputs;
  for (const Bound* value : values) {
    const std::string_view column = output_column_name(r, outputs.size());
    outputs.push_back({value, column, column});
  }
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = from;
  select->outputs = r.arena.list(outputs);
  BoundQuery* query = make_query(r, select);
  BoundDerived* derived = make_derived(r, query);
  return derived;
}

// Every column that the FROM items offer, each once.
std::vector<const Bound*> columns_of(const Scope& scope) {
  std::vector<const Bound*> columns;
  const auto add = [&](const ScopeColumn& column) {
    if (std::ranges::find(columns, column.value) == columns.end()) columns.push_back(column.value);
  };
  for (const ScopeItem& item : scope.items) std::ranges::for_each(item.columns, add);
  std::ranges::for_each(scope.merged, add);
  return columns;
}

// The same names, now columns of `relation`.
void move_columns(Resolver& r, Scope& scope, const std::vector<const Bound*>& columns,
                  uint32_t relation) {
  const auto move = [&](ScopeColumn& column, std::string_view qualifier) {
    const auto at = std::ranges::find(columns, column.value) - columns.begin();
    column.value = column_like(r, relation, static_cast<size_t>(at), *column.value, column.name,
                               qualifier);
  };
  for (ScopeItem& item : scope.items) {
    for (ScopeColumn& column : item.columns) move(column, item.alias);
  }
  for (ScopeColumn& column : scope.merged) move(column, {});
}

const Bound* sequence(Resolver& r, const char* engine, Span span) {
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, engine, number38, BoundList(), span));
  call->carrier = Carrier::integer;
  return call;
}

// What the rows offer, from the columns `seq` and `rows` (a struct) of `inner`.
std::vector<const Bound*> unfolded_values(Resolver& r, const Unfolding& unfolding, uint32_t inner,
                                          size_t rows, Span span) {
  const Bound* row = make_column(r, inner, output_column_name(r, rows), types::variant(), true,
                                 "", span);
  std::vector<const Bound*> values;
  for (const UnfoldedColumn& column : unfolding.columns) {
    if (column.engine.empty()) {  // a row that was kept without values has no number
      const Bound* seq = make_column(r, inner, output_column_name(r, rows + 1), column.type, false,
                                     column.name, span);
      BoundCall* value = r.arena.make<BoundCall>(
          *make_call(r, "CASE WHEN $1 IS NOT NULL THEN $2 END", column.type, {row, seq}, span));
      value->carrier = column.carrier;
      value->nullable = true;
      values.push_back(value);
      continue;
    }
    BoundCall* value =
        r.arena.make<BoundCall>(*make_call(r, column.engine, column.type, {row}, span));
    value->carrier = column.carrier;
    value->nullable = true;
    values.push_back(value);
  }
  return values;
}

void add_item(Resolver& r, Scope& scope, const Unfolding& unfolding, uint32_t relation,
              size_t first, const TableFunction& table) {
  ScopeItem item;
  item.alias = table.has_alias ? table.alias.text : std::string_view();
  item.relation = relation;
  for (const UnfoldedColumn& column : unfolding.columns) {
    BoundColumn* value = r.arena.make<BoundColumn>(
        *make_column(r, relation, output_column_name(r, first + item.columns.size()), column.type,
                     true, column.name, table.span));
    value->carrier = column.carrier;
    value->qualifier = item.alias;
    item.columns.push_back({column.name, value, true});
  }
  scope.items.push_back(std::move(item));
}

// SELECT columns, the row's fields FROM (SELECT columns, unnest(list), seq FROM from)
const BoundDerived* make_unfolded(Resolver& r, const BoundRelation* from,
                                  const std::vector<const Bound*>& columns,
                                  const Unfolding& unfolding, const Bound* seq, Span span) {
  std::vector<const Bound*> inner = columns;
  inner.push_back(make_call(r, "unnest($1)", types::variant(), {unfolding.list}, span));
  inner.push_back(seq);
  const BoundDerived* rows = make_derived(r, from, inner);
  std::vector<const Bound*> outer;
  for (size_t i = 0; i < columns.size(); ++i) {
    outer.push_back(column_like(r, rows->id, i, *columns[i], "", ""));
  }
  for (const Bound* value : unfolded_values(r, unfolding, rows->id, columns.size(), span)) {
    outer.push_back(value);
  }
  return make_derived(r, rows, outer);
}

Result<const BoundRelation*> resolve_lateral(Resolver& r, Scope& scope, const TableFunction& table,
                                             const Bound* seq) {
  const Unfolding unfolding = TRY(resolve_list(r, scope, table));
  BoundDerived* derived = r.arena.make<BoundDerived>(
      *make_unfolded(r, nullptr, {}, unfolding, seq, table.span));
  derived->lateral = true;
  add_item(r, scope, unfolding, derived->id, 0, table);
  return derived;
}

}  // namespace

bool is_unfolding(const TableReference& table) {
  if (table.kind != TableKind::function) return false;
  const std::string_view name = name_of(as<TableFunction>(table));
  return name == "FLATTEN" || name == "SPLIT_TO_TABLE" || name == "STRTOK_SPLIT_TO_TABLE";
}

Result<const BoundRelation*> resolve_unfolding(Resolver& r, Scope& scope,
                                               const TableFunction& table) {
  return resolve_lateral(r, scope, table, sequence(r, "1", table.span));
}

Result<UnfoldedSides> resolve_unfolding_sides(Resolver& r, Scope& scope, const BoundRelation& left,
                                              const TableFunction& table) {
  UnfoldedSides sides{&left, nullptr};
  const Bound* seq = sequence(r, "1", table.span);
  if (may_read(r, table, "SEQ")) {
    const std::vector<const Bound*> columns = columns_of(scope);
    std::vector<const Bound*> values = columns;
    values.push_back(sequence(r, "row_number() OVER ()", table.span));
    const BoundDerived* numbered = make_derived(r, &left, values);
    move_columns(r, scope, columns, numbered->id);
    seq = column_like(r, numbered->id, columns.size(), *values.back(), "SEQ", "");
    sides.left = numbered;
  }
  sides.right = TRY(resolve_lateral(r, scope, table, seq));
  return sides;
}

Result<const BoundRelation*> resolve_unfolding_of(Resolver& r, Scope& scope,
                                                  const BoundRelation& left,
                                                  const TableFunction& table, EmptyLists empty) {
  Unfolding unfolding = TRY(resolve_list(r, scope, table));
  if (empty == EmptyLists::keep_row) {
    unfolding.list = make_call(r, "coalesce(nullif($1, []), [NULL])", types::variant(),
                               {unfolding.list}, table.span);
  }
  const bool counts = may_read(r, table, "SEQ");
  const Bound* seq = sequence(r, counts ? "row_number() OVER ()" : "1", table.span);
  const std::vector<const Bound*> columns = columns_of(scope);
  const BoundDerived* derived = make_unfolded(r, &left, columns, unfolding, seq, table.span);
  move_columns(r, scope, columns, derived->id);
  add_item(r, scope, unfolding, derived->id, columns.size(), table);
  return derived;
}

}  // namespace mockhaus::sql
