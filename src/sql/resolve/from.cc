#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/join.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/result_scan.h"
#include "sql/resolve/table_function.h"
#include "sql/resolve/unfold.h"
#include "sql/resolve/values.h"
#include "sql/resolve/variable.h"
#include "sql/parse/parse.h"

namespace mockhaus::sql {

namespace {

// t AS a (x, y): renames the first columns.
Result<Done> rename_columns(ScopeItem& item, List<const Identifier> names, Span span) {
  if (names.size() > item.columns.size()) {
    return errors::expression_count(item.columns.size(), names.size(), span);
  }
  for (size_t i = 0; i < names.size(); ++i) item.columns[i].name = names[i].text;
  return Done{};
}

Result<const BoundRelation*> resolve_derived(Resolver& r, Scope& scope,
                                             const DerivedTable& table) {
  // Only LATERAL sees the FROM items before it; others see what is around the whole block.
  const BoundQuery* query =
      TRY(resolve_query(r, *table.query, table.lateral ? &scope : scope.outer));
  query = with_bare_outputs(r, *query);
  BoundDerived* derived = make_derived(r, query);
  derived->lateral = table.lateral;
  add_query_columns(r, scope, derived->id, query->outputs,
                    table.has_alias ? table.alias.text : std::string_view());
  return derived;
}

Result<const BoundRelation*> resolve_values_table(Resolver& r, Scope& scope,
                                                  const ValuesTable& table) {
  const BoundQuery* query = TRY(resolve_values_query(r, table.rows, scope.outer));
  const BoundRelation* relation = as<BoundSelect>(*query->body).from;
  add_query_columns(r, scope, relation->id, query->outputs,
                    table.has_alias ? table.alias.text : std::string_view());
  return relation;
}

Result<const BoundRelation*> resolve_stage(Resolver& r, Scope& scope, const StageTable& table) {
  const Relation* relation = TRY(r.catalog.find_stage(table, r.source));
  r.footprint.volatile_result = true;  // files change without a trace in the catalog
  const BoundRelation* base = TRY(add_base_table(
      r, scope, *relation, table.has_alias ? table.alias.text : std::string_view()));
  // How many fields the records of a CSV file have is not known: * finds none of them.
  for (ScopeColumn& column : scope.items.back().columns) {
    if (column.value->type.is_text()) column.in_star = false;
  }
  return base;
}

Result<const BoundRelation*> resolve_any(Resolver& r, Scope& scope, const TableReference& table) {
  switch (table.kind) {
    case TableKind::named:
      return resolve_named_table(r, scope, as<NamedTable>(table));
    case TableKind::derived:
      return resolve_derived(r, scope, as<DerivedTable>(table));
    case TableKind::function:
      return resolve_table_function(r, scope, as<TableFunction>(table));
    case TableKind::values:
      return resolve_values_table(r, scope, as<ValuesTable>(table));
    case TableKind::join:
      return resolve_join(r, scope, as<Join>(table));
    case TableKind::stage:
      return resolve_stage(r, scope, as<StageTable>(table));
    case TableKind::pivot:
      return resolve_pivot(r, scope, as<Pivot>(table));
    case TableKind::unpivot:
      return resolve_unpivot(r, scope, as<Unpivot>(table));
    case TableKind::match_recognize:
      return resolve_match_recognize(r, scope, as<MatchRecognize>(table));
    case TableKind::pipe_result:
      return resolve_pipe_result(r, scope, as<PipeResult>(table));
  }
  return errors::unsupported("FROM item");
}

}  // namespace

std::string_view alias_of(const TableReference& table, const TableReference& input) {
  if (table.has_alias) return table.alias.text;
  if (input.has_alias) return input.alias.text;
  if (input.kind != TableKind::named) return {};
  const auto& name = as<NamedTable>(input).name;
  return name.parts.empty() ? std::string_view() : name.parts.back().text;
}

void add_query_columns(Resolver& r, Scope& scope, uint32_t relation,
                       std::span<const BoundOutput> outputs, std::string_view alias) {
  ScopeItem item;
  item.alias = alias;
  item.relation = relation;
  item.columns.reserve(outputs.size());
  for (const BoundOutput& output : outputs) {
    const Bound& value = *output.value;
    BoundColumn* column = r.arena.make<BoundColumn>(*make_column(
        r, relation, output.column, value.type, value.nullable, output.name, value.span));
    column->qualifier = alias;
    column->carrier = value.carrier;
    if (is_bare(value)) column->narrow = Narrow::cast;
    item.columns.push_back({output.name, column, true});
  }
  scope.items.push_back(std::move(item));
}

Result<const BoundRelation*> resolve_table(Resolver& r, Scope& scope,
                                           const TableReference& table) {
  const size_t first = scope.items.size();
  const BoundRelation* relation = TRY(resolve_any(r, scope, table));
  if (!table.column_aliases.empty() && scope.items.size() == first + 1) {
    TRY(rename_columns(scope.items.back(), table.column_aliases, table.span));
  }
  if (table.sample != nullptr) return add_sample(r, *relation, *table.sample);
  return relation;
}

Result<const BoundRelation*> resolve_beside(Resolver& r, Scope& scope, const BoundRelation& left,
                                            const TableReference& table, EmptyLists empty) {
  if (table.sample != nullptr) return errors::unsupported("SAMPLE of a lateral table function");
  const BoundRelation* both =
      TRY(resolve_unfolding_of(r, scope, left, as<TableFunction>(table), empty));
  TRY(rename_columns(scope.items.back(), table.column_aliases, table.span));
  return both;
}

Result<UnfoldedSides> resolve_sides(Resolver& r, Scope& scope, const BoundRelation& left,
                                    const TableReference& table) {
  if (table.sample != nullptr) return errors::unsupported("SAMPLE of a lateral table function");
  const UnfoldedSides sides =
      TRY(resolve_unfolding_sides(r, scope, left, as<TableFunction>(table)));
  TRY(rename_columns(scope.items.back(), table.column_aliases, table.span));
  return sides;
}

Result<const BoundRelation*> resolve_from(Resolver& r, Scope& scope,
                                          List<const TableReference* const> from) {
  const BoundRelation* tree = nullptr;
  const bool alone = scope.items.empty();  // else the target of an UPDATE stands before it
  for (const TableReference* table : from) {
    if (alone && tree != nullptr && is_unfolding(*table)) {
      tree = TRY(resolve_beside(r, scope, *tree, *table, EmptyLists::drop_row));
      continue;
    }
    const BoundRelation* relation = TRY(resolve_table(r, scope, *table));
    if (tree == nullptr) {
      tree = relation;
      continue;
    }
    BoundJoin* join = r.arena.make<BoundJoin>();
    join->words = ", ";
    join->left = tree;
    join->right = relation;
    tree = join;
  }
  return tree;
}

}  // namespace mockhaus::sql
