#include "sql/resolve/rewrite.h"

#include <algorithm>

namespace mockhaus::sql {

namespace {

bool same_parts(BoundList a, BoundList b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}
bool same_parts(std::span<const BoundOrder> a, std::span<const BoundOrder> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const BoundOrder& x, const BoundOrder& y) { return x.value == y.value; });
}

template <class Node>
Node* copy_of(Resolver& r, const Node& node, BoundList arguments) {
  Node* copy = r.arena.make<Node>(node);
  copy->arguments = arguments;
  return copy;
}

const Bound* rewritten_window(Resolver& r, const BoundWindow& node, const Replace& replace) {
  const BoundList arguments = rewritten(r, node.arguments, replace);
  const BoundList partition = rewritten(r, node.partition_by, replace);
  const auto order = rewritten(r, node.order_by, replace);
  const auto inner = rewritten(r, node.inner_order, replace);
  if (same_parts(arguments, node.arguments) && same_parts(partition, node.partition_by) &&
      same_parts(order, node.order_by) && same_parts(inner, node.inner_order)) {
    return &node;
  }
  BoundWindow* copy = copy_of(r, node, arguments);
  copy->partition_by = partition;
  copy->order_by = order;
  copy->inner_order = inner;
  return copy;
}

}  // namespace

const Bound* rewritten(Resolver& r, const Bound& value, const Replace& replace) {
  if (const Bound* other = replace(value)) return other;
  switch (value.kind) {
    case BoundKind::constant:
    case BoundKind::column:
      return &value;
    case BoundKind::call: {
      const auto& node = as<BoundCall>(value);
      const BoundList arguments = rewritten(r, node.arguments, replace);
      if (same_parts(arguments, node.arguments)) return &value;
      return copy_of(r, node, arguments);
    }
    case BoundKind::aggregate: {
      const auto& node = as<BoundAggregate>(value);
      const BoundList arguments = rewritten(r, node.arguments, replace);
      const auto order = rewritten(r, node.order, replace);
      if (same_parts(arguments, node.arguments) && same_parts(order, node.order)) return &value;
      BoundAggregate* copy = copy_of(r, node, arguments);
      copy->order = order;
      return copy;
    }
    case BoundKind::window:
      return rewritten_window(r, as<BoundWindow>(value), replace);
    case BoundKind::subquery: {
      const auto& node = as<BoundSubquery>(value);
      const BoundList operands = rewritten(r, node.operands, replace);
      if (same_parts(operands, node.operands)) return &value;
      BoundSubquery* copy = r.arena.make<BoundSubquery>(node);
      copy->operands = operands;
      return copy;
    }
  }
  return &value;
}

BoundList rewritten(Resolver& r, BoundList values, const Replace& replace) {
  std::vector<const Bound*> list;
  for (const Bound* value : values) list.push_back(rewritten(r, *value, replace));
  if (same_parts(BoundList(list), values)) return values;
  return r.arena.list(list);
}

std::span<const BoundOrder> rewritten(Resolver& r, std::span<const BoundOrder> order,
                                      const Replace& replace) {
  std::vector<BoundOrder> list(order.begin(), order.end());
  for (BoundOrder& item : list) item.value = rewritten(r, *item.value, replace);
  if (same_parts(std::span<const BoundOrder>(list), order)) return order;
  return r.arena.list(list);
}

}  // namespace mockhaus::sql
