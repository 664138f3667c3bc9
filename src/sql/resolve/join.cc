#include "sql/resolve/join.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/asof_join.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/operators.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/unfold.h"

namespace mockhaus::sql {

namespace {

std::string_view words_of(const Join& join, bool has_condition) {
  switch (join.join) {
    case JoinKind::comma: return ", ";
    case JoinKind::cross: return " CROSS JOIN ";
    case JoinKind::inner: return has_condition ? " JOIN " : " CROSS JOIN ";
    case JoinKind::left: return " LEFT JOIN ";
    case JoinKind::right: return " RIGHT JOIN ";
    case JoinKind::full: return " FULL JOIN ";
    case JoinKind::asof: return " ASOF LEFT JOIN ";
  }
  return "";
}

struct Sides {
  size_t first;   // index of the join's first item
  size_t middle;  // index of the right side's first item
  size_t merged_before;
};

const Bound* find_in(const Scope& scope, size_t from, size_t to, std::string_view name) {
  for (size_t i = from; i < to; ++i) {
    for (const ScopeColumn& column : scope.items[i].columns) {
      if (column.name == name) return column.value;
    }
  }
  return nullptr;
}

// The left column of USING (name): a column merged by an earlier join, or one of an item.
const Bound* left_column(const Scope& scope, const Sides& sides, std::string_view name) {
  for (size_t i = sides.merged_before; i < scope.merged.size(); ++i) {
    if (scope.merged[i].name == name) return scope.merged[i].value;
  }
  return find_in(scope, sides.first, sides.middle, name);
}

void hide(Scope& scope, size_t from, std::string_view name) {
  for (size_t i = from; i < scope.items.size(); ++i) {
    for (ScopeColumn& column : scope.items[i].columns) {
      if (column.name == name) column.in_star = false;
    }
  }
}

// One condition for each name; the pair becomes one column, which * prints first.
Result<const Bound*> merge_columns(Resolver& r, Scope& scope, const Join& join, const Sides& sides,
                                   const std::vector<std::string_view>& names) {
  std::vector<const Bound*> conditions;
  for (std::string_view name : names) {
    const Bound* left = left_column(scope, sides, name);
    const Bound* right = find_in(scope, sides.middle, scope.items.size(), name);
    if (left == nullptr || right == nullptr) return errors::invalid_identifier(name, join.span);
    conditions.push_back(
        TRY(resolve_comparison(r, BinaryOperator::equal, *left, *right, join.span)));
    const Bound* merged = left;
    if (join.join == JoinKind::right) merged = right;
    if (join.join == JoinKind::full) {
      const Bound* both[] = {left, right};
      merged = TRY(call_function(r, "COALESCE", both, join.span));
    }
    std::erase_if(scope.merged, [&](const ScopeColumn& column) { return column.name == name; });
    scope.merged.push_back({name, merged, true});
    hide(scope, sides.first, name);
  }
  if (conditions.empty()) return static_cast<const Bound*>(nullptr);
  return make_junction(r, true, conditions, join.span);
}

std::vector<std::string_view> natural_names(const Scope& scope, const Sides& sides) {
  std::vector<std::string_view> names;
  for (size_t i = sides.first; i < sides.middle; ++i) {
    for (const ScopeColumn& column : scope.items[i].columns) {
      const bool known = std::find(names.begin(), names.end(), column.name) != names.end();
      if (!known && find_in(scope, sides.middle, scope.items.size(), column.name) != nullptr) {
        names.push_back(column.name);
      }
    }
  }
  return names;
}

Result<const Bound*> resolve_on(Resolver& r, Scope& scope, const Expression& condition,
                                size_t first) {
  const size_t visible = std::exchange(scope.first_visible, first);
  const Clause clause = std::exchange(scope.clause, Clause::join_on);
  const bool aliases = std::exchange(scope.aliases_allowed, false);
  auto result = resolve_condition(r, scope, condition);
  scope.first_visible = visible;
  scope.clause = clause;
  scope.aliases_allowed = aliases;
  if (result.ok() && (*result)->has_aggregate) {
    return errors::aggregate_in_where(r.text_of(condition.span));
  }
  return result;
}

// The right side of an outer join may be missing as a whole: its columns become nullable.
void make_nullable(Resolver& r, Scope& scope, size_t from, size_t to) {
  for (size_t i = from; i < to; ++i) {
    for (ScopeColumn& column : scope.items[i].columns) {
      if (column.value->nullable || column.value->kind != BoundKind::column) continue;
      BoundColumn* copy = r.arena.make<BoundColumn>(as<BoundColumn>(*column.value));
      copy->nullable = true;
      column.value = copy;
    }
  }
}

bool is_true(const Expression& condition) {
  return condition.kind == ExpressionKind::literal &&
         as<Literal>(condition).literal_kind == LiteralKind::boolean &&
         as<Literal>(condition).text == "TRUE";
}

// A JOIN LATERAL FLATTEN(..), where nothing stands before it that it might read besides. An outer
// join whose condition asks something remains a join.
bool unfolds_left(const Join& join, const Sides& sides) {
  const bool inner = join.join == JoinKind::cross || join.join == JoinKind::inner ||
                     join.join == JoinKind::comma;
  const bool keeps_all = join.join == JoinKind::left && (join.on == nullptr || is_true(*join.on));
  return (inner || keeps_all) && join.using_columns.empty() && !join.natural &&
         sides.first == 0 && is_unfolding(*join.right);
}

Result<const BoundRelation*> resolve_unfolded_join(Resolver& r, Scope& scope, const Join& join,
                                                   const BoundRelation& left) {
  const EmptyLists empty =
      join.join == JoinKind::left ? EmptyLists::keep_row : EmptyLists::drop_row;
  const BoundRelation* both = TRY(resolve_beside(r, scope, left, *join.right, empty));
  if (join.on == nullptr || is_true(*join.on)) return both;
  // The condition is that of a join with one row.
  BoundSelect* one = r.arena.make<BoundSelect>();
  const BoundOutput output{make_constant(r, types::number(1, 0), "1", join.span), "c1", "c1"};
  one->outputs = r.arena.list(std::span(&output, 1));
  BoundJoin* node = r.arena.make<BoundJoin>();
  node->left = both;
  node->right = make_derived(r, make_query(r, one));
  node->words = " JOIN ";
  node->on = TRY(resolve_on(r, scope, *join.on, 0));
  return node;
}

bool is_lateral(const BoundRelation& relation) {
  return (relation.kind == BoundRelationKind::derived && as<BoundDerived>(relation).lateral) ||
         (relation.kind == BoundRelationKind::function && as<BoundTableFunction>(relation).lateral);
}

// The engine takes any condition of an outer join with a lateral item only inside the item:
// LEFT JOIN LATERAL (SELECT columns FROM item WHERE condition) ON true.
Result<Done> move_condition_inside(Resolver& r, Scope& scope, const Sides& sides,
                                   BoundJoin& node) {
  if (scope.items.size() != sides.middle + 1) {
    return errors::unsupported("an outer join of several lateral items");
  }
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = node.right;
  select->where = std::exchange(node.on, nullptr);
  std::vector<BoundOutput> outputs;
  for (const ScopeColumn& column : scope.items.back().columns) {
    const std::string_view name = output_column_name(r, outputs.size());
    outputs.push_back({column.value, name, name});
  }
  select->outputs = r.arena.list(outputs);
  BoundDerived* derived = make_derived(r, make_query(r, select));
  derived->lateral = true;
  const auto moved = outputs_over(r, derived->id, select->outputs);
  ScopeItem& item = scope.items.back();
  item.relation = derived->id;
  for (size_t i = 0; i < moved.size(); ++i) {
    BoundColumn* column = r.arena.make<BoundColumn>(as<BoundColumn>(*moved[i].value));
    column->name = item.columns[i].name;
    column->qualifier = item.alias;
    column->nullable = true;
    item.columns[i].value = column;
  }
  node.right = derived;
  return Done{};
}

Result<Done> check_lateral(Resolver& r, Scope& scope, const Join& join, const Sides& sides,
                           BoundJoin& node) {
  if (join.join == JoinKind::right || join.join == JoinKind::full ||
      join.join == JoinKind::asof) {
    Scope alone(scope.outer);  // what names nothing of the left side is lateral in name only
    if (resolve_table(r, alone, *join.right).ok()) return Done{};
    return errors::unsupported("this join with a lateral item");
  }
  if (join.join != JoinKind::left || node.on == nullptr || !join.using_columns.empty() ||
      join.natural || (join.on != nullptr && is_true(*join.on))) {
    return Done{};
  }
  return move_condition_inside(r, scope, sides, node);
}

}  // namespace

Result<const BoundRelation*> resolve_join(Resolver& r, Scope& scope, const Join& join) {
  Sides sides{scope.items.size(), 0, scope.merged.size()};
  BoundJoin* node = r.arena.make<BoundJoin>();
  node->left = TRY(resolve_table(r, scope, *join.left));
  if (unfolds_left(join, sides)) return resolve_unfolded_join(r, scope, join, *node->left);
  sides.middle = scope.items.size();
  if (join.join == JoinKind::left && sides.first == 0 && is_unfolding(*join.right)) {
    const UnfoldedSides unfolded = TRY(resolve_sides(r, scope, *node->left, *join.right));
    node->left = unfolded.left;
    node->right = unfolded.right;
  } else {
    node->right = TRY(resolve_table(r, scope, *join.right));
  }
  if (join.join == JoinKind::right || join.join == JoinKind::full) {
    make_nullable(r, scope, sides.first, sides.middle);
  }
  if (join.join == JoinKind::left || join.join == JoinKind::full ||
      join.join == JoinKind::asof) {
    make_nullable(r, scope, sides.middle, scope.items.size());
  }
  std::vector<const Bound*> conditions;
  std::vector<std::string_view> names;
  for (const Identifier& name : join.using_columns) names.push_back(name.text);
  if (join.natural) names = natural_names(scope, sides);
  if (!names.empty()) {
    conditions.push_back(TRY(merge_columns(r, scope, join, sides, names)));
  }
  if (join.on != nullptr) {
    conditions.push_back(TRY(resolve_on(r, scope, *join.on, sides.first)));
  }
  if (join.match_condition != nullptr) {
    const Bound* match = TRY(resolve_on(r, scope, *join.match_condition, sides.first));
    const std::span<const ScopeItem> all(scope.items);
    const JoinItems items{all.subspan(sides.first, sides.middle - sides.first),
                          all.subspan(sides.middle)};
    TRY(check_match_condition(r, items, *join.match_condition, *match));
    if (join.on != nullptr) TRY(check_asof_on(r, items, *join.on, *conditions.back()));
    conditions.push_back(match);
  }
  if (!conditions.empty()) node->on = make_junction(r, true, conditions, join.span);
  if (is_lateral(*node->right)) TRY(check_lateral(r, scope, join, sides, *node));
  node->words = words_of(join, node->on != nullptr);
  const bool outer = join.join == JoinKind::left || join.join == JoinKind::right ||
                     join.join == JoinKind::full;
  if (node->on == nullptr && outer) {
    node->on = make_constant(r, types::boolean(), "true", join.span);
  }
  return node;
}

}  // namespace mockhaus::sql
