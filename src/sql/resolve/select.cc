#include "sql/resolve/select.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/computed_key.h"
#include "sql/resolve/connect_by.h"
#include "sql/resolve/distinct_rows.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/group_key.h"
#include "sql/resolve/nested_window.h"
#include "sql/resolve/order_by.h"
#include "sql/resolve/outer_join_mark.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/rewrite.h"
#include "sql/resolve/volatile_alias.h"

namespace mockhaus::sql {

namespace {

void collect_aliases(Scope& scope, const Select& select) {
  for (const SelectItem& item : select.items) {
    if (!item.has_alias || item.value->kind == ExpressionKind::star) continue;
    scope.aliases.push_back({item.alias.text, item.value, nullptr, false});
  }
}

// WHERE: no aggregates and no windows, neither written here nor behind an alias.
Result<const Bound*> resolve_where(Resolver& r, Scope& scope, const Expression* where) {
  if (where == nullptr) return static_cast<const Bound*>(nullptr);
  scope.clause = Clause::where;
  const Bound* condition = TRY(resolve_condition(r, scope, *where));
  if (condition->has_aggregate) return errors::aggregate_in_where(r.text_of(where->span));
  if (condition->has_window) {
    return errors::window_not_allowed(r.text_of(where->span), where->span);
  }
  return condition;
}

Result<Done> resolve_filters(Resolver& r, Scope& scope, const Select& select, BoundSelect& block) {
  if (select.having != nullptr) {
    scope.clause = Clause::having;
    block.having = TRY(resolve_condition(r, scope, *select.having));
    if (block.having->has_window) {
      return errors::window_not_allowed(r.text_of(select.having->span), select.having->span);
    }
  }
  if (select.qualify != nullptr) {
    scope.clause = Clause::qualify;
    block.qualify = TRY(resolve_condition(r, scope, *select.qualify));
  }
  return Done{};
}

// A key that a grouping set leaves out is NULL there, whatever the column says.
const Bound* made_nullable(Resolver& r, const Bound& value) {
  Bound* copy = nullptr;
  switch (value.kind) {
    case BoundKind::column: copy = r.arena.make<BoundColumn>(as<BoundColumn>(value)); break;
    case BoundKind::call: copy = r.arena.make<BoundCall>(as<BoundCall>(value)); break;
    default: return &value;
  }
  copy->nullable = true;
  return copy;
}

std::span<const BoundOutput> nullable_keys(Resolver& r, const BoundSelect& block) {
  std::vector<BoundOutput> outputs(block.outputs.begin(), block.outputs.end());
  for (BoundOutput& output : outputs) {
    if (!output.value->nullable) output.value = made_nullable(r, *output.value);
  }
  return r.arena.list(outputs);
}

bool any_aggregate(std::span<const BoundOutput> outputs) {
  for (const BoundOutput& output : outputs) {
    if (output.value->has_aggregate) return true;
  }
  return false;
}

bool any_window(std::span<const BoundOutput> outputs) {
  for (const BoundOutput& output : outputs) {
    if (output.value->has_window) return true;
  }
  return false;
}

bool order_aggregates(std::span<const BoundQueryOrder> orders) {
  for (const BoundQueryOrder& order : orders) {
    if (order.by.value != nullptr && order.by.value->has_aggregate) return true;
  }
  return false;
}

bool asks_for_other_than_keys(const BoundSelect& block, const Bound& part) {
  if (part.kind != BoundKind::aggregate) return false;
  const auto& call = as<BoundAggregate>(part);
  if (!call.engine.starts_with("grouping(")) return false;
  return !std::ranges::all_of(call.arguments, [&](const Bound* argument) {
    return std::ranges::any_of(block.group_keys,
                               [&](const Bound* key) { return same(*key, *argument); });
  });
}

// GROUPING asks which keys a row is grouped by: its arguments must be such.
Result<Done> check_grouping(Resolver& r, const BoundSelect& block) {
  const Bound* found = nullptr;
  for (const BoundOutput& output : block.outputs) {
    rewritten(r, *output.value, [&](const Bound& part) -> const Bound* {
      if (asks_for_other_than_keys(block, part)) found = &part;
      return nullptr;
    });
  }
  if (found == nullptr) return Done{};
  return errors::not_a_group_by_expression(r.text_of(found->span), found->span);
}

Result<Done> check_groups(const Scope& scope, const BoundSelect& block,
                          std::span<const BoundQueryOrder> orders) {
  for (const BoundOutput& output : block.outputs) {
    TRY(check_grouped_output(scope, block, *output.value));
  }
  if (block.having != nullptr) TRY(check_grouped(scope, block, *block.having));
  if (block.qualify != nullptr) TRY(check_grouped(scope, block, *block.qualify));
  for (const BoundQueryOrder& order : orders) {
    if (order.by.value != nullptr) TRY(check_grouped(scope, block, *order.by.value));
  }
  return Done{};
}

// The collation key of an output orders rows that DISTINCT has left.
bool is_output_key(const BoundSelect& block, const BoundQueryOrder& order) {
  if (order.by.value == nullptr || order.by.value->kind != BoundKind::call) return false;
  const auto& key = as<BoundCall>(*order.by.value);
  return key.engine.starts_with("mh_collation_key") &&
         std::any_of(block.outputs.begin(), block.outputs.end(), [&](const BoundOutput& output) {
           return same(*output.value, *key.arguments[0]);
         });
}

// True where the order is that of an output which the engine compares by another form.
bool orders_output(Resolver& r, const BoundSelect& block, const BoundQueryOrder& order) {
  if (order.output != 0) return true;
  for (const BoundOutput& output : block.outputs) {
    if (needs_group_key(output.value->type) && order.by.value != nullptr &&
        same(*comparable(r, *output.value), *order.by.value)) {
      return true;
    }
  }
  return false;
}

// DISTINCT orders by its outputs only.
Result<Done> check_distinct(Resolver& r, const BoundSelect& block,
                            std::span<const BoundQueryOrder> orders, const Query& query) {
  if (!block.distinct) return Done{};
  for (size_t i = 0; i < orders.size(); ++i) {
    if (is_output_key(block, orders[i])) continue;
    if (!orders_output(r, block, orders[i]) && i < query.order_by.size()) {
      const Span at = query.order_by[i].value->span;
      return errors::not_a_group_by_expression("ORDER BY of SELECT DISTINCT", at);
    }
  }
  return Done{};
}

}  // namespace

Result<const BoundQuery*> resolve_select(Resolver& r, const Select& select, const Query& query,
                                         Scope* outer) {
  if (!select.into.empty()) return errors::unsupported("SELECT INTO outside a block");
  Scope scope(outer);
  BoundSelect* block = r.arena.make<BoundSelect>();
  scope.clause = Clause::from;
  OuterJoinRewrite rewrite = rewrite_outer_join_marks(r, select);
  block->from = TRY(resolve_from(r, scope, rewrite.from));
  std::vector<BoundCte> ctes;
  if (select.connect_by != nullptr && block->from != nullptr) {
    Hierarchy hierarchy = TRY(resolve_connect_by(r, scope, select, query, *block->from));
    block->from = hierarchy.from;
    ctes = std::move(hierarchy.ctes);
  }
  collect_aliases(scope, select);
  block->where = TRY(resolve_where(r, scope, rewrite.where));
  scope.clause = Clause::select;
  auto outputs = TRY(resolve_select_list(r, scope, select));
  block->outputs = r.arena.list(outputs);
  block->distinct = select.distinct;
  TRY(resolve_group_by(r, scope, select, block->outputs, *block));
  TRY(resolve_filters(r, scope, select, *block));
  auto orders = TRY(resolve_order_by(r, scope, query, block->outputs));
  block->grouped |= any_aggregate(block->outputs) || order_aggregates(orders) ||
                    (block->having != nullptr) ||
                    (block->qualify != nullptr && block->qualify->has_aggregate);
  if (block->grouped) {
    TRY(check_grouping(r, *block));
    TRY(check_groups(scope, *block, orders));
  }
  if (block->qualify != nullptr && !block->qualify->has_window && !any_window(block->outputs)) {
    return errors::qualify_without_window();
  }
  TRY(check_distinct(r, *block, orders, query));
  lower_distinct(r, *block);
  if (block->grouped) {
    orders = TRY(lower_computed_keys(r, scope, *block, orders));
    if (!block->grouping_sets.empty()) block->outputs = nullable_keys(r, *block);
    orders = lower_group_keys(r, *block, orders);
  }
  BoundQuery* result = r.arena.make<BoundQuery>();
  result->ctes = r.arena.list(ctes);
  result->body = block;
  result->outputs = block->outputs;
  result->order_by = orders;
  const Expression* limit = select.top != nullptr ? select.top : query.limit;
  result->limit = TRY(resolve_row_count(r, limit));
  result->offset = TRY(resolve_row_count(r, query.offset));
  const BoundQuery* split = TRY(lower_volatile_aliases(r, *lower_nested_windows(r, *result)));
  return lower_distinct_query(r, *split);
}

}  // namespace mockhaus::sql
