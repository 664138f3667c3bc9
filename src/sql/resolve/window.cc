#include "sql/resolve/window.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/order_by.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

// Functions that Snowflake refuses without ORDER BY, and whose default frame, where they have one,
// is the whole partition.
struct RankFunction {
  std::string_view name;
  bool whole_partition;  // FIRST_VALUE and its kin: default frame is the partition
  bool framed;
};
constexpr RankFunction rank_functions[] = {
    {"CUME_DIST", false, false},   {"DENSE_RANK", false, false}, {"FIRST_VALUE", true, true},
    {"LAG", false, false},         {"LAST_VALUE", true, true},   {"LEAD", false, false},
    {"NTH_VALUE", true, true},     {"NTILE", false, false},      {"PERCENT_RANK", false, false},
    {"RANK", false, false},        {"ROW_NUMBER", false, false},
};

const RankFunction* find_rank(std::string_view name) {
  for (const RankFunction& function : rank_functions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

Result<std::string_view> bound_text(Resolver& r, const FrameBound& bound) {
  switch (bound.kind) {
    case FrameBoundKind::unbounded_preceding: return std::string_view("UNBOUNDED PRECEDING");
    case FrameBoundKind::current_row: return std::string_view("CURRENT ROW");
    case FrameBoundKind::unbounded_following: return std::string_view("UNBOUNDED FOLLOWING");
    case FrameBoundKind::preceding:
    case FrameBoundKind::following: {
      const auto text = TRY(constant_text(r, *bound.offset));
      const bool digits = text && !text->empty() && std::all_of(text->begin(), text->end(),
                                                                [](char c) {
                                                                  return c >= '0' && c <= '9';
                                                                });
      if (!digits) return errors::unsupported("window frame offset that is no whole number");
      const bool preceding = bound.kind == FrameBoundKind::preceding;
      return r.arena.text(*text + (preceding ? " PRECEDING" : " FOLLOWING"));
    }
  }
  return std::string_view();
}

Result<BoundFrame> resolve_frame(Resolver& r, const WindowSpecification& over,
                                 const RankFunction* rank) {
  BoundFrame frame;
  if (over.unit == FrameUnit::none) {
    if (rank != nullptr && rank->whole_partition) {
      return BoundFrame{BoundFrameUnit::rows, "UNBOUNDED PRECEDING", "UNBOUNDED FOLLOWING"};
    }
    if (rank == nullptr && !over.order_by.empty()) {
      return BoundFrame{BoundFrameUnit::range, "UNBOUNDED PRECEDING", "CURRENT ROW"};
    }
    return frame;
  }
  frame.unit = over.unit == FrameUnit::rows ? BoundFrameUnit::rows : BoundFrameUnit::range;
  frame.start = TRY(bound_text(r, over.start));
  frame.end = TRY(bound_text(r, over.end));
  return frame;
}

}  // namespace

Result<const Bound*> resolve_window(Resolver& r, Scope& scope, const FunctionCall& call,
                                    const Function& function, const AggregateParts& parts,
                                    Type type) {
  const RankFunction* rank = find_rank(function.name);
  const WindowSpecification& over = *call.over;
  if (rank != nullptr && over.order_by.empty()) {
    return errors::window_needs_order(function.name, call.span);
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
  node->frame = TRY(resolve_frame(r, over, rank));
  for (const Bound* argument : parts.arguments) node->has_aggregate |= argument->has_aggregate;
  for (const Bound* key : partition) node->has_aggregate |= key->has_aggregate;
  for (const BoundOrder& order : node->order_by) {
    node->has_aggregate |= order.value->has_aggregate;
  }
  return node;
}

}  // namespace mockhaus::sql
