#include <algorithm>
#include <utility>

#include "sql/emit/duckdb.h"
#include "sql/emit/emitter.h"

namespace mockhaus::sql {

namespace {

void emit_with(Emitter& emitter, std::span<const BoundCte> ctes) {
  if (ctes.empty()) return;
  const bool recursive =
      std::any_of(ctes.begin(), ctes.end(), [](const BoundCte& cte) { return cte.recursive; });
  emitter.out += recursive ? "WITH RECURSIVE " : "WITH ";
  for (size_t i = 0; i < ctes.size(); ++i) {
    if (i > 0) emitter.out += ", ";
    emitter.out += 'w';
    emitter.number(ctes[i].id);
    emitter.out += '(';
    for (size_t c = 0; c < ctes[i].query->outputs.size(); ++c) {
      if (c > 0) emitter.out += ", ";
      emitter.out.append("c").append(std::to_string(c + 1));
    }
    emitter.out += ") AS (";
    emitter.query(*ctes[i].query);
    emitter.out += ')';
  }
  emitter.out += ' ';
}

void emit_group_by(Emitter& emitter, const BoundSelect& select) {
  if (!select.grouping_sets.empty()) {
    emitter.out += " GROUP BY GROUPING SETS (";
    for (size_t i = 0; i < select.grouping_sets.size(); ++i) {
      emitter.out += i > 0 ? ", (" : "(";
      bool first = true;
      for (uint32_t key : select.grouping_sets[i]) {
        if (!first) emitter.out += ", ";
        first = false;
        emitter.key(*select.group_keys[key]);
      }
      emitter.out += ')';
    }
    emitter.out += ')';
    return;
  }
  if (select.group_keys.empty()) return;
  emitter.out += " GROUP BY ";
  emitter.collation_keys(select.group_keys);
}

void emit_set_operation(Emitter& emitter, const BoundSetOperation& operation) {
  for (size_t i = 0; i < operation.branches.size(); ++i) {
    if (i > 0) emitter.out.append(" ").append(operation.words).append(" ");
    emitter.out += '(';
    emitter.query(*operation.branches[i]);
    emitter.out += ')';
  }
}

void emit_order(Emitter& emitter, const BoundQuery& query) {
  if (!query.order_by.empty()) emitter.out += " ORDER BY ";
  for (size_t i = 0; i < query.order_by.size(); ++i) {
    const BoundQueryOrder& order = query.order_by[i];
    if (i > 0) emitter.out += ", ";
    if (order.output != 0) emitter.number(order.output);
    else emitter.expression(*order.by.value);
    emitter.out += order.by.descending ? " DESC" : " ASC";
    emitter.out += order.by.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  }
}

void emit_count(Emitter& emitter, const char* word, const Bound* count) {
  if (count == nullptr) return;
  emitter.out.append(word).append(as<BoundConstant>(*count).text);
}

}  // namespace

namespace {

bool is_collated(const Bound& value) {
  return value.type.is_text() && !values::compares_bytes(value.type.collation);
}

// DISTINCT keeps one of the rows whose texts the collation calls equal.
void emit_distinct(Emitter& emitter, const BoundSelect& select) {
  std::vector<const Bound*> values;
  bool collated = false;
  for (const BoundOutput& output : select.outputs) {
    values.push_back(output.value);
    collated |= is_collated(*output.value);
  }
  emitter.out += "DISTINCT ";
  if (!collated) return;
  emitter.out += "ON (";
  emitter.collation_keys(values);
  emitter.out += ") ";
}

std::vector<const Bound*> collated_keys_of(const BoundBody& body) {
  std::vector<const Bound*> keys;
  if (body.kind != BoundBodyKind::select) return keys;
  for (const Bound* key : as<BoundSelect>(body).group_keys) {
    if (is_collated(*key)) keys.push_back(key);
  }
  return keys;
}

}  // namespace

void Emitter::collation_keys(BoundList values) {
  const BoundList outside = std::exchange(collated_keys, {});
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ", ";
    if (is_collated(*values[i])) out += "mh_collation_key(";
    key(*values[i]);
    if (is_collated(*values[i])) {
      out.append(", '").append(values::print_collation(values[i]->type.collation)).append("')");
    }
  }
  collated_keys = outside;
}

void Emitter::select(const BoundSelect& node) {
  out += "SELECT ";
  if (node.distinct) emit_distinct(*this, node);
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    if (i > 0) out += ", ";
    expression(*node.outputs[i].value);
    out.append(" AS ").append(node.outputs[i].column);
  }
  const BoundList keys = std::exchange(collated_keys, {});
  if (node.from != nullptr) {
    out += " FROM ";
    relation(*node.from);
  }
  if (node.where != nullptr) {
    out += " WHERE ";
    expression(*node.where);
  }
  emit_group_by(*this, node);
  collated_keys = keys;
  if (node.having != nullptr) {
    out += " HAVING ";
    expression(*node.having);
  }
  if (node.qualify != nullptr) {
    out += " QUALIFY ";
    expression(*node.qualify);
  }
}

void Emitter::query(const BoundQuery& node) {
  if (full()) return;
  emit_with(*this, node.ctes);
  const std::vector<const Bound*> keys = collated_keys_of(*node.body);
  const BoundList outside = std::exchange(collated_keys, keys);
  if (node.body->kind == BoundBodyKind::select) {
    select(as<BoundSelect>(*node.body));
  } else {
    emit_set_operation(*this, as<BoundSetOperation>(*node.body));
  }
  emit_order(*this, node);
  collated_keys = outside;
  emit_count(*this, " LIMIT ", node.limit);
  emit_count(*this, " OFFSET ", node.offset);
}

std::string emit_query(const BoundQuery& query, const SessionContext& context) {
  Emitter emitter{context, {}};
  emitter.out.reserve(1024);
  emitter.query(query);
  return std::move(emitter.out);
}

}  // namespace mockhaus::sql
