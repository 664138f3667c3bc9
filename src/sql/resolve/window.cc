#include "sql/resolve/window.h"

#include "sql/errors.h"
#include "sql/resolve/arguments.h"
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

// The engine folds a constant that turns out to be NULL into a NULL of no type, to which LAG and
// LEAD cannot convert their third argument.
BoundList typed_arguments(Resolver& r, const Function& function, const AggregateParts& parts) {
  std::vector<const Bound*> arguments = parts.arguments;
  if ((function.name == "LAG" || function.name == "LEAD") && is_constant(*arguments[0])) {
    const Bound& value = *arguments[0];
    const std::string engine = "CAST($1 AS " + storage_type(value.type) + ")";
    const bool is_null = value.kind == BoundKind::constant && as<BoundConstant>(value).is_null;
    if (value.nullable && !is_null && value.type.kind != TypeKind::null) {
      arguments[0] = make_call(r, r.arena.text(engine), value.type, {&value}, value.span);
    }
  }
  return r.arena.list(arguments);
}

// The flags of everything that the window reads.
void inherit_flags(BoundWindow& window) {
  const auto inherit = [&](const Bound* part) {
    window.has_aggregate |= part->has_aggregate;
    window.is_volatile |= part->is_volatile;
  };
  for (const Bound* argument : window.arguments) inherit(argument);
  for (const Bound* key : window.partition_by) inherit(key);
  for (const BoundOrder& order : window.order_by) inherit(order.value);
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
  node->arguments = typed_arguments(r, function, parts);
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
  inherit_flags(*node);
  return node;
}

}  // namespace mockhaus::sql
