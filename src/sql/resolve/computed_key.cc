#include "sql/resolve/computed_key.h"

#include <algorithm>

#include "sql/resolve/errors.h"
#include "sql/resolve/inner_columns.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/query_columns.h"
#include "sql/resolve/rewrite.h"
#include "sql/resolve/volatile_alias.h"

namespace mockhaus::sql {

namespace {

bool is_computed(const Bound& key) {
  return key.is_volatile || key.has_subquery ||
         !reads_column(key, [](const BoundColumn&) { return true; });
}

class Split {
 public:
  Split(Resolver& r, const Scope& scope, BoundSelect& block)
      : r_(r), scope_(scope), block_(block), inner_(r) {
    for (const Bound* key : block.group_keys) keys_.push_back(inner_.moved(*key));
  }

  const Bound* outer(const Bound* value) {
    if (value == nullptr) return nullptr;
    return rewritten(r_, *value, [this](const Bound& part) { return replaced(part); });
  }

  // False where a query outside of keys and aggregates may read columns that move.
  bool can_split() const { return can_split_; }

  Result<Done> finish() {
    BoundSelect* inner = r_.arena.make<BoundSelect>();
    inner->from = block_.from;
    inner->where = block_.where;
    inner->outputs = inner_.outputs();
    const BoundQuery* query = TRY(lower_volatile_aliases(r_, *make_query(r_, inner)));
    block_.from = inner_.derived(query);
    block_.where = nullptr;
    block_.group_keys = r_.arena.list(keys_);
    return Done{};
  }

 private:
  const Bound* key_column(const Bound& part) const {
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (block_.group_keys[i] == &part) return keys_[i];
    }
    // A constant that only looks like a key is none.
    if (part.kind == BoundKind::constant) return nullptr;
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (same(*block_.group_keys[i], part)) return keys_[i];
    }
    return nullptr;
  }

  const Bound* replaced(const Bound& part) {
    if (const Bound* key = key_column(part)) return key;
    if (part.kind == BoundKind::subquery) can_split_ &= !reads_own(as<BoundSubquery>(part));
    if (part.kind == BoundKind::column) return of_column(as<BoundColumn>(part));
    if (part.kind != BoundKind::aggregate) return nullptr;
    const auto& call = as<BoundAggregate>(part);
    BoundAggregate* copy = r_.arena.make<BoundAggregate>(call);
    copy->arguments = rewritten(r_, call.arguments, [this](const Bound& argument) {
      return of_row(argument);
    });
    copy->order =
        rewritten(r_, call.order, [this](const Bound& item) { return of_row(item); });
    return copy;
  }

  // What an aggregate reads of each row.
  const Bound* of_row(const Bound& part) {
    if (const Bound* key = key_column(part)) return key;
    if (part.has_subquery) return inner_.moved(part);
    if (part.kind == BoundKind::column) return of_column(as<BoundColumn>(part));
    return nullptr;
  }

  // A column of a block around this one stays.
  const Bound* of_column(const BoundColumn& column) {
    return is_own(column) ? inner_.moved(column) : &column;
  }

  bool reads_own(const BoundSubquery& part) const {
    return reads_column(*part.query, [this](const BoundColumn& column) { return is_own(column); });
  }

  bool is_own(const BoundColumn& column) const {
    return std::ranges::any_of(scope_.items, [&](const ScopeItem& item) {
      return std::ranges::any_of(item.columns, [&](const ScopeColumn& own) {
        return own.value->kind == BoundKind::column &&
               as<BoundColumn>(*own.value).relation == column.relation;
      });
    });
  }

  Resolver& r_;
  const Scope& scope_;
  BoundSelect& block_;
  InnerColumns inner_;
  bool can_split_ = true;
  std::vector<const Bound*> keys_;
};

}  // namespace

Result<std::span<const BoundQueryOrder>> lower_computed_keys(
    Resolver& r, const Scope& scope, BoundSelect& block, std::span<const BoundQueryOrder> orders) {
  const bool needed = std::ranges::any_of(
      block.group_keys, [&](const Bound* key) { return is_computed(*key); });
  if (!needed) return orders;
  Split split(r, scope, block);
  std::vector<BoundOutput> outputs(block.outputs.begin(), block.outputs.end());
  for (BoundOutput& output : outputs) output.value = split.outer(output.value);
  const Bound* having = split.outer(block.having);
  const Bound* qualify = split.outer(block.qualify);
  std::vector<BoundQueryOrder> list(orders.begin(), orders.end());
  for (BoundQueryOrder& order : list) order.by.value = split.outer(order.by.value);
  if (!split.can_split()) return errors::unsupported_subquery(outputs[0].value->span);
  TRY(split.finish());
  block.outputs = r.arena.list(outputs);
  block.having = having;
  block.qualify = qualify;
  return std::span<const BoundQueryOrder>(r.arena.list(list));
}

}  // namespace mockhaus::sql
