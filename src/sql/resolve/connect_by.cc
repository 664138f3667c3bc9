// The rows of FROM become one WITH table, the hierarchy a second, recursive one:
//
//   rows(c1 .. cn)       every column that FROM offers
//   tree(c1 .. cn, level, further ..)
//     = SELECT rows.*, 1, .. FROM rows WHERE start
//       UNION ALL
//       SELECT rows.*, tree.level + 1, .. FROM tree, rows WHERE condition
//
// In the condition PRIOR x looks at tree, everything else at rows. The further columns carry what
// the block asks of the way from the root.
#include "sql/resolve/connect_by.h"

#include <algorithm>

#include "sql/ast/walk.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/operators.h"
#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

namespace {

enum class StepKind : uint8_t { root, path, prior };
// One further column: PRIOR x, CONNECT_BY_ROOT x, SYS_CONNECT_BY_PATH(x, separator).
struct Step {
  const Expression* written;  // the first place; further ones follow
  StepKind kind;
  const Expression* operand;
  const Expression* separator = nullptr;
  std::vector<const Expression*> repeated{};
  const Bound* first = nullptr;  // its value at a root
  const Bound* next = nullptr;   // and below one
};

bool is_path(const Expression& expression) {
  if (expression.kind != ExpressionKind::function_call) return false;
  const auto& call = as<FunctionCall>(expression);
  return call.name.parts.size() == 1 && call.name.parts[0].text == "SYS_CONNECT_BY_PATH" &&
         call.arguments.size() == 2;
}

void collect(const Expression* expression, std::vector<Step>& steps) {
  if (expression == nullptr) return;
  walk(*expression, [&](const Expression& node) {
    if (is_path(node)) {
      const auto& call = as<FunctionCall>(node);
      steps.push_back({&node, StepKind::path, call.arguments[0], call.arguments[1]});
      return false;
    }
    if (node.kind != ExpressionKind::unary) return true;
    const auto& unary = as<Unary>(node);
    if (unary.op == UnaryOperator::connect_by_root) {
      steps.push_back({&node, StepKind::root, unary.operand});
    } else if (unary.op == UnaryOperator::prior) {
      steps.push_back({&node, StepKind::prior, unary.operand});
    } else {
      return true;
    }
    return false;
  });
}

// The same expression in two places is one column: GROUP BY compares columns.
std::vector<Step> merged(const std::vector<Step>& steps) {
  std::vector<Step> result;
  for (const Step& step : steps) {
    const auto known = std::ranges::find_if(
        result, [&](const Step& other) { return equal(*other.written, *step.written); });
    if (known == result.end()) result.push_back(step);
    else known->repeated.push_back(step.written);
  }
  return result;
}

std::vector<Step> collect_steps(const Select& select, const Query& query) {
  std::vector<Step> steps;
  for (const SelectItem& item : select.items) collect(item.value, steps);
  collect(select.where, steps);
  for (const GroupingElement& element : select.group_by) {
    for (const Expression* item : element.items) collect(item, steps);
  }
  collect(select.having, steps);
  collect(select.qualify, steps);
  for (const OrderItem& order : query.order_by) collect(order.value, steps);
  return merged(steps);
}

struct Rows {
  BoundCte cte;
  std::vector<const Bound*> columns;  // what stands behind c1, c2, ...
};

void add_column(std::vector<const Bound*>& columns, const Bound* value) {
  for (const Bound* known : columns) {
    if (known == value) return;
  }
  columns.push_back(value);
}

BoundCte make_cte(Resolver& r, const BoundQuery* query, bool recursive) {
  return BoundCte{r.next_cte++, query, recursive};
}

const BoundQuery* make_query(Resolver& r, const BoundBody* body,
                             std::span<const BoundOutput> outputs) {
  BoundQuery* query = r.arena.make<BoundQuery>();
  query->body = body;
  query->outputs = outputs;
  return query;
}

std::span<const BoundOutput> outputs_of(Resolver& r, const std::vector<const Bound*>& values) {
  std::vector<BoundOutput> outputs;
  for (size_t i = 0; i < values.size(); ++i) {
    outputs.push_back({values[i], output_column_name(r, i), output_column_name(r, i)});
  }
  return r.arena.list(outputs);
}

Rows rows_of(Resolver& r, const Scope& scope, const BoundRelation& from) {
  Rows rows;
  for (const ScopeItem& item : scope.items) {
    for (const ScopeColumn& column : item.columns) add_column(rows.columns, column.value);
  }
  for (const ScopeColumn& column : scope.merged) add_column(rows.columns, column.value);
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = &from;
  select->outputs = outputs_of(r, rows.columns);
  rows.cte = make_cte(r, make_query(r, select, select->outputs), false);
  return rows;
}

const BoundCteReference* refer(Resolver& r, uint32_t cte) {
  BoundCteReference* reference = r.arena.make<BoundCteReference>();
  reference->id = r.next_relation++;
  reference->cte = cte;
  return reference;
}

const Bound* column_of(Resolver& r, uint32_t relation, size_t index, const Bound& like,
                       std::string_view name) {
  BoundColumn* column = r.arena.make<BoundColumn>(*make_column(
      r, relation, output_column_name(r, index), like.type, like.nullable, name, like.span));
  column->carrier = like.carrier;
  return column;
}

// The same names, meaning the columns of another relation.
Scope moved(Resolver& r, const Scope& scope, const Rows& rows, uint32_t relation) {
  Scope result(scope.outer);
  result.clause = Clause::join_on;
  result.items = scope.items;
  result.merged = scope.merged;
  const auto move = [&](ScopeColumn& column, std::string_view qualifier) {
    for (size_t i = 0; i < rows.columns.size(); ++i) {
      if (rows.columns[i] != column.value) continue;
      const Bound* value = column_of(r, relation, i, *column.value, column.name);
      const_cast<BoundColumn&>(as<BoundColumn>(*value)).qualifier = qualifier;
      column.value = value;
      return;
    }
  };
  for (ScopeItem& item : result.items) {
    item.relation = relation;
    for (ScopeColumn& column : item.columns) move(column, item.alias);
  }
  for (ScopeColumn& column : result.merged) move(column, {});
  return result;
}

// LEVEL, unless a column of FROM has the name.
void add_level(Scope& scope, uint32_t relation, const Bound* level) {
  for (const ScopeItem& item : scope.items) {
    for (const ScopeColumn& column : item.columns) {
      if (column.name == "LEVEL") return;
    }
  }
  ScopeItem item;
  item.relation = relation;
  item.columns.push_back({"LEVEL", level, false});
  scope.items.push_back(std::move(item));
}

Result<const Bound*> step_text(Resolver& r, Scope& rows, const Step& step) {
  const Bound* value = TRY(resolve_expression(r, rows, *step.operand));
  const Bound* separator = TRY(resolve_expression(r, rows, *step.separator));
  return resolve_concatenation(r, *separator, *value, step.written->span);
}

Result<const Bound*> stored(Resolver& r, const Bound& value) {
  Type type = value.type.kind == TypeKind::null ? types::text() : value.type;
  if (type.is_text()) type.length = text_length_default;
  const Bound* converted = TRY(cast(r, value, type, CastMode::implicit_cast, value.span));
  return exact(r, *converted);
}

Result<Done> resolve_first(Resolver& r, Scope& rows, Step& step) {
  const Bound* value = nullptr;
  if (step.kind == StepKind::path) value = TRY(step_text(r, rows, step));
  else value = TRY(resolve_expression(r, rows, *step.operand));
  value = TRY(stored(r, *value));
  if (step.kind == StepKind::prior) value = make_null(r, value->type, value->span);
  step.first = value;
  return Done{};
}

Result<Done> resolve_next(Resolver& r, Scope& rows, uint32_t tree, size_t index, Step& step) {
  const Bound* carried = column_of(r, tree, index, *step.first, {});
  if (step.kind == StepKind::root) {
    step.next = carried;
    return Done{};
  }
  const Bound* value = nullptr;
  if (step.kind == StepKind::prior) {
    value = TRY(resolve_expression(r, *rows.prior, *step.operand));
  } else {
    const Bound* text = TRY(step_text(r, rows, step));
    value = TRY(resolve_concatenation(r, *carried, *text, step.written->span));
  }
  step.next = TRY(stored(r, *value));
  return Done{};
}

const Bound* level_value(Resolver& r, const char* engine, BoundList arguments, Span span) {
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, engine, types::number(38, 0), arguments, span));
  call->carrier = Carrier::integer;
  call->nullable = false;
  return call;
}

std::span<const BoundOutput> tree_outputs(Resolver& r, const Rows& rows, uint32_t relation,
                                          const Bound* level, const std::vector<Step>& steps,
                                          const Bound* Step::* value) {
  std::vector<const Bound*> values;
  for (size_t i = 0; i < rows.columns.size(); ++i) {
    values.push_back(column_of(r, relation, i, *rows.columns[i], {}));
  }
  values.push_back(level);
  for (const Step& step : steps) values.push_back(step.*value);
  return outputs_of(r, values);
}

// The rows where the hierarchy starts; without START WITH all of them.
Result<const BoundQuery*> resolve_roots(Resolver& r, const Scope& scope, const Rows& rows,
                                        const ConnectBy& connect, std::vector<Step>& steps,
                                        Span span) {
  const BoundCteReference* from = refer(r, rows.cte.id);
  Scope inner = moved(r, scope, rows, from->id);
  const Bound* level = level_value(r, "CAST(1 AS BIGINT)", {}, span);
  add_level(inner, from->id, level);
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = from;
  if (connect.start_with != nullptr) {
    select->where = TRY(resolve_condition(r, inner, *connect.start_with));
  }
  for (Step& step : steps) TRY(resolve_first(r, inner, step));
  select->outputs = tree_outputs(r, rows, from->id, level, steps, &Step::first);
  return make_query(r, select, select->outputs);
}

// The rows one level deeper than those of the tree's last round.
Result<const BoundQuery*> resolve_children(Resolver& r, const Scope& scope, const Rows& rows,
                                           uint32_t tree_cte, const ConnectBy& connect,
                                           std::vector<Step>& steps, Span span) {
  const BoundCteReference* tree = refer(r, tree_cte);
  const BoundCteReference* from = refer(r, rows.cte.id);
  const size_t level_index = rows.columns.size();
  const Bound* before = column_of(
      r, tree->id, level_index, *level_value(r, "1", {}, span), "LEVEL");
  const BoundList before_list = r.arena.list(std::vector<const Bound*>{before});
  const Bound* level = level_value(r, "($1 + 1)", before_list, span);
  Scope prior = moved(r, scope, rows, tree->id);
  add_level(prior, tree->id, before);
  Scope inner = moved(r, scope, rows, from->id);
  add_level(inner, from->id, level);
  inner.prior = &prior;
  BoundJoin* join = r.arena.make<BoundJoin>();
  join->words = " JOIN ";
  join->left = tree;
  join->right = from;
  join->on = TRY(resolve_condition(r, inner, *connect.condition));
  for (size_t i = 0; i < steps.size(); ++i) {
    TRY(resolve_next(r, inner, tree->id, level_index + 1 + i, steps[i]));
  }
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = join;
  select->outputs = tree_outputs(r, rows, from->id, level, steps, &Step::next);
  return make_query(r, select, select->outputs);
}

}  // namespace

Result<Hierarchy> resolve_connect_by(Resolver& r, Scope& scope, const Select& select,
                                     const Query& query, const BoundRelation& from) {
  const ConnectBy& connect = *select.connect_by;
  const Rows rows = rows_of(r, scope, from);
  std::vector<Step> steps = collect_steps(select, query);
  const uint32_t tree_id = r.next_cte++;
  const BoundQuery* roots = TRY(resolve_roots(r, scope, rows, connect, steps, select.span));
  const BoundQuery* children =
      TRY(resolve_children(r, scope, rows, tree_id, connect, steps, select.span));
  const BoundQuery* const branches[] = {roots, children};
  BoundSetOperation* body = r.arena.make<BoundSetOperation>();
  body->words = "UNION ALL";
  body->branches = r.arena.list(std::span<const BoundQuery* const>(branches));
  Hierarchy hierarchy;
  hierarchy.ctes = {rows.cte, BoundCte{tree_id, make_query(r, body, roots->outputs), true}};
  const BoundCteReference* result = refer(r, tree_id);
  hierarchy.from = result;
  const Clause clause = scope.clause;
  scope = moved(r, scope, rows, result->id);
  scope.clause = clause;
  const Bound& level = *roots->outputs[rows.columns.size()].value;
  add_level(scope, result->id, column_of(r, result->id, rows.columns.size(), level, "LEVEL"));
  for (size_t i = 0; i < steps.size(); ++i) {
    const size_t index = rows.columns.size() + 1 + i;
    const Bound* column = column_of(r, result->id, index, *steps[i].first, {});
    scope.replacements.push_back({steps[i].written, column});
    for (const Expression* place : steps[i].repeated) scope.replacements.push_back({place, column});
  }
  return hierarchy;
}

}  // namespace mockhaus::sql
