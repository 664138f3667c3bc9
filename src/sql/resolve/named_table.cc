#include <algorithm>

#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

constexpr int view_depth_max = 32;  // views over views; a cycle of OR REPLACEd views ends here

VisibleCte* find_cte(Resolver& r, const ObjectName& name) {
  if (name.parts.size() != 1) return nullptr;
  for (size_t i = r.ctes.size(); i-- > 0;) {
    if (r.ctes[i].name == name.parts[0].text) return &r.ctes[i];
  }
  return nullptr;
}

const BoundRelation* reference_cte(Resolver& r, Scope& scope, VisibleCte& cte,
                                   std::string_view alias) {
  cte.referenced = true;
  BoundCteReference* node = r.arena.make<BoundCteReference>();
  node->id = r.next_relation++;
  node->cte = cte.id;
  add_query_columns(r, scope, node->id, cte.outputs, alias);
  return node;
}

Result<const BoundQuery*> expand_view(Resolver& r, const Relation& view) {
  if (r.view_depth >= view_depth_max) return errors::unsupported("views nested this deeply");
  const InsideObject inside(r, view.view_query, view.database, view.schema);
  Limits limits;
  limits.fold_quoted_names = r.context.quoted_identifiers_ignore_case;
  const Query* query = TRY(parse_query_text(view.view_query, r.arena, limits));
  return resolve_query(r, *query, nullptr);
}

Result<const BoundRelation*> reference_view(Resolver& r, Scope& scope, const Relation& view,
                                            std::string_view alias) {
  auto expanded = expand_view(r, view);
  if (!expanded.ok()) {
    return errors::view_expansion(view.name, locate(expanded.error(), view.view_query));
  }
  const BoundQuery* query = with_bare_outputs(r, **expanded);
  if (query->outputs.size() != view.columns.size()) {
    return errors::view_column_count(view.name, view.columns.size(), query->outputs.size());
  }
  std::vector<BoundOutput> outputs(query->outputs.begin(), query->outputs.end());
  for (size_t i = 0; i < outputs.size(); ++i) outputs[i].name = r.arena.text(view.columns[i].name);
  BoundDerived* derived = make_derived(r, query);
  add_query_columns(r, scope, derived->id, outputs, alias);
  scope.items.back().database = view.database;
  scope.items.back().schema = view.schema;
  return derived;
}

}  // namespace

Result<const Relation*> find_relation(Resolver& r, const ObjectName& name) {
  ObjectName written = name;
  if (name.dynamic != nullptr) {
    const auto text = TRY(constant_text(r, *name.dynamic));
    if (!text) return errors::unsupported("IDENTIFIER() over an expression");
    written = TRY(parse_object_name_text(*text, r.arena));
  }
  SessionContext const* context = &r.context;
  SessionContext inside_view;
  if (!r.view_database.empty()) {
    inside_view.database = r.view_database;
    inside_view.schema = r.view_schema;
    context = &inside_view;
  }
  const QualifiedName full = TRY(qualify(written, "SELECT", *context, r.catalog));
  const Relation* relation = r.catalog.find_relation(full.database, full.schema, full.name);
  if (relation == nullptr) {
    return errors::object_not_found("Object", dotted(written.parts), name.span);
  }
  r.footprint.reads.push_back(relation->id);
  return relation;
}

namespace {

// Virtual columns have no storage: their expression over the table's other columns stands for them.
Result<Done> compute_virtual_columns(Resolver& r, const Relation& relation, ScopeItem& item) {
  for (size_t i = 0; i < relation.columns.size(); ++i) {
    const RelationColumn& column = relation.columns[i];
    if (column.computed_text.empty()) continue;
    const Expression* expression = TRY(parse_expression_text(column.computed_text, r.arena));
    Scope inside(nullptr);
    inside.items.push_back(item);
    const InsideText text(r, column.computed_text);
    const Bound* computed = TRY(resolve_expression(r, inside, *expression));
    item.columns[i].value = TRY(cast(r, *computed, column.type, CastMode::assignment, Span{}));
  }
  return Done{};
}

}  // namespace

Result<const BoundRelation*> add_base_table(Resolver& r, Scope& scope, const Relation& relation,
                                            std::string_view alias) {
  BoundTable* table = r.arena.make<BoundTable>();
  table->id = r.next_relation++;
  table->physical_name = relation.physical_name;
  if (relation.id != 0) {
    table->database = relation.database;
    table->schema = relation.schema;
    table->name = relation.name;
  }
  ScopeItem item;
  item.database = relation.database;
  item.schema = relation.schema;
  item.alias = alias;
  item.relation = table->id;
  item.columns.reserve(relation.columns.size());
  for (const RelationColumn& column : relation.columns) {
    BoundColumn* node = r.arena.make<BoundColumn>(
        *make_column(r, table->id, column.physical_name, column.type, column.nullable, column.name,
                     Span{}));
    node->qualifier = alias;
    if (column.narrow) node->narrow = Narrow::cast;
    item.columns.push_back({column.name, node, true});
  }
  TRY(compute_virtual_columns(r, relation, item));
  scope.items.push_back(std::move(item));
  return table;
}

Result<const BoundRelation*> resolve_named_table(Resolver& r, Scope& scope,
                                                 const NamedTable& table) {
  if (table.time_travel.kind != TimeTravelKind::none) {
    return errors::unsupported("time travel (AT | BEFORE)");
  }
  if (table.changes != nullptr) return errors::unsupported("CHANGES");
  VisibleCte* cte = find_cte(r, table.name);
  const bool aliased = table.has_alias;
  if (cte != nullptr) {
    return reference_cte(r, scope, *cte, aliased ? table.alias.text : cte->name);
  }
  const bool dual = table.name.parts.size() == 1 && table.name.parts[0].text == "DUAL";
  auto found = find_relation(r, table.name);
  if (!found.ok() && dual) {
    BoundTableFunction* one = r.arena.make<BoundTableFunction>();
    one->id = r.next_relation++;
    one->engine = "(SELECT 1)";
    return one;
  }
  const Relation* relation = TRY(std::move(found));
  const std::string_view alias = aliased ? table.alias.text : std::string_view(relation->name);
  if (relation->kind == RelationKind::view) return reference_view(r, scope, *relation, alias);
  return add_base_table(r, scope, *relation, alias);
}

}  // namespace mockhaus::sql
