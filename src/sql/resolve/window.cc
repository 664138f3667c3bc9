#include "sql/resolve/window.h"

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/order_by.h"
#include "sql/resolve/window_frame.h"

namespace mockhaus::sql {

namespace {

// NTH_VALUE(x, n) FROM LAST counts in the opposite order.
void turn_around(Resolver& r, BoundWindow& window) {
  std::vector<BoundOrder> order(window.order_by.begin(), window.order_by.end());
  for (BoundOrder& item : order) {
    item.descending = !item.descending;
    item.nulls_first = !item.nulls_first;
  }
  window.order_by = r.arena.list(order);
  window.frame = mirrored(r, window.frame);
}

}  // namespace

Result<const Bound*> resolve_window(Resolver& r, Scope& scope, const FunctionCall& call,
                                    const Function& function, const AggregateParts& parts,
                                    Type type) {
  const WindowSpecification& over = *call.over;
  if (needs_window_order(function.name) && over.order_by.empty()) {
    return errors::window_needs_order(function.name);
  }
  BoundWindow* node = r.arena.make<BoundWindow>();
  node->type = type;
  node->engine = function.engine;
  node->arguments = r.arena.list(parts.arguments);
  node->distinct = call.distinct;
  node->ignore_nulls = call.nulls == NullTreatment::ignore_nulls;
  node->inner_order = parts.order;
  node->span = call.span;
  node->carrier = function.carrier;
  node->nullable = function.nulls != NullRule::never;
  node->has_window = true;
  const bool windows = std::exchange(scope.windows_allowed, false);
  std::vector<const Bound*> partition;
  for (const Expression* expression : over.partition_by) {
    const Bound* value = TRY(resolve_expression(r, scope, *expression));
    partition.push_back(comparable(r, *value));
  }
  node->partition_by = r.arena.list(partition);
  node->order_by = TRY(resolve_order_items(r, scope, over.order_by));
  scope.windows_allowed = windows;
  node->frame = TRY(resolve_frame(r, scope, call, function.name, node->order_by));
  if (call.from_last) turn_around(r, *node);
  for (const Bound* argument : parts.arguments) node->has_aggregate |= argument->has_aggregate;
  for (const Bound* key : partition) node->has_aggregate |= key->has_aggregate;
  for (const BoundOrder& order : node->order_by) {
    node->has_aggregate |= order.value->has_aggregate;
  }
  return node;
}

}  // namespace mockhaus::sql
