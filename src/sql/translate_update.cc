#include "sql/dml_probe.h"
#include "sql/dml_target.h"
#include "sql/emit/duckdb.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"

namespace mockhaus::sql {

namespace {

using Count = DmlTranslation::Step::Count;

// The parts that UPDATE and DELETE share: target, further tables, condition.
struct Change {
  DmlTarget target;
  uint32_t relation = 0;  // the target's id
  std::string tables;     // the FROM or USING list; empty: none
  std::string condition;  // empty: none
};

Result<Change> resolve_change(Resolver& r, Scope& scope, const TableReference& table,
                              List<const TableReference* const> others, const Expression* where) {
  Change change;
  if (table.kind != TableKind::named) return errors::unsupported("DML on this kind of table");
  change.target = TRY(find_target(r, as<NamedTable>(table).name));
  const Relation& relation = *change.target.relation;
  const std::string_view alias = table.has_alias ? table.alias.text : relation.name;
  const BoundRelation* target = TRY(add_base_table(r, scope, relation, alias));
  change.relation = target->id;
  if (!others.empty()) {
    const BoundRelation* more = TRY(resolve_from(r, scope, others));
    change.tables = emit_relation(*more, r.context);
  }
  scope.clause = Clause::where;
  if (where != nullptr) {
    const Bound* condition = TRY(resolve_condition(r, scope, *where));
    change.condition = emit_expression(*condition, r.context);
  }
  return change;
}

std::string target_text(const Change& change) {
  return change.target.relation->physical_name + " AS t" + std::to_string(change.relation);
}

std::string where_text(const Change& change) {
  return change.condition.empty() ? "" : " WHERE " + change.condition;
}

// Target rows with how many source rows match: several are reported, or refused.
std::string joined_text(const Change& change) {
  return "(SELECT t" + std::to_string(change.relation) + ".rowid AS r, count(*) AS n FROM " +
         target_text(change) + ", " + change.tables + where_text(change) + " GROUP BY 1)";
}

struct Assigned {
  std::string column;  // quoted
  std::string value;
};

Result<std::vector<Assigned>> assigned_columns(Resolver& r, Scope& scope, const Change& change,
                                               const Update& update) {
  std::vector<Assigned> assigned;
  std::vector<const RelationColumn*> done;
  scope.clause = Clause::select;
  scope.aggregates_allowed = false;
  scope.windows_allowed = false;
  for (const SetItem& item : update.set) {
    const RelationColumn* column = TRY(find_target_column(change.target, item.column.back()));
    for (const RelationColumn* other : done) {
      if (other == column) return errors::duplicate_column(column->name);
    }
    done.push_back(column);
    const Bound* value = nullptr;
    if (item.value->kind == ExpressionKind::default_value) {
      value = TRY(default_value(r, *column));
    } else {
      value = TRY(assigned_expression(r, scope, *item.value, *column));
    }
    Assigned item_text;
    append_quoted(item_text.column, column->physical_name, '"');
    item_text.value = emit_expression(*value, r.context);
    assigned.push_back(std::move(item_text));
  }
  return assigned;
}

// A row that joins several takes the values of one of them, and is changed and counted once.
std::string update_text(const Change& change, const std::vector<Assigned>& assigned) {
  const bool joins = !change.tables.empty();
  const std::string row = "t" + std::to_string(change.relation) + ".rowid";
  std::string set, values;
  for (const Assigned& item : assigned) {
    const std::string name = "v" + std::to_string(&item - assigned.data());
    set += (set.empty() ? "" : ", ") + item.column + " = " + (joins ? "j." + name : item.value);
    values += ", " + item.value + " AS " + name;
  }
  const std::string text = "UPDATE " + target_text(change) + " SET " + set;
  if (!joins) return text + where_text(change);
  return text + " FROM (SELECT DISTINCT ON (r) * FROM (SELECT " + row + " AS r" + values +
         " FROM " + target_text(change) + ", " + change.tables + where_text(change) +
         ")) AS j WHERE " + row + " = j.r";
}

Result<DmlTranslation> translate_set(Resolver& r, const Update& update) {
  Scope scope(nullptr);
  const Change change = TRY(resolve_change(r, scope, *update.table, update.from, update.where));
  DmlTranslation translation;
  translation.shape =
      count_shape({"number of rows updated", "number of multi-joined rows updated"});
  const std::vector<Assigned> assigned = TRY(assigned_columns(r, scope, change, update));
  if (!change.tables.empty()) {
    DmlTranslation::Step step;
    step.sql = "SELECT count(*) FROM " + joined_text(change) + " WHERE n > 1";
    step.counts = Count::multi_joined;
    if (r.context.error_on_nondeterministic_update) {
      const std::string row = TRY(duplicate_row_text(r, change.target, change.relation));
      step.sql = "SELECT " + row + " FROM " + target_text(change) + " WHERE t" +
                 std::to_string(change.relation) + ".rowid IN (SELECT r FROM " +
                 joined_text(change) + " WHERE n > 1) LIMIT 1";
      step.counts = Count::none;
      step.is_check = true;
      step.check_code = "100090";
      step.check_state = "42P18";
    }
    translation.steps.push_back(std::move(step));
  }
  DmlTranslation::Step step;
  step.counts = Count::updated;
  step.sql = update_text(change, assigned);
  translation.steps.push_back(std::move(step));
  finish_dml(r, translation);
  return translation;
}

Result<std::vector<ColumnProbe>> probe(Resolver& r, const Update& update) {
  Scope scope(nullptr);
  const Change change = TRY(resolve_change(r, scope, *update.table, update.from, update.where));
  std::string from = " FROM " + target_text(change);
  if (!change.tables.empty()) from += ", " + change.tables;
  scope.clause = Clause::select;
  std::vector<ColumnProbe> probes;
  for (const SetItem& item : update.set) {
    if (item.value->kind == ExpressionKind::default_value) continue;
    const RelationColumn* column = TRY(find_target_column(change.target, item.column.back()));
    const Bound* value = TRY(resolve_expression(r, scope, *item.value));
    value = TRY(assigned_value(r, *value, *column));
    const std::string relation = "(SELECT " + emit_expression(*value, r.context) + from +
                                 where_text(change) + ") AS p(c)";
    probes.push_back(make_probe(change.target.name, *column, relation));
  }
  return probes;
}

Result<DmlTranslation> translate_removal(Resolver& r, const Delete& statement) {
  Scope scope(nullptr);
  const Change change =
      TRY(resolve_change(r, scope, *statement.table, statement.using_tables, statement.where));
  DmlTranslation translation;
  translation.shape = count_shape({"number of rows deleted"});
  DmlTranslation::Step step;
  step.counts = Count::deleted;
  step.sql = "DELETE FROM " + target_text(change);
  if (!change.tables.empty()) step.sql += " USING " + change.tables;
  step.sql += where_text(change);
  translation.steps.push_back(std::move(step));
  finish_dml(r, translation);
  return translation;
}

}  // namespace

Result<DmlTranslation> translate_update(const Update& update, std::string_view source,
                                        const SessionContext& context, const CatalogView& catalog) {
  return translate_dml(update, source, context, catalog, translate_set);
}

Result<std::vector<ColumnProbe>> probe_update(const Update& update, std::string_view source,
                                              const SessionContext& context,
                                              const CatalogView& catalog) {
  Arena arena;
  Resolver r(arena, source, context, catalog);
  return probe(r, update);
}

Result<DmlTranslation> translate_delete(const Delete& statement, std::string_view source,
                                        const SessionContext& context, const CatalogView& catalog) {
  return translate_dml(statement, source, context, catalog, translate_removal);
}

}  // namespace mockhaus::sql
