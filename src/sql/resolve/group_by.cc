#include <algorithm>
#include <charconv>

#include "sql/ast/walk.h"
#include "sql/errors.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/query_columns.h"
#include "sql/resolve/select.h"

namespace mockhaus::sql {

namespace {

using Keys = std::vector<const Bound*>;
using Set = std::vector<uint32_t>;

// A query or a value that changes, written again in GROUP BY, means the output.
const Bound* output_written_as(const Scope& scope, const Expression& expression) {
  for (const ScopeAlias& alias : scope.aliases) {
    if (alias.value != nullptr && equal(*alias.expression, expression)) return alias.value;
  }
  return nullptr;
}

// One grouping expression: a position, or an expression in which columns win over aliases.
Result<const Bound*> key_of(Resolver& r, Scope& scope, const Expression& expression,
                            std::span<const BoundOutput> outputs) {
  const auto position = position_of(expression);
  const Bound* key = nullptr;
  if (position) {
    if (*position < 1 || *position > static_cast<int64_t>(outputs.size())) {
      return errors::position_out_of_range(*position, outputs.size(), expression.span);
    }
    key = outputs[static_cast<size_t>(*position - 1)].value;
  } else {
    key = TRY(resolve_expression(r, scope, expression));
    if (key->has_subquery || key->is_volatile) {
      const Bound* output = output_written_as(scope, expression);
      if (output != nullptr) key = output;
    }
  }
  if (key->has_aggregate || key->has_window) {
    return errors::aggregate_not_allowed(r.text_of(expression.span), expression.span);
  }
  return key;
}

// Each place of a value that changes is a key of its own.
uint32_t index_of(Keys& keys, const Bound* key) {
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key || (!key->is_volatile && same(*keys[i], *key))) {
      return static_cast<uint32_t>(i);
    }
  }
  keys.push_back(key);
  return static_cast<uint32_t>(keys.size() - 1);
}

// What one element of a GROUPING SETS, ROLLUP or CUBE list groups by: (a, b) counts as one.
Result<Set> set_of(Resolver& r, Scope& scope, const Expression& item,
                   std::span<const BoundOutput> outputs, Keys& keys) {
  Set set;
  if (item.kind != ExpressionKind::row) {
    const Bound* key = TRY(key_of(r, scope, item, outputs));
    set.push_back(index_of(keys, key));
    return set;
  }
  for (const Expression* member : as<Row>(item).items) {
    const Bound* key = TRY(key_of(r, scope, *member, outputs));
    set.push_back(index_of(keys, key));
  }
  return set;
}

void append(Set& to, const Set& from) { to.insert(to.end(), from.begin(), from.end()); }

std::vector<Set> rollup(const std::vector<Set>& parts) {
  std::vector<Set> sets;
  for (size_t length = parts.size() + 1; length-- > 0;) {
    Set set;
    for (size_t i = 0; i < length; ++i) append(set, parts[i]);
    sets.push_back(set);
  }
  return sets;
}

std::vector<Set> cube(const std::vector<Set>& parts) {
  std::vector<Set> sets;
  for (size_t mask = size_t{1} << parts.size(); mask-- > 0;) {
    Set set;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (mask >> (parts.size() - 1 - i) & 1) append(set, parts[i]);
    }
    sets.push_back(set);
  }
  return sets;
}

Result<std::vector<Set>> element_sets(Resolver& r, Scope& scope, const GroupingElement& element,
                                      std::span<const BoundOutput> outputs, Keys& keys) {
  std::vector<Set> parts;
  for (const Expression* item : element.items) {
    parts.push_back(TRY(set_of(r, scope, *item, outputs, keys)));
  }
  switch (element.kind) {
    case GroupingKind::expressions: {
      Set all;
      for (const Set& part : parts) append(all, part);
      return std::vector<Set>{all};
    }
    case GroupingKind::rollup:
      return rollup(parts);
    case GroupingKind::cube:
      if (parts.size() > 7) return errors::unsupported("CUBE over more than 7 expressions");
      return cube(parts);
    case GroupingKind::grouping_sets:
      for (const GroupingElement& nested : element.nested) {
        const auto sets = TRY(element_sets(r, scope, nested, outputs, keys));
        parts.insert(parts.end(), sets.begin(), sets.end());
      }
      return parts;
    case GroupingKind::all:
      return errors::unsupported("GROUP BY ALL beside other elements");
  }
  return parts;
}

// Every output without aggregate; one that mixes both must not be a key.
Keys all_keys(std::span<const BoundOutput> outputs) {
  Keys keys;
  for (const BoundOutput& output : outputs) {
    const Bound& value = *output.value;
    if (!value.has_aggregate && !value.has_window) index_of(keys, &value);
  }
  return keys;
}

// A constant beside other keys groups nothing. Alone it makes one group of all rows, none where
// there are no rows (computed_key.cc: the engine would take it for a position).
void drop_constants(Keys& keys) {
  const auto groups_nothing = [](const Bound* key) {
    return is_constant(*key) && !key->is_volatile && !key->has_subquery;
  };
  if (std::ranges::all_of(keys, groups_nothing)) {
    if (keys.size() > 1) keys.resize(1);
  } else {
    std::erase_if(keys, groups_nothing);
  }
}

// GROUP BY a, ROLLUP(b): the sets of all elements are multiplied with each other.
std::vector<Set> product(const std::vector<Set>& left, const std::vector<Set>& right) {
  std::vector<Set> sets;
  for (const Set& a : left) {
    for (const Set& b : right) {
      Set both = a;
      append(both, b);
      sets.push_back(both);
    }
  }
  return sets;
}

struct GroupCheck {
  const Scope& scope;
  const BoundSelect& block;

  bool is_key(const Bound& value) const {
    return std::any_of(block.group_keys.begin(), block.group_keys.end(),
                       [&](const Bound* key) { return same(*key, value); });
  }
  bool is_own(const BoundColumn& column) const {
    return std::any_of(scope.items.begin(), scope.items.end(), [&](const ScopeItem& item) {
      return item.relation == column.relation;
    });
  }
  Result<Done> list(BoundList values) const {
    for (const Bound* value : values) TRY(one(*value));
    return Done{};
  }
  Result<Done> one(const Bound& value) const {
    if (is_key(value)) return Done{};
    switch (value.kind) {
      case BoundKind::constant:
      case BoundKind::aggregate:
        return Done{};
      case BoundKind::column: {
        const auto& column = as<BoundColumn>(value);
        if (!is_own(column)) return Done{};
        std::string name(column.qualifier);
        if (!name.empty()) name += '.';
        return errors::not_a_group_by_expression(name.append(column.name), value.span);
      }
      case BoundKind::call:
        return list(as<BoundCall>(value).arguments);
      case BoundKind::window: {
        const auto& window = as<BoundWindow>(value);
        TRY(list(window.arguments));
        TRY(list(window.partition_by));
        for (const BoundOrder& order : window.order_by) TRY(one(*order.value));
        return Done{};
      }
      case BoundKind::subquery: {
        const bool ungrouped =
            reads_column(*as<BoundSubquery>(value).query, [this](const BoundColumn& column) {
              return is_own(column) && !is_key(column);
            });
        if (ungrouped) return errors::unsupported_subquery(value.span);
        return list(as<BoundSubquery>(value).operands);
      }
    }
    return Done{};
  }
};

}  // namespace

Result<Done> resolve_group_by(Resolver& r, Scope& scope, const Select& select,
                              std::span<const BoundOutput> outputs, BoundSelect& block) {
  if (select.group_by.empty()) return Done{};
  scope.clause = Clause::group_by;
  block.grouped = true;
  if (select.group_by[0].kind == GroupingKind::all) {
    Keys keys = all_keys(outputs);
    drop_constants(keys);
    block.group_keys = r.arena.list(keys);
    return Done{};
  }
  Keys keys;
  std::vector<Set> sets{{}};
  bool plain = true;
  for (const GroupingElement& element : select.group_by) {
    plain &= element.kind == GroupingKind::expressions;
    const auto more = TRY(element_sets(r, scope, element, outputs, keys));
    sets = product(sets, more);
    if (sets.size() > 512) return errors::unsupported("more than 512 grouping sets");
  }
  if (plain) {
    drop_constants(keys);
  } else {
    for (const Bound* key : keys) {
      if (values::compares_bytes(key->type.collation)) continue;
      return errors::unsupported("grouping sets of collated text");
    }
    std::vector<std::span<const uint32_t>> lists;
    for (const Set& set : sets) lists.push_back(r.arena.list(set));
    block.grouping_sets = r.arena.list(lists);
  }
  block.group_keys = r.arena.list(keys);
  return Done{};
}

Result<Done> check_grouped(const Scope& scope, const BoundSelect& block, const Bound& value) {
  return GroupCheck{scope, block}.one(value);
}

Result<Done> check_grouped_output(const Scope& scope, const BoundSelect& block,
                                  const Bound& value) {
  auto checked = check_grouped(scope, block, value);
  if (checked.ok() || value.kind != BoundKind::column) return checked;
  const auto& column = as<BoundColumn>(value);
  std::string name(column.qualifier);
  if (!name.empty()) name += '.';
  return errors::not_in_group_by(name.append(column.name), value.span);
}

}  // namespace mockhaus::sql
