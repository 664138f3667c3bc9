#include "sql/resolve/nested_window.h"

#include <algorithm>

#include "sql/resolve/distinct_rows.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/rewrite.h"

namespace mockhaus::sql {

namespace {

bool holds_window(BoundList values) {
  return std::any_of(values.begin(), values.end(),
                     [](const Bound* value) { return value->has_window; });
}
bool holds_window(std::span<const BoundOrder> order) {
  return std::any_of(order.begin(), order.end(),
                     [](const BoundOrder& item) { return item.value->has_window; });
}

// True where a window of the tree has another among its parts.
bool is_nested(const Bound& value) {
  if (!value.has_window) return false;
  switch (value.kind) {
    case BoundKind::call: {
      const auto& arguments = as<BoundCall>(value).arguments;
      return std::any_of(arguments.begin(), arguments.end(),
                         [](const Bound* argument) { return is_nested(*argument); });
    }
    case BoundKind::window: {
      const auto& window = as<BoundWindow>(value);
      return holds_window(window.arguments) || holds_window(window.partition_by) ||
             holds_window(window.order_by) || holds_window(window.inner_order);
    }
    default:
      return false;
  }
}

bool is_nested(const BoundSelect& block, const BoundQuery& query) {
  for (const BoundOutput& output : block.outputs) {
    if (is_nested(*output.value)) return true;
  }
  for (const BoundQueryOrder& order : query.order_by) {
    if (order.by.value != nullptr && is_nested(*order.by.value)) return true;
  }
  return block.qualify != nullptr && is_nested(*block.qualify);
}

// Moves parts of expressions into an inner block and gives the columns that stand for them.
class Split {
 public:
  Split(Resolver& r, const BoundSelect& block) : r_(r) {
    inner_ = r.arena.make<BoundSelect>(block);
    inner_->distinct = false;
    inner_->qualify = nullptr;
    relation_ = r.next_relation++;
  }

  // The outer form: its outermost windows stay, what they and the rest are made of moves.
  const Bound* outer(const Bound& value) {
    return rewritten(r_, value, [this](const Bound& part) -> const Bound* {
      if (part.kind == BoundKind::constant) return &part;
      if (!part.has_window) return moved(part);
      return part.kind == BoundKind::window ? with_moved_parts(as<BoundWindow>(part)) : nullptr;
    });
  }

  const BoundQuery* inner_query() {
    inner_->outputs = r_.arena.list(outputs_);
    BoundQuery* query = r_.arena.make<BoundQuery>();
    query->body = inner_;
    query->outputs = inner_->outputs;
    return lower_nested_windows(r_, *query);
  }
  uint32_t relation() const { return relation_; }

 private:
  const Bound* moved(const Bound& part) {
    if (part.kind == BoundKind::constant) return &part;
    for (const BoundOutput& output : outputs_) {
      if (same(*output.value, part)) return column(output);
    }
    BoundOutput output;
    output.value = &part;
    output.column = output_column_name(r_, outputs_.size());
    output.name = output.column;
    outputs_.push_back(output);
    return column(output);
  }

  const Bound* column(const BoundOutput& output) {
    BoundColumn* column = r_.arena.make<BoundColumn>(*make_column(
        r_, relation_, output.column, output.value->type, output.value->nullable, output.name,
        output.value->span));
    column->carrier = output.value->carrier;
    return column;
  }

  const Bound* with_moved_parts(const BoundWindow& window) {
    const Replace move = [this](const Bound& part) { return moved(part); };
    BoundWindow* copy = r_.arena.make<BoundWindow>(window);
    copy->arguments = rewritten(r_, window.arguments, move);
    copy->partition_by = rewritten(r_, window.partition_by, move);
    copy->order_by = rewritten(r_, window.order_by, move);
    copy->inner_order = rewritten(r_, window.inner_order, move);
    copy->has_aggregate = false;
    return copy;
  }

  Resolver& r_;
  BoundSelect* inner_;
  uint32_t relation_ = 0;
  std::vector<BoundOutput> outputs_;
};

}  // namespace

const BoundQuery* lower_nested_windows(Resolver& r, const BoundQuery& query) {
  const auto& block = as<BoundSelect>(*query.body);
  if (!is_nested(block, query)) return &query;
  Split split(r, block);
  std::vector<BoundOutput> outputs(block.outputs.begin(), block.outputs.end());
  for (BoundOutput& output : outputs) output.value = split.outer(*output.value);
  std::vector<BoundQueryOrder> orders(query.order_by.begin(), query.order_by.end());
  for (BoundQueryOrder& order : orders) {
    if (order.by.value == nullptr) continue;
    const Bound* same_output = order_of_output(r, block.outputs, outputs, *order.by.value);
    order.by.value = same_output != nullptr ? same_output : split.outer(*order.by.value);
  }
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->distinct = block.distinct;
  if (block.qualify != nullptr) select->qualify = split.outer(*block.qualify);
  select->outputs = r.arena.list(outputs);
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->id = split.relation();
  derived->query = split.inner_query();
  select->from = derived;
  BoundQuery* result = r.arena.make<BoundQuery>(query);
  result->body = select;
  result->outputs = select->outputs;
  result->order_by = r.arena.list(orders);
  return result;
}

}  // namespace mockhaus::sql
