#include "sql/emit/duckdb.h"
#include "sql/emit/emitter.h"

namespace mockhaus::sql {

namespace {

void append_columns(std::string& out, size_t count) {
  out += '(';
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) out += ", ";
    out.append("c").append(std::to_string(i + 1));
  }
  out += ')';
}

void emit_values(Emitter& emitter, const BoundValues& values) {
  emitter.out += "(VALUES ";
  for (size_t i = 0; i < values.rows.size(); ++i) {
    emitter.out += i > 0 ? ", (" : "(";
    emitter.list(values.rows[i]);
    emitter.out += ')';
  }
  emitter.out += ") AS ";
  emitter.alias(values.id);
  append_columns(emitter.out, values.rows[0].size());
}

void emit_function(Emitter& emitter, const BoundTableFunction& function) {
  if (function.lateral) emitter.out += "LATERAL ";
  emitter.call(function.engine, function.arguments, nullptr);
  emitter.out += " AS ";
  emitter.alias(function.id);
  if (function.columns.empty()) return;
  emitter.out += '(';
  for (size_t i = 0; i < function.columns.size(); ++i) {
    if (i > 0) emitter.out += ", ";
    append_quoted(emitter.out, function.columns[i], '"');
  }
  emitter.out += ')';
}

void emit_join(Emitter& emitter, const BoundJoin& join) {
  // JOIN binds tighter than a comma, so only a comma on the left of a JOIN needs parentheses.
  const auto is_comma = [](const BoundRelation& relation) {
    return relation.kind == BoundRelationKind::join && as<BoundJoin>(relation).words == ", ";
  };
  const bool wrap_left = join.words != ", " && is_comma(*join.left);
  const bool wrap_right = join.right->kind == BoundRelationKind::join && join.words != ", ";
  if (wrap_left) emitter.out += '(';
  emitter.relation(*join.left);
  if (wrap_left) emitter.out += ')';
  emitter.out += join.words;
  if (wrap_right) emitter.out += '(';
  emitter.relation(*join.right);
  if (wrap_right) emitter.out += ')';
  if (join.on == nullptr) return;
  emitter.out += " ON ";
  emitter.expression(*join.on);
}

}  // namespace

void Emitter::relation(const BoundRelation& node) {
  switch (node.kind) {
    case BoundRelationKind::table: {
      const auto& table = as<BoundTable>(node);
      out.append(table.physical_name).append(" AS ");
      alias(table.id);
      break;
    }
    case BoundRelationKind::derived: {
      const auto& derived = as<BoundDerived>(node);
      out += derived.lateral ? "LATERAL (" : "(";
      query(*derived.query);
      out += ") AS ";
      alias(derived.id);
      append_columns(out, derived.query->outputs.size());
      break;
    }
    case BoundRelationKind::values:
      emit_values(*this, as<BoundValues>(node));
      break;
    case BoundRelationKind::join:
      emit_join(*this, as<BoundJoin>(node));
      break;
    case BoundRelationKind::function:
      emit_function(*this, as<BoundTableFunction>(node));
      break;
    case BoundRelationKind::cte: {
      out += 'w';
      number(as<BoundCteReference>(node).cte);
      out += " AS ";
      alias(node.id);
      break;
    }
  }
  out += node.sample;
}

std::string emit_relation(const BoundRelation& relation, const SessionContext& context) {
  Emitter emitter{context, {}};
  emitter.relation(relation);
  return std::move(emitter.out);
}

}  // namespace mockhaus::sql
