#include "sql/dml_probe.h"
#include "sql/emit/duckdb.h"
#include "sql/errors.h"
#include "sql/insert_layout.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/values.h"

namespace mockhaus::sql {

namespace {

Result<std::vector<const Bound*>> row_values(Resolver& r, Scope& scope, InsertLayout& layout,
                                             const Row& row) {
  if (row.items.size() != layout.given) {
    return errors::insert_value_count(layout.given, row.items.size());
  }
  TRY(check_values_row(r, row));
  std::vector<const Bound*> values;
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    const size_t at = layout.source[i];
    if (at == std::string::npos || row.items[at]->kind == ExpressionKind::default_value) {
      values.push_back(TRY(default_of(r, layout, i)));
      continue;
    }
    values.push_back(TRY(assigned_expression(r, scope, *row.items[at], *layout.columns[i])));
  }
  return values;
}

// With array binds the one row of VALUES stands for as many rows as the binds have.
Result<std::string> insert_values(Resolver& r, const DmlTarget& target, InsertLayout& layout,
                                  List<const Row* const> rows) {
  Scope scope(nullptr);
  scope.clause = Clause::values;
  scope.aggregates_allowed = false;
  scope.windows_allowed = false;
  std::string sql = insert_head(target, layout);
  const size_t head = sql.size();
  bool first = true;
  for (const Row* row : rows) {
    const auto values = TRY(row_values(r, scope, layout, *row));
    const std::string text = values_text(values, r.context);
    if (r.uses_bind_relation) {
      if (rows.size() > 1) return errors::unsupported("array binds in several rows of VALUES");
      sql.resize(head);
      return sql + "SELECT " + text + " FROM " + std::string(bind_relation) + " AS t" +
             std::to_string(r.bind_relation_id);
    }
    sql += first ? "VALUES (" : ", (";
    first = false;
    sql.append(text).append(")");
  }
  return sql;
}

Result<std::string> insert_query(Resolver& r, const DmlTarget& target, const InsertLayout& layout,
                                 const Query& source) {
  const BoundQuery* query = TRY(resolve_query(r, source, nullptr));
  if (query->outputs.size() != layout.given) {
    return errors::insert_value_count(layout.given, query->outputs.size());
  }
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->id = r.next_relation++;
  derived->query = query;
  const auto over = outputs_over(r, derived->id, query->outputs);
  std::vector<const Bound*> values;
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    const size_t at = layout.source[i];
    if (at == std::string::npos) {
      values.push_back(TRY(default_value(r, *layout.columns[i])));
    } else {
      values.push_back(TRY(assigned_value(r, *over[at].value, *layout.columns[i])));
    }
  }
  return insert_head(target, layout) + "SELECT " + values_text(values, r.context) + " FROM " +
         emit_relation(*derived, r.context);
}

bool is_values(const Query& source) {
  return source.body->kind == BodyKind::values && source.with.empty() &&
         source.order_by.empty() && source.limit == nullptr;
}

Result<DmlTranslation> translate(Resolver& r, const Insert& insert) {
  const DmlTarget target = TRY(find_target(r, insert.table));
  InsertLayout layout = TRY(layout_of(target, insert.columns));
  DmlTranslation translation;
  translation.shape = count_shape({"number of rows inserted"});
  if (insert.overwrite) {
    translation.steps.push_back({"DELETE FROM " + target.relation->physical_name,
                                 DmlTranslation::Step::Count::deleted});
  }
  DmlTranslation::Step step;
  step.counts = DmlTranslation::Step::Count::inserted;
  const Query& source = *insert.source;
  if (is_values(source)) {
    step.sql = TRY(insert_values(r, target, layout, as<ValuesBody>(*source.body).rows));
  } else {
    step.sql = TRY(insert_query(r, target, layout, source));
  }
  translation.steps.push_back(std::move(step));
  finish_dml(r, translation);
  return translation;
}

// (VALUES (..), ..) AS p(c) for each column.
Result<std::vector<std::string>> column_values(Resolver& r, InsertLayout& layout,
                                               List<const Row* const> rows) {
  Scope scope(nullptr);
  scope.clause = Clause::values;
  std::vector<std::string> relations(layout.columns.size());
  for (const Row* row : rows) {
    const auto values = TRY(row_values(r, scope, layout, *row));
    for (size_t i = 0; i < values.size(); ++i) {
      relations[i] += relations[i].empty() ? "(VALUES (" : ", (";
      relations[i] += emit_expression(*values[i], r.context) + ")";
    }
  }
  for (std::string& relation : relations) {
    if (r.uses_bind_relation) {
      relation = "(SELECT " + relation.substr(relation.find('(', 1)) + " FROM " +
                 std::string(bind_relation) + " AS t" + std::to_string(r.bind_relation_id);
    }
    relation += ") AS p(c)";
  }
  return relations;
}

Result<std::vector<std::string>> column_queries(Resolver& r, const InsertLayout& layout,
                                                const Query& source) {
  const BoundQuery* query = TRY(resolve_query(r, source, nullptr));
  if (query->outputs.size() != layout.given) {
    return errors::insert_value_count(layout.given, query->outputs.size());
  }
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->id = r.next_relation++;
  derived->query = query;
  const auto over = outputs_over(r, derived->id, query->outputs);
  const std::string from = emit_relation(*derived, r.context);
  std::vector<std::string> relations(layout.columns.size());
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    const size_t at = layout.source[i];
    if (at == std::string::npos) continue;
    const Bound* value = TRY(assigned_value(r, *over[at].value, *layout.columns[i]));
    relations[i] = "(SELECT " + emit_expression(*value, r.context) + " FROM " + from + ") AS p(c)";
  }
  return relations;
}

// TRY gives NULL for what fails; a value that is NULL itself is told apart.
Result<std::string> failing_records(Resolver& r, const BoundQuery& query, size_t place,
                                    const RelationColumn& column) {
  if (query.body->kind != BoundBodyKind::select) return std::string();
  const auto& select = as<BoundSelect>(*query.body);
  if (select.from == nullptr) return std::string();
  const Bound* value = TRY(assigned_value(r, *query.outputs[place].value, column));
  return "SELECT CAST(mrow AS VARCHAR) FROM (SELECT mrow, TRY(CASE WHEN (" +
         emit_expression(*value, r.context) + ") IS NULL THEN 0 ELSE 1 END) AS k FROM " +
         emit_relation(*select.from, r.context) + ") AS p WHERE k IS NULL" +
         (column.nullable ? "" : " OR k = 0") + " ORDER BY mrow";
}

// The list of a COPY: its query is resolved once more, as emitting ties it to a place.
Result<Done> add_failing_records(Resolver& r, const InsertLayout& layout, const Query& source,
                                 std::vector<ColumnProbe>& probes) {
  if (source.body->kind != BodyKind::select) return Done{};
  const auto& from = as<Select>(*source.body).from;
  if (from.size() != 1 || from[0]->kind != TableKind::stage) return Done{};
  const BoundQuery* query = TRY(resolve_query(r, source, nullptr));
  size_t next = 0;
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    const size_t at = layout.source[i];
    if (at == std::string::npos) continue;
    probes[next++].failing_records = TRY(failing_records(r, *query, at, *layout.columns[i]));
  }
  return Done{};
}

Result<std::vector<ColumnProbe>> probe(Resolver& r, const Insert& insert) {
  const DmlTarget target = TRY(find_target(r, insert.table));
  InsertLayout layout = TRY(layout_of(target, insert.columns));
  const Query& source = *insert.source;
  std::vector<std::string> relations;
  if (is_values(source)) {
    relations = TRY(column_values(r, layout, as<ValuesBody>(*source.body).rows));
  } else {
    relations = TRY(column_queries(r, layout, source));
  }
  std::vector<ColumnProbe> probes;
  for (size_t i = 0; i < relations.size(); ++i) {
    if (layout.source[i] == std::string::npos) continue;
    probes.push_back(make_probe(target.name, *layout.columns[i], relations[i]));
  }
  TRY(add_failing_records(r, layout, source, probes));
  return probes;
}

}  // namespace

Result<DmlTranslation> translate_insert(const Insert& insert, std::string_view source,
                                        const SessionContext& context, const CatalogView& catalog) {
  return translate_dml(insert, source, context, catalog, translate);
}

Result<std::vector<ColumnProbe>> probe_insert(const Insert& insert, std::string_view source,
                                              const SessionContext& context,
                                              const CatalogView& catalog) {
  Arena arena;
  Resolver r(arena, source, context, catalog);
  return probe(r, insert);
}

}  // namespace mockhaus::sql
