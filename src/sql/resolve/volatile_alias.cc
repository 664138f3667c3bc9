#include "sql/resolve/volatile_alias.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/distinct_rows.h"
#include "sql/resolve/inner_columns.h"
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

bool holds_kind(Resolver& r, const Bound& value, BoundKind kind) {
  bool found = false;
  rewritten(r, value, [&](const Bound& part) -> const Bound* {
    found |= part.kind == kind;
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
    if (!value->is_volatile || value->kind == BoundKind::column) continue;
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

// Whether the value is read where the cut of the block does not reach: in an aggregate, which sees
// rows of the inner block, beside a query that may read them, or in a window over what WHERE left.
bool reads_inside(Resolver& r, const Bound* value, BoundList shared, bool in_where) {
  if (!holds(r, value, shared)) return false;
  bool found = in_where && holds_kind(r, *value, BoundKind::window);
  rewritten(r, *value, [&](const Bound& part) -> const Bound* {
    if (std::find(shared.begin(), shared.end(), &part) != shared.end()) return &part;
    const bool closed = part.kind == BoundKind::aggregate || part.kind == BoundKind::subquery;
    found |= closed && holds(r, &part, shared);
    return found ? &part : nullptr;
  });
  return found;
}

bool can_cut(Resolver& r, const BoundQuery& query, BoundList shared) {
  const auto& block = as<BoundSelect>(*query.body);
  const bool in_where = holds(r, block.where, shared);
  if (in_where && block.qualify != nullptr && block.qualify->has_window) return false;
  if (block.grouped && (in_where || holds(r, block.having, shared))) return false;
  for (const Bound* value : shared) {
    if (in_where && (value->has_window || value->has_aggregate)) return false;
  }
  for (const BoundOutput& output : block.outputs) {
    if (in_where && output.value->has_window) return false;
    if (reads_inside(r, output.value, shared, in_where)) return false;
  }
  for (const BoundQueryOrder& order : query.order_by) {
    if (in_where && order.by.value != nullptr && order.by.value->has_window) return false;
    if (reads_inside(r, order.by.value, shared, in_where)) return false;
  }
  return !reads_inside(r, block.where, shared, in_where) &&
         !reads_inside(r, block.qualify, shared, in_where);
}

class Split {
 public:
  Split(Resolver& r, const std::vector<const Bound*>& shared)
      : r_(r), shared_(shared), inner_(r) {}

  const Bound* outer(const Bound* value) {
    if (value == nullptr) return nullptr;
    return rewritten(r_, *value, [this](const Bound& part) -> const Bound* {
      if (part.kind == BoundKind::constant) return &part;
      const bool is_shared = std::find(shared_.begin(), shared_.end(), &part) != shared_.end();
      if (is_shared || !holds(r_, &part, shared_)) return inner_.moved(part);
      return nullptr;
    });
  }

  BoundDerived* inner(BoundSelect* block) {
    block->outputs = inner_.outputs();
    return inner_.derived(make_query(r_, block));
  }

 private:
  Resolver& r_;
  const std::vector<const Bound*>& shared_;
  InnerColumns inner_;
};

// Windows of the inner block are plain columns out here; a window that stayed outside is computed
// before the condition chooses rows.
void add_qualify(Resolver& r, BoundSelect& select, const Bound* condition,
                 const std::vector<BoundOutput>& outputs) {
  bool windows = holds_kind(r, *condition, BoundKind::window);
  for (const BoundOutput& output : outputs) {
    windows |= holds_kind(r, *output.value, BoundKind::window);
  }
  if (windows) {
    select.qualify = condition;
    return;
  }
  const Bound* both[] = {select.where, condition};
  select.where = select.where == nullptr
                     ? condition
                     : make_call(r, "($1 AND $2)", types::boolean(),
                                 BoundList(r.arena.list(BoundList(both))), condition->span);
}

}  // namespace

Result<const BoundQuery*> lower_volatile_aliases(Resolver& r, const BoundQuery& query) {
  const auto& block = as<BoundSelect>(*query.body);
  const auto shared = shared_values(r, block, query.order_by);
  if (shared.empty()) return &query;
  if (!can_cut(r, query, shared)) {
    return errors::unsupported("the alias of a volatile value in this place");
  }
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
  for (BoundOutput& output : outputs) output.value = split.outer(output.value);
  std::vector<BoundQueryOrder> orders(query.order_by.begin(), query.order_by.end());
  for (BoundQueryOrder& order : orders) {
    if (order.by.value == nullptr) continue;
    const Bound* same_output = order_of_output(r, block.outputs, outputs, *order.by.value);
    order.by.value = same_output != nullptr ? same_output : split.outer(order.by.value);
  }
  if (block.qualify != nullptr) add_qualify(r, *select, split.outer(block.qualify), outputs);
  select->outputs = r.arena.list(outputs);
  select->from = split.inner(inner);
  BoundQuery* result = r.arena.make<BoundQuery>(query);
  result->body = select;
  result->outputs = select->outputs;
  result->order_by = r.arena.list(orders);
  return result;
}

}  // namespace mockhaus::sql
