#include "sql/resolve/order_by.h"

#include <charconv>

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/distinct_rows.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/row_sequence.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

// The output that a bare name means; 0 for none. Two outputs of one name are ambiguous unless they
// are the same expression.
Result<uint32_t> output_named(std::span<const BoundOutput> outputs, const Expression& expression) {
  if (expression.kind != ExpressionKind::column_reference) return 0u;
  const auto& reference = as<ColumnReference>(expression);
  if (reference.parts.size() != 1) return 0u;
  uint32_t found = 0;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].name != reference.parts[0].text) continue;
    if (found != 0 && !same(*outputs[found - 1].value, *outputs[i].value)) {
      return errors::ambiguous_column(outputs[i].name, expression.span);
    }
    if (found == 0) found = static_cast<uint32_t>(i + 1);
  }
  return found;
}

BoundQueryOrder by_output(Resolver& r, const OrderItem& item, std::span<const BoundOutput> outputs,
                          uint32_t position) {
  BoundQueryOrder order;
  order.by.descending = item.descending;
  order.by.nulls_first = nulls_come_first(r, item);
  const Bound& value = *outputs[position - 1].value;
  const Bound* key = comparable(r, value);
  if (key == &value) order.output = position;
  else order.by.value = key;
  return order;
}

Result<std::optional<BoundQueryOrder>> by_name_or_position(Resolver& r, const OrderItem& item,
                                                           std::span<const BoundOutput> outputs) {
  const auto position = position_of(*item.value);
  if (position) {
    if (*position < 1 || *position > static_cast<int64_t>(outputs.size())) {
      return errors::position_out_of_range(*position, outputs.size(), item.value->span);
    }
    return std::optional(by_output(r, item, outputs, static_cast<uint32_t>(*position)));
  }
  const uint32_t named = TRY(output_named(outputs, *item.value));
  if (named != 0) return std::optional(by_output(r, item, outputs, named));
  return std::optional<BoundQueryOrder>();
}

std::vector<BoundQueryOrder> by_all(Resolver& r, const Query& query,
                                    std::span<const BoundOutput> outputs) {
  std::vector<BoundQueryOrder> orders;
  const OrderItem item = query.order_by.empty() ? OrderItem{} : query.order_by[0];
  for (size_t i = 0; i < outputs.size(); ++i) {
    orders.push_back(by_output(r, item, outputs, static_cast<uint32_t>(i + 1)));
  }
  return orders;
}

Result<Done> add_limits(Resolver& r, BoundQuery& result, const Query& query) {
  if (query.limit != nullptr) result.limit = TRY(resolve_row_count(r, query.limit));
  if (query.offset != nullptr) result.offset = TRY(resolve_row_count(r, query.offset));
  return Done{};
}

}  // namespace

bool nulls_come_first(const Resolver& r, const OrderItem& item) {
  if (item.nulls == NullsOrder::first) return true;
  if (item.nulls == NullsOrder::last) return false;
  return item.descending != r.context.nulls_first_by_default;
}

Result<std::span<const BoundQueryOrder>> resolve_order_by(Resolver& r, Scope& scope,
                                                          const Query& query,
                                                          std::span<const BoundOutput> outputs) {
  if (query.order_by_all) {
    return std::span<const BoundQueryOrder>(r.arena.list(by_all(r, query, outputs)));
  }
  std::vector<BoundQueryOrder> orders;
  scope.clause = Clause::order_by;
  scope.aliases_first = true;
  for (const OrderItem& item : query.order_by) {
    const auto direct = TRY(by_name_or_position(r, item, outputs));
    if (direct) {
      orders.push_back(*direct);
      continue;
    }
    const Bound* value = TRY(resolve_expression(r, scope, *item.value));
    BoundQueryOrder order;
    for (size_t i = 0; i < outputs.size() && order.output == 0; ++i) {
      if (same(*outputs[i].value, *value)) order = by_output(r, item, outputs, i + 1);
    }
    order.by.descending = item.descending;
    order.by.nulls_first = nulls_come_first(r, item);
    if (order.output == 0 && order.by.value == nullptr) order.by.value = comparable(r, *value);
    orders.push_back(order);
  }
  scope.aliases_first = false;
  return std::span<const BoundQueryOrder>(r.arena.list(orders));
}

Result<const BoundQuery*> order_body(Resolver& r, const BoundQuery& body, const Query& query) {
  if (query.order_by.empty() && query.limit == nullptr && query.offset == nullptr) return &body;
  BoundQuery* result = r.arena.make<BoundQuery>(body);
  const bool has_order = !body.order_by.empty() || body.limit != nullptr || body.offset != nullptr;
  if (has_order || needs_key(body.outputs)) {
    // The body is a parenthesised query with an order of its own, or the engine's set operation,
    // which sorts by plain columns only: this order goes around it.
    BoundDerived* derived = make_derived(r, &body);
    BoundSelect* select = r.arena.make<BoundSelect>();
    select->from = derived;
    std::vector<BoundOutput> outputs(body.outputs.begin(), body.outputs.end());
    for (BoundOutput& output : outputs) {
      output.value = make_column(r, derived->id, output.column, output.value->type,
                                 output.value->nullable, output.name, Span{});
    }
    select->outputs = r.arena.list(outputs);
    *result = BoundQuery{};
    result->body = select;
    result->outputs = select->outputs;
  }
  std::vector<BoundQueryOrder> orders;
  if (query.order_by_all) orders = by_all(r, query, result->outputs);
  for (const OrderItem& item : query.order_by) {
    if (query.order_by_all) break;
    const auto direct = TRY(by_name_or_position(r, item, result->outputs));
    if (!direct) {
      return errors::invalid_identifier(r.text_of(item.value->span), item.value->span);
    }
    orders.push_back(*direct);
  }
  result->order_by = r.arena.list(orders);
  TRY(add_limits(r, *result, query));
  return result;
}

Result<const Bound*> resolve_row_count(Resolver& r, const Expression* count) {
  if (count == nullptr) return static_cast<const Bound*>(nullptr);
  const bool is_null = count->kind == ExpressionKind::literal &&
                       as<Literal>(*count).literal_kind == LiteralKind::null;
  if (is_null) return static_cast<const Bound*>(nullptr);
  const auto text = TRY(constant_text(r, *count));
  if (!text) {
    if (r.context.binds == nullptr && count->kind == ExpressionKind::bind_variable) {
      return static_cast<const Bound*>(nullptr);
    }
    return errors::unexpected_token(r.text_of(count->span), count->span);
  }
  if (text->empty()) return static_cast<const Bound*>(nullptr);
  int64_t rows = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), rows);
  if (error != std::errc() || end != text->data() + text->size() || rows < 0) {
    return errors::unexpected_token(*text, count->span);
  }
  return make_constant(r, types::number(19, 0), r.arena.text(*text), count->span);
}

Result<std::span<const BoundOrder>> resolve_order_items(Resolver& r, Scope& scope,
                                                        List<const OrderItem> items) {
  std::vector<BoundOrder> orders;
  for (const OrderItem& item : items) {
    auto value = resolve_expression(r, scope, *item.value);
    if (!value.ok()) {
      const Bound* as_they_come = row_order(r, *item.value);
      if (as_they_come == nullptr) return value.error();
      value = as_they_come;
    }
    orders.push_back({comparable(r, **value), item.descending, nulls_come_first(r, item)});
  }
  return std::span<const BoundOrder>(r.arena.list(orders));
}

}  // namespace mockhaus::sql
