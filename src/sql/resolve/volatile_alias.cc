#include "sql/resolve/volatile_alias.h"

#include <algorithm>

#include "sql/resolve/outputs.h"
#include "sql/resolve/rewrite.h"

namespace mockhaus::sql {

namespace {

// An alias stands for one node, which all places that use it share.
bool holds(Resolver& r, const Bound* value, BoundList shared) {
  if (value == nullptr || shared.empty()) return false;
  bool found = false;
  rewritten(r, *value, [&](const Bound& part) -> const Bound* {
    found |= std::find(shared.begin(), shared.end(), &part) != shared.end();
    return found ? &part : nullptr;
  });
  return found;
}

// The volatile outputs that something else of the block uses.
std::vector<const Bound*> shared_values(Resolver& r, const BoundSelect& block,
                                        std::span<const BoundQueryOrder> orders) {
  std::vector<const Bound*> shared;
  for (size_t i = 0; i < block.outputs.size(); ++i) {
    const Bound* value = block.outputs[i].value;
    const bool changes = value->is_volatile && value->kind != BoundKind::column;
    if (!changes || value->has_aggregate || value->has_window || value->has_subquery) continue;
    const BoundList one(&value, 1);
    bool used = holds(r, block.where, one) || holds(r, block.qualify, one);
    for (size_t j = 0; j < block.outputs.size(); ++j) {
      used |= j != i && holds(r, block.outputs[j].value, one);
    }
    for (const BoundQueryOrder& order : orders) used |= holds(r, order.by.value, one);
    if (used) shared.push_back(value);
  }
  return shared;
}

class Split {
 public:
  Split(Resolver& r, const std::vector<const Bound*>& shared) : r_(r), shared_(shared) {
    relation_ = r.next_relation++;
  }

  const Bound* outer(const Bound* value) {
    if (value == nullptr) return nullptr;
    return rewritten(r_, *value, [this](const Bound& part) -> const Bound* {
      if (part.kind == BoundKind::constant) return &part;
      const bool is_shared = std::find(shared_.begin(), shared_.end(), &part) != shared_.end();
      if (is_shared || !holds(r_, &part, shared_)) return moved(part);
      return nullptr;
    });
  }

  BoundDerived* inner(BoundSelect* block) {
    block->outputs = r_.arena.list(outputs_);
    BoundDerived* derived = r_.arena.make<BoundDerived>();
    derived->id = relation_;
    derived->query = make_query(r_, block);
    return derived;
  }

 private:
  const Bound* moved(const Bound& part) {
    for (const BoundOutput& output : outputs_) {
      const bool equal = output.value == &part || (!part.is_volatile && same(*output.value, part));
      if (equal) return column(output);
    }
    const std::string_view name = output_column_name(r_, outputs_.size());
    outputs_.push_back({&part, name, name});
    return column(outputs_.back());
  }

  const Bound* column(const BoundOutput& output) {
    const Bound& value = *output.value;
    BoundColumn* column = r_.arena.make<BoundColumn>(*make_column(
        r_, relation_, output.column, value.type, value.nullable, output.name, value.span));
    column->carrier = value.carrier;
    return column;
  }

  Resolver& r_;
  const std::vector<const Bound*>& shared_;
  uint32_t relation_ = 0;
  std::vector<BoundOutput> outputs_;
};

}  // namespace

const BoundQuery* lower_volatile_aliases(Resolver& r, const BoundQuery& query) {
  const auto& block = as<BoundSelect>(*query.body);
  const auto shared = shared_values(r, block, query.order_by);
  // Rows are grouped after WHERE, and windows see its rows only: there the block cannot be cut.
  if (shared.empty() || block.grouped) return &query;
  Split split(r, shared);
  BoundSelect* inner = r.arena.make<BoundSelect>(block);
  BoundSelect* select = r.arena.make<BoundSelect>();
  inner->distinct = false;
  inner->qualify = nullptr;
  select->distinct = block.distinct;
  if (holds(r, block.where, shared)) {
    inner->where = nullptr;
    select->where = split.outer(block.where);
  }
  std::vector<BoundOutput> outputs(block.outputs.begin(), block.outputs.end());
  for (BoundOutput& output : outputs) {
    if (select->where != nullptr && output.value->has_window) return &query;
    output.value = split.outer(output.value);
  }
  std::vector<BoundQueryOrder> orders(query.order_by.begin(), query.order_by.end());
  for (BoundQueryOrder& order : orders) order.by.value = split.outer(order.by.value);
  // A condition over windows of the inner block is a plain one out here.
  if (block.qualify != nullptr) {
    const Bound* condition = split.outer(block.qualify);
    const Bound* both[] = {select->where, condition};
    select->where = select->where == nullptr
                        ? condition
                        : make_call(r, "($1 AND $2)", types::boolean(),
                                    BoundList(r.arena.list(BoundList(both))), condition->span);
  }
  select->outputs = r.arena.list(outputs);
  select->from = split.inner(inner);
  BoundQuery* result = r.arena.make<BoundQuery>(query);
  result->body = select;
  result->outputs = select->outputs;
  result->order_by = r.arena.list(orders);
  return result;
}

}  // namespace mockhaus::sql
