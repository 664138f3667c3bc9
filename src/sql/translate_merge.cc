// MERGE in steps over one temporary table.
//
// First the source is joined to the target once: every pair, and every source row without a pair,
// becomes a row of mh_merge that says which clause it falls to and which values it brings. Then a
// check refuses a target row that two source rows would change, and one statement for each clause
// applies it. The engine's rowid names target rows; nothing changes them in between, because all
// steps run in one transaction.
#include <algorithm>

#include "sql/dml_target.h"
#include "sql/emit/duckdb.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"

namespace mockhaus::sql {

namespace {

using Count = DmlTranslation::Step::Count;

struct Assignment {
  const RelationColumn* column;
  std::string value;   // the engine's text over target and source
  std::string stored;  // the column of mh_merge that holds it
};

struct Branch {
  const MergeClause* clause;
  std::string condition;  // empty: always
  std::vector<Assignment> assignments;
  int number = 0;
};

struct MergePlan {
  DmlTarget target;
  uint32_t target_id = 0;
  std::string source;
  std::string on;
  std::vector<Branch> branches;
};

bool is_insert(const MergeClause& clause) {
  return clause.action == MergeAction::insert || clause.action == MergeAction::insert_all_by_name;
}

Result<Done> assign(Resolver& r, Scope& scope, const RelationColumn& column,
                    const Expression& expression, Branch& branch) {
  const Bound* value = nullptr;
  if (expression.kind == ExpressionKind::default_value) {
    value = TRY(default_value(r, column));
  } else {
    value = TRY(resolve_expression(r, scope, expression));
    value = TRY(assigned_value(r, *value, column));
  }
  branch.assignments.push_back({&column, emit_expression(*value, r.context), {}});
  return Done{};
}

// ALL BY NAME: each target column takes the source column of the same name.
Result<Done> assign_by_name(Resolver& r, const Scope& scope, const MergePlan& plan,
                            Branch& branch) {
  for (const RelationColumn& column : plan.target.relation->columns) {
    if (!column.computed_text.empty()) continue;
    for (size_t i = 1; i < scope.items.size(); ++i) {
      for (const ScopeColumn& source : scope.items[i].columns) {
        if (source.name != column.name) continue;
        const Bound* value = TRY(assigned_value(r, *source.value, column));
        branch.assignments.push_back({&column, emit_expression(*value, r.context), {}});
      }
    }
  }
  return Done{};
}

Result<Done> assign_insert(Resolver& r, Scope& scope, const MergePlan& plan, Branch& branch) {
  const MergeClause& clause = *branch.clause;
  const auto& columns = plan.target.relation->columns;
  std::vector<const RelationColumn*> listed;
  for (const Identifier& name : clause.columns) {
    listed.push_back(TRY(find_target_column(plan.target, name)));
  }
  if (listed.empty()) {
    for (const RelationColumn& column : columns) {
      if (column.computed_text.empty()) listed.push_back(&column);
    }
  }
  if (listed.size() != clause.values.size()) {
    return errors::insert_value_count(listed.size(), clause.values.size());
  }
  for (size_t i = 0; i < listed.size(); ++i) {
    TRY(assign(r, scope, *listed[i], *clause.values[i], branch));
  }
  return Done{};
}

// What the INSERT did not name gets its default.
Result<Done> add_defaults(Resolver& r, const MergePlan& plan, Branch& branch) {
  for (const RelationColumn& column : plan.target.relation->columns) {
    const bool known =
        std::any_of(branch.assignments.begin(), branch.assignments.end(),
                    [&](const Assignment& assignment) { return assignment.column == &column; });
    if (known || !column.computed_text.empty()) continue;
    const Bound* value = TRY(default_value(r, column));
    branch.assignments.push_back({&column, emit_expression(*value, r.context), {}});
  }
  return Done{};
}

Result<Branch> resolve_branch(Resolver& r, Scope& scope, const MergePlan& plan,
                              const MergeClause& clause) {
  Branch branch;
  branch.clause = &clause;
  branch.number = static_cast<int>(plan.branches.size()) + 1;
  // WHEN NOT MATCHED sees only the source.
  const size_t visible = std::exchange(scope.first_visible, clause.matched ? 0 : 1);
  if (clause.condition != nullptr) {
    const Bound* condition = TRY(resolve_condition(r, scope, *clause.condition));
    branch.condition = emit_expression(*condition, r.context);
  }
  switch (clause.action) {
    case MergeAction::update:
      for (const SetItem& item : clause.set) {
        const RelationColumn* column = TRY(find_target_column(plan.target, item.column.back()));
        TRY(assign(r, scope, *column, *item.value, branch));
      }
      break;
    case MergeAction::insert:
      TRY(assign_insert(r, scope, plan, branch));
      TRY(add_defaults(r, plan, branch));
      break;
    case MergeAction::update_all_by_name:
    case MergeAction::insert_all_by_name:
      TRY(assign_by_name(r, scope, plan, branch));
      if (is_insert(clause)) TRY(add_defaults(r, plan, branch));
      break;
    case MergeAction::delete_row:
      break;
  }
  scope.first_visible = visible;
  return branch;
}

// A clause without condition takes all that is left: later ones of its kind would never run.
Result<Done> check_order(const Merge& merge) {
  bool closed[2] = {false, false};
  for (const MergeClause& clause : merge.clauses) {
    if (closed[clause.matched]) return errors::merge_clause_unreachable(clause.span);
    closed[clause.matched] |= clause.condition == nullptr;
  }
  return Done{};
}

Result<MergePlan> plan_merge(Resolver& r, const Merge& merge) {
  TRY(check_order(merge));
  MergePlan plan;
  if (merge.target->kind != TableKind::named) {
    return errors::unsupported("MERGE into this kind of table");
  }
  plan.target = TRY(find_target(r, as<NamedTable>(*merge.target).name));
  Scope scope(nullptr);
  const std::string_view alias =
      merge.target->has_alias ? merge.target->alias.text : plan.target.relation->name;
  const BoundRelation* target = TRY(add_base_table(r, scope, *plan.target.relation, alias));
  plan.target_id = target->id;
  const BoundRelation* source = TRY(resolve_table(r, scope, *merge.source));
  plan.source = emit_relation(*source, r.context);
  scope.clause = Clause::join_on;
  const Bound* on = TRY(resolve_condition(r, scope, *merge.on));
  plan.on = emit_expression(*on, r.context);
  for (const MergeClause& clause : merge.clauses) {
    plan.branches.push_back(TRY(resolve_branch(r, scope, plan, clause)));
  }
  return plan;
}

std::string rowid(const MergePlan& plan) {
  return "t" + std::to_string(plan.target_id) + ".rowid";
}

std::string prepare_text(MergePlan& plan) {
  std::string action = "CASE";
  for (const Branch& branch : plan.branches) {
    action += " WHEN " + rowid(plan) + (branch.clause->matched ? " IS NOT NULL" : " IS NULL");
    if (!branch.condition.empty()) action += " AND " + branch.condition;
    action += " THEN " + std::to_string(branch.number);
  }
  std::string sql = "CREATE TEMP TABLE mh_merge AS SELECT * FROM (SELECT " + rowid(plan) +
                    " AS target_row, " + action + " END AS clause";
  int next = 1;
  for (Branch& branch : plan.branches) {
    for (Assignment& assignment : branch.assignments) {
      assignment.stored = "v" + std::to_string(next++);
      // Only the rows of the clause compute its values: others may not be able to.
      std::string guard = rowid(plan) + (branch.clause->matched ? " IS NOT NULL" : " IS NULL");
      if (!branch.condition.empty()) guard += " AND " + branch.condition;
      sql += ", CASE WHEN " + guard + " THEN " + assignment.value + " END AS " + assignment.stored;
    }
  }
  return sql + " FROM " + plan.source + " LEFT JOIN " + plan.target.relation->physical_name +
         " AS t" + std::to_string(plan.target_id) + " ON " + plan.on + ") WHERE clause IS NOT NULL";
}

std::string clause_list(const MergePlan& plan, MergeAction first, MergeAction second) {
  std::string list;
  for (const Branch& branch : plan.branches) {
    if (branch.clause->action != first && branch.clause->action != second) continue;
    if (!list.empty()) list += ", ";
    list += std::to_string(branch.number);
  }
  return list.empty() ? "0" : list;
}

// Updated by two rows, or updated and deleted; several DELETEs of one row are fine.
Result<std::string> check_text(Resolver& r, const MergePlan& plan) {
  const std::string updates =
      clause_list(plan, MergeAction::update, MergeAction::update_all_by_name);
  const std::string row = TRY(duplicate_row_text(r, plan.target, plan.target_id));
  return "SELECT " + row + " FROM " + plan.target.relation->physical_name + " AS t" +
         std::to_string(plan.target_id) + " WHERE " + rowid(plan) +
         " IN (SELECT target_row FROM mh_merge WHERE target_row IS NOT NULL GROUP BY target_row "
         "HAVING count(*) > 1 AND count_if(clause IN (" +
         updates + ")) > 0) LIMIT 1";
}

DmlTranslation::Step apply_step(const MergePlan& plan, const Branch& branch, bool first_only) {
  DmlTranslation::Step step;
  const std::string& table = plan.target.relation->physical_name;
  const std::string mine = "clause = " + std::to_string(branch.number);
  if (branch.clause->action == MergeAction::delete_row) {
    step.counts = Count::deleted;
    step.sql = "DELETE FROM " + table + " WHERE rowid IN (SELECT target_row FROM mh_merge WHERE " +
               mine + ")";
    return step;
  }
  if (is_insert(*branch.clause)) {
    step.counts = Count::inserted;
    std::string columns;
    std::string values;
    for (const Assignment& assignment : branch.assignments) {
      if (!columns.empty()) {
        columns += ", ";
        values += ", ";
      }
      append_quoted(columns, assignment.column->physical_name, '"');
      values += assignment.stored;
    }
    step.sql = "INSERT INTO " + table + " (" + columns + ") SELECT " + values +
               " FROM mh_merge WHERE " + mine;
    return step;
  }
  step.counts = Count::updated;
  step.sql = "UPDATE " + table + " SET ";
  bool first = true;
  for (const Assignment& assignment : branch.assignments) {
    if (!first) step.sql += ", ";
    first = false;
    append_quoted(step.sql, assignment.column->physical_name, '"');
    step.sql += " = m." + assignment.stored;
  }
  const std::string rows =
      first_only ? "(SELECT DISTINCT ON (target_row) * FROM mh_merge WHERE " + mine + ")"
                 : "(SELECT * FROM mh_merge WHERE " + mine + ")";
  step.sql += " FROM " + rows + " AS m WHERE " + table + ".rowid = m.target_row";
  return step;
}

ResultShape merge_shape(const MergePlan& plan) {
  bool inserts = false;
  bool updates = false;
  bool deletes = false;
  for (const Branch& branch : plan.branches) {
    const bool removes = branch.clause->action == MergeAction::delete_row;
    inserts |= is_insert(*branch.clause);
    deletes |= removes;
    updates |= !removes && !is_insert(*branch.clause);
  }
  ResultShape shape;
  const auto add = [&](bool wanted, const char* name) {
    if (wanted) shape.push_back(count_shape({name})[0]);
  };
  add(inserts, "number of rows inserted");
  add(updates, "number of rows updated");
  add(deletes, "number of rows deleted");
  return shape;
}

Result<DmlTranslation> translate(Resolver& r, const Merge& merge) {
  MergePlan plan = TRY(plan_merge(r, merge));
  DmlTranslation translation;
  translation.shape = merge_shape(plan);
  translation.steps.push_back({prepare_text(plan)});
  const bool strict = r.context.error_on_nondeterministic_merge;
  if (strict) {
    DmlTranslation::Step check;
    check.sql = TRY(check_text(r, plan));
    check.is_check = true;
    check.check_code = "100090";
    check.check_state = "42P18";
    translation.steps.push_back(std::move(check));
  }
  for (const Branch& branch : plan.branches) {
    translation.steps.push_back(apply_step(plan, branch, !strict));
  }
  translation.cleanup.push_back("DROP TABLE IF EXISTS temp.mh_merge");
  finish_dml(r, translation);
  return translation;
}

}  // namespace

Result<DmlTranslation> translate_merge(const Merge& merge, std::string_view source,
                                       const SessionContext& context, const CatalogView& catalog) {
  return translate_dml(merge, source, context, catalog, translate);
}

}  // namespace mockhaus::sql
