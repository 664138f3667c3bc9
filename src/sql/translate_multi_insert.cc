// INSERT ALL and INSERT FIRST in steps over one temporary table.
//
// The source runs once, into mh_insert, together with the conditions of all branches; then each
// target takes the rows of its branch.
#include <algorithm>

#include "sql/emit/duckdb.h"
#include "sql/errors.h"
#include "sql/insert_layout.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

namespace {

using Count = DmlTranslation::Step::Count;

struct SourceTable {
  const BoundQuery* query = nullptr;
  uint32_t relation = 0;
};

Result<SourceTable> resolve_source(Resolver& r, Scope& scope, const MultiInsert& insert) {
  const BoundQuery* query = TRY(resolve_query(r, *insert.source, nullptr));
  std::vector<Type> wanted;
  for (const BoundOutput& output : query->outputs) {
    const Type& type = output.value->type;
    wanted.push_back(type.kind == TypeKind::null ? types::text() : type);
  }
  query = TRY(convert_outputs(r, *query, wanted, OutputForm::stored));
  SourceTable source{query, r.next_relation++};
  add_query_columns(r, scope, source.relation, query->outputs, {});
  for (ScopeColumn& column : scope.items.back().columns) {
    BoundColumn* stored = r.arena.make<BoundColumn>(as<BoundColumn>(*column.value));
    stored->carrier = Carrier::exact;
    column.value = stored;
  }
  return source;
}

std::string columns_text(const SourceTable& source) {
  std::string text = " AS t" + std::to_string(source.relation) + "(";
  for (size_t i = 0; i < source.query->outputs.size(); ++i) {
    if (i > 0) text += ", ";
    text += "c" + std::to_string(i + 1);
  }
  return text + ")";
}

std::string branch_column(size_t branch) { return "branch" + std::to_string(branch + 1); }

Result<std::string> prepare_text(Resolver& r, Scope& scope, const MultiInsert& insert,
                                 const SourceTable& source) {
  std::string sql = "CREATE TEMP TABLE mh_insert AS SELECT *";
  scope.clause = Clause::where;
  for (size_t i = 0; i < insert.branches.size(); ++i) {
    if (insert.branches[i].condition == nullptr) continue;
    const Bound* condition = TRY(resolve_condition(r, scope, *insert.branches[i].condition));
    sql += ", coalesce(" + emit_expression(*condition, r.context) + ", false) AS " +
           branch_column(i);
  }
  scope.clause = Clause::values;
  return sql + " FROM (" + emit_query(*source.query, r.context) + ")" + columns_text(source);
}

// Which rows fall to a branch: FIRST stops at the first true condition, ELSE takes the rest.
std::string branch_condition(const MultiInsert& insert, size_t branch) {
  const bool is_else = insert.branches[branch].condition == nullptr;
  std::string text = is_else ? "" : branch_column(branch);
  if (is_else || insert.first) {
    for (size_t i = 0; i < branch; ++i) {
      text.append(text.empty() ? "NOT " : " AND NOT ").append(branch_column(i));
    }
  }
  return text.empty() ? "" : " WHERE " + text;
}

Result<std::vector<const Bound*>> target_values(Resolver& r, Scope& scope, InsertLayout& layout,
                                                const InsertTarget& target) {
  const auto& columns = scope.items[0].columns;
  const size_t given = target.values.empty() ? columns.size() : target.values.size();
  if (given != layout.given) return errors::insert_value_count(layout.given, given);
  std::vector<const Bound*> values;
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    const size_t at = layout.source[i];
    const bool listed = at != std::string::npos && !target.values.empty();
    if (at == std::string::npos ||
        (listed && target.values[at]->kind == ExpressionKind::default_value)) {
      values.push_back(TRY(default_of(r, layout, i)));
      continue;
    }
    const Bound* value = nullptr;
    if (listed) value = TRY(resolve_expression(r, scope, *target.values[at]));
    else value = columns[at].value;
    values.push_back(TRY(assigned_value(r, *value, *layout.columns[i])));
  }
  return values;
}

// One column of counts for each table, however often the statement names it.
int count_column(DmlTranslation& translation, const DmlTarget& target) {
  const std::string name = "number of rows inserted into " + target.name;
  const auto found = std::ranges::find(translation.shape, name, &ColumnShape::name);
  const auto index = static_cast<int>(found - translation.shape.begin());
  if (found == translation.shape.end()) {
    translation.shape.push_back(count_shape({name.c_str()})[0]);
  }
  return index;
}

Result<Done> add_target(Resolver& r, Scope& scope, const MultiInsert& insert, size_t branch,
                        const InsertTarget& into, const SourceTable& source,
                        DmlTranslation& translation) {
  const DmlTarget target = TRY(find_target(r, into.table));
  InsertLayout layout = TRY(layout_of(target, into.columns));
  const auto values = TRY(target_values(r, scope, layout, into));
  const size_t known = translation.shape.size();
  DmlTranslation::Step step;
  step.counts = Count::inserted;
  step.target = count_column(translation, target);
  if (insert.overwrite && translation.shape.size() > known) {
    const auto first = translation.steps.begin() + 1;
    translation.steps.insert(first, {"DELETE FROM " + target.relation->physical_name});
  }
  step.sql = insert_head(target, layout) + "SELECT " + values_text(values, r.context) +
             " FROM mh_insert AS t" + std::to_string(source.relation) +
             branch_condition(insert, branch);
  translation.steps.push_back(std::move(step));
  return Done{};
}

Result<DmlTranslation> translate(Resolver& r, const MultiInsert& insert) {
  Scope scope(nullptr);
  scope.aggregates_allowed = false;
  scope.windows_allowed = false;
  const SourceTable source = TRY(resolve_source(r, scope, insert));
  DmlTranslation translation;
  std::string prepare = TRY(prepare_text(r, scope, insert, source));
  translation.steps.push_back({std::move(prepare)});
  for (size_t i = 0; i < insert.branches.size(); ++i) {
    for (const InsertTarget& target : insert.branches[i].targets) {
      TRY(add_target(r, scope, insert, i, target, source, translation));
    }
  }
  translation.cleanup.push_back("DROP TABLE IF EXISTS temp.mh_insert");
  finish_dml(r, translation);
  return translation;
}

}  // namespace

Result<DmlTranslation> translate_multi_insert(const MultiInsert& insert, std::string_view source,
                                              const SessionContext& context,
                                              const CatalogView& catalog) {
  return translate_dml(insert, source, context, catalog, translate);
}

}  // namespace mockhaus::sql
