#include <algorithm>

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
        emitter.expression(*select.group_keys[key]);
      }
      emitter.out += ')';
    }
    emitter.out += ')';
    return;
  }
  if (select.group_keys.empty()) return;
  emitter.out += " GROUP BY ";
  emitter.list(select.group_keys);
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

void Emitter::select(const BoundSelect& node) {
  out += node.distinct ? "SELECT DISTINCT " : "SELECT ";
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    if (i > 0) out += ", ";
    expression(*node.outputs[i].value);
    out.append(" AS ").append(node.outputs[i].column);
  }
  if (node.from != nullptr) {
    out += " FROM ";
    relation(*node.from);
  }
  if (node.where != nullptr) {
    out += " WHERE ";
    expression(*node.where);
  }
  emit_group_by(*this, node);
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
  emit_with(*this, node.ctes);
  if (node.body->kind == BoundBodyKind::select) {
    select(as<BoundSelect>(*node.body));
  } else {
    emit_set_operation(*this, as<BoundSetOperation>(*node.body));
  }
  emit_order(*this, node);
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
