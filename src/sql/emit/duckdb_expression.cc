#include <algorithm>
#include <iterator>
#include <utility>

#include "base/check.h"
#include "sql/emit/duckdb.h"
#include "sql/emit/emitter.h"
#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::span<const BoundOrder> inner_order(const Bound* node) {
  if (node == nullptr) return {};
  if (node->kind == BoundKind::aggregate) return as<BoundAggregate>(*node).order;
  if (node->kind == BoundKind::window) return as<BoundWindow>(*node).inner_order;
  return {};
}

// Without constants, which order nothing and which the engine would read as positions.
std::vector<BoundOrder> telling_order(const Bound* node) {
  std::vector<BoundOrder> order;
  for (const BoundOrder& item : inner_order(node)) {
    if (item.value->kind != BoundKind::constant) order.push_back(item);
  }
  return order;
}

bool is_distinct(const Bound* node) {
  if (node == nullptr) return false;
  if (node->kind == BoundKind::aggregate) return as<BoundAggregate>(*node).distinct;
  return node->kind == BoundKind::window && as<BoundWindow>(*node).distinct;
}

void append_frame(std::string& out, const BoundFrame& frame) {
  if (frame.unit == BoundFrameUnit::none) return;
  out += frame.unit == BoundFrameUnit::rows ? " ROWS" : " RANGE";
  out.append(" BETWEEN ").append(frame.start).append(" AND ").append(frame.end);
}

void append_over(Emitter& emitter, const BoundWindow& window) {
  emitter.out += " OVER (";
  if (!window.partition_by.empty()) {
    emitter.out += "PARTITION BY ";
    emitter.keys(window.partition_by);
  }
  if (!window.order_by.empty()) {
    emitter.out += window.partition_by.empty() ? "ORDER BY " : " ORDER BY ";
    emitter.order_list(window.order_by);
  }
  append_frame(emitter.out, window.frame);
  emitter.out += ')';
}

void append_word(Emitter& emitter, std::string_view word, const Bound* node) {
  if (word == "distinct") {
    if (is_distinct(node)) emitter.out += "DISTINCT ";
  } else if (word == "order") {
    const std::vector<BoundOrder> order = telling_order(node);
    if (order.empty()) return;
    emitter.out += " ORDER BY ";
    emitter.order_list(order);
  } else if (word == "nulls") {
    const bool ignore =
        node != nullptr && node->kind == BoundKind::window && as<BoundWindow>(*node).ignore_nulls;
    if (ignore) emitter.out += " IGNORE NULLS";
  } else if (word == "scale") {
    CHECK(node != nullptr);
    emitter.number(node->type.scale);
  } else if (word == "over") {
    if (node != nullptr && node->kind == BoundKind::window) {
      append_over(emitter, as<BoundWindow>(*node));
    }
  } else {
    CHECK(append_session_value(emitter.out, word, emitter.context));
  }
}

// What gives the same over integers as over the DECIMALs of their values.
constexpr std::string_view alike[] = {
    "($1 = $2)", "($1 <> $2)", "($1 < $2)", "($1 <= $2)", "($1 > $2)", "($1 >= $2)",
    "($1 IS DISTINCT FROM $2)", "($1 IS NOT DISTINCT FROM $2)", "($1 BETWEEN $2 AND $3)",
    "($1 IN ($2*))", "($1 NOT IN ($2*))", "($1 IS NULL)", "($1 IS NOT NULL)",
    "count({distinct}$1){over}",
};

constexpr size_t digits_of_eight_bytes = 18;

bool is_short_integer(const Bound& value) {
  if (value.kind != BoundKind::constant || !value.type.is_number()) return false;
  const auto& constant = as<BoundConstant>(value);
  return !constant.is_null && value.type.scale == 0 &&
         constant.text.size() <= digits_of_eight_bytes;
}

bool runs_bare(std::string_view engine, BoundList arguments) {
  bool any = false;
  for (const Bound* argument : arguments) {
    const bool narrow = is_narrow(*argument);
    if (!narrow && !is_short_integer(*argument)) return false;
    any |= narrow;
  }
  return any && std::find(std::begin(alike), std::end(alike), engine) != std::end(alike);
}

void append_subquery(Emitter& emitter, const BoundSubquery& node) {
  std::string& out = emitter.out;
  out += '(';
  if (node.form == SubqueryForm::exists) out += "EXISTS ";
  if (node.form == SubqueryForm::in || node.form == SubqueryForm::quantified) {
    if (node.operands.size() > 1) out += '(';
    const bool bare = node.operands.size() == 1 && is_bare(*node.query->outputs[0].value);
    if (bare) emitter.key(*node.operands[0]);
    else emitter.list(node.operands);
    if (node.operands.size() > 1) out += ')';
    if (node.form == SubqueryForm::in) {
      out += node.negated ? " NOT IN " : " IN ";
    } else {
      out.append(" ").append(node.op).append(node.all ? " ALL " : " ANY ");
    }
  }
  out += '(';
  emitter.query(*node.query);
  out += "))";
}

}  // namespace

void Emitter::list(BoundList values, const char* separator) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += separator;
    expression(*values[i]);
  }
}

void Emitter::order_list(std::span<const BoundOrder> order) {
  for (size_t i = 0; i < order.size(); ++i) {
    if (i > 0) out += ", ";
    expression(*order[i].value);
    out += order[i].descending ? " DESC" : " ASC";
    out += order[i].nulls_first ? " NULLS FIRST" : " NULLS LAST";
  }
}

void Emitter::call(std::string_view engine, BoundList arguments, const Bound* node) {
  for (size_t i = 0; i < engine.size(); ++i) {
    const char c = engine[i];
    if (c == '{') {
      const size_t end = engine.find('}', i);
      append_word(*this, engine.substr(i + 1, end - i - 1), node);
      i = end;
    } else if (c == '\'') {  // a literal of the text itself
      const size_t end = engine.find('\'', i + 1);
      out += engine.substr(i, end - i + 1);
      i = end;
    } else if (c != '$') {
      out += c;
    } else if (engine[i + 1] == '*') {
      list(arguments);
      ++i;
    } else if (engine[i + 1] == '&' || engine[i + 1] == '|') {
      out += '(';
      list(arguments, engine[i + 1] == '&' ? " AND " : " OR ");
      out += ')';
      ++i;
    } else {
      size_t index = 0;
      while (i + 1 < engine.size() && is_digit(engine[i + 1])) {
        index = index * 10 + static_cast<size_t>(engine[++i] - '0');
      }
      CHECK(index >= 1 && index <= arguments.size());
      if (i + 1 < engine.size() && engine[i + 1] == '*') {
        list(arguments.subspan(index - 1));
        ++i;
      } else {
        expression(*arguments[index - 1]);
      }
    }
  }
}

void Emitter::expression(const Bound& value) {
  if (full()) return;
  for (const Bound* key : collated_keys) {
    if (!same(*key, value)) continue;
    const BoundList keys = std::exchange(collated_keys, {});
    out += "any_value(";
    expression(value);
    out += ')';
    collated_keys = keys;
    return;
  }
  switch (value.kind) {
    case BoundKind::constant:
      return constant(as<BoundConstant>(value));
    case BoundKind::column:
      return column(as<BoundColumn>(value));
    case BoundKind::call: {
      const auto& node = as<BoundCall>(value);
      const bool outside = std::exchange(bare, runs_bare(node.engine, node.arguments));
      call(node.engine, node.arguments, nullptr);
      bare = outside;
      return;
    }
    case BoundKind::aggregate: {
      const auto& node = as<BoundAggregate>(value);
      const BoundList keys = std::exchange(collated_keys, {});
      // GROUPING() names keys, which are written by key().
      bare = node.engine == "grouping($*)" || runs_bare(node.engine, node.arguments);
      call(node.engine, node.arguments, &node);
      bare = false;
      collated_keys = keys;
      return;
    }
    case BoundKind::window: {
      const auto& node = as<BoundWindow>(value);
      return call(node.engine, node.arguments, &node);
    }
    case BoundKind::subquery:
      return append_subquery(*this, as<BoundSubquery>(value));
  }
}

void Emitter::column(const BoundColumn& column) {
  const bool cast = column.narrow == Narrow::cast && !bare;
  if (cast) out += "CAST(";
  alias(column.relation);
  out += '.';
  append_quoted(out, column.column, '"');
  if (cast) out.append(" AS ").append(storage_type(column.type)).append(")");
}

void Emitter::keys(BoundList values) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ", ";
    key(*values[i]);
  }
}

void Emitter::key(const Bound& value) {
  const bool outside = std::exchange(bare, is_narrow(value));
  expression(value);
  bare = outside;
}

std::string emit_expression(const Bound& value, const SessionContext& context) {
  Emitter emitter{context, {}};
  emitter.expression(value);
  return std::move(emitter.out);
}

}  // namespace mockhaus::sql
