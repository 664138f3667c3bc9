#include "sql/resolve/group_key.h"

#include <algorithm>

#include "sql/resolve/cast.h"
#include "sql/resolve/rewrite.h"

namespace mockhaus::sql {

namespace {

// One key that changes: grouped by `by`, shown as `shown`.
struct Key {
  const Bound* key = nullptr;
  const Bound* by = nullptr;
  const Bound* shown = nullptr;
};

const Bound* any_of_group(Resolver& r, const Bound& key, const Bound& by, bool in_sets) {
  const Bound* arguments[] = {&key, &by};
  BoundAggregate* node = r.arena.make<BoundAggregate>();
  node->type = key.type;
  // In a grouping set without the key the answer is NULL.
  node->engine = in_sets ? "CASE WHEN grouping($2) = 0 THEN any_value($1) END" : "any_value($1)";
  node->arguments = r.arena.list(BoundList(arguments).first(in_sets ? 2 : 1));
  node->carrier = key.carrier;
  node->has_aggregate = true;
  node->span = key.span;
  return node;
}

class Lowering {
 public:
  Lowering(Resolver& r, BoundSelect& block) : r_(r) {
    std::vector<const Bound*> keys(block.group_keys.begin(), block.group_keys.end());
    for (const Bound*& key : keys) {
      if (!needs_group_key(key->type)) {
        plain_.push_back(key);
        continue;
      }
      const Bound* by = comparable(r, *key);
      keys_.push_back({key, by, any_of_group(r, *key, *by, !block.grouping_sets.empty())});
      key = by;
    }
    if (!keys_.empty()) block.group_keys = r.arena.list(keys);
  }

  bool any() const { return !keys_.empty(); }

  const Bound* shown(const Bound* value) const {
    if (value == nullptr) return nullptr;
    return rewritten(r_, *value, [this](const Bound& part) -> const Bound* {
      if (part.kind == BoundKind::aggregate) return in_aggregate(as<BoundAggregate>(part));
      for (const Bound* key : plain_) {  // may be made of a key that changes
        if (same(*key, part)) return &part;
      }
      for (const Key& key : keys_) {
        if (same(*key.by, part)) return &part;  // is grouped by as it is
        if (same(*key.key, part)) return key.shown;
      }
      return nullptr;
    });
  }

 private:
  // GROUPING(key) names what is grouped by; other aggregates see the rows.
  const Bound* in_aggregate(const BoundAggregate& part) const {
    if (!part.engine.starts_with("grouping(")) return &part;
    BoundAggregate* copy = r_.arena.make<BoundAggregate>(part);
    copy->arguments =
        rewritten(r_, part.arguments, [this](const Bound& argument) -> const Bound* {
          for (const Key& key : keys_) {
            if (same(*key.key, argument)) return key.by;
          }
          return &argument;
        });
    return copy;
  }

  Resolver& r_;
  std::vector<Key> keys_;
  std::vector<const Bound*> plain_;
};

}  // namespace

bool needs_group_key(const Type& type) {
  return type.kind == TypeKind::timestamp_tz || type.kind == TypeKind::variant ||
         type.kind == TypeKind::array || type.kind == TypeKind::object;
}

void make_hashable(Resolver& r, const Function& function, std::vector<const Bound*>& arguments) {
  if (std::string_view(function.engine).find("mh_hash(") == std::string_view::npos) return;
  for (const Bound*& argument : arguments) {
    if (needs_group_key(argument->type)) argument = comparable(r, *argument);
  }
}

std::span<const BoundQueryOrder> lower_group_keys(Resolver& r, BoundSelect& block,
                                                  std::span<const BoundQueryOrder> orders) {
  const Lowering lowering(r, block);
  if (!lowering.any()) return orders;
  std::vector<BoundOutput> outputs(block.outputs.begin(), block.outputs.end());
  for (BoundOutput& output : outputs) output.value = lowering.shown(output.value);
  block.outputs = r.arena.list(outputs);
  block.having = lowering.shown(block.having);
  block.qualify = lowering.shown(block.qualify);
  std::vector<BoundQueryOrder> list(orders.begin(), orders.end());
  for (BoundQueryOrder& order : list) order.by.value = lowering.shown(order.by.value);
  return std::span<const BoundQueryOrder>(r.arena.list(list));
}

void lower_distinct(Resolver& r, BoundSelect& block) {
  const auto outputs = block.outputs;
  const bool needed = std::any_of(outputs.begin(), outputs.end(), [](const BoundOutput& output) {
    return needs_group_key(output.value->type);
  });
  const bool plain = std::none_of(outputs.begin(), outputs.end(), [](const BoundOutput& output) {
    return output.value->has_window || output.value->is_volatile || output.value->has_subquery;
  });
  if (!block.distinct || block.grouped || block.qualify != nullptr || !needed || !plain) return;
  std::vector<const Bound*> keys;
  for (const BoundOutput& output : outputs) {
    if (output.value->kind != BoundKind::constant) keys.push_back(output.value);
  }
  if (keys.empty()) return;
  block.distinct = false;
  block.grouped = true;
  block.group_keys = r.arena.list(keys);
}

}  // namespace mockhaus::sql
