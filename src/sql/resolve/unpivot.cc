// UNPIVOT: each row becomes one row for each listed column.
//
// Two parallel unnests in the select list: the labels, and the values in their common type.
#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/select.h"

namespace mockhaus::sql {

namespace {

struct UnpivotParts {
  std::vector<BoundOutput> kept;
  std::vector<const Bound*> labels;
  std::vector<const Bound*> values;
};

// AS 'label' or AS label; without it the column's name.
std::string_view label_of(const UnpivotColumn& column) {
  if (column.label == nullptr) return column.column.text;
  if (column.label->kind == ExpressionKind::literal) return as<Literal>(*column.label).text;
  if (column.label->kind == ExpressionKind::column_reference) {
    return as<ColumnReference>(*column.label).parts.back().text;
  }
  return column.column.text;
}

// Numbers of any size and texts of any length mix; all else must be of one type.
Result<Type> common_type(std::span<const Bound* const> values, const Unpivot& unpivot) {
  Type type;
  for (size_t i = 0; i < values.size(); ++i) {
    const Type& next = values[i]->type;
    const auto common = common_type_of(type, next);
    const bool alike = type.kind == TypeKind::null || next.kind == TypeKind::null ||
                       type.kind == next.kind;
    if (!common || !alike) return errors::unpivot_column_type(unpivot.columns[i].column.text);
    type = *common;
  }
  return type;
}

Result<UnpivotParts> split_columns(Resolver& r, Scope& inner, const Unpivot& unpivot) {
  UnpivotParts parts;
  const Star star;
  parts.kept = TRY(expand_star(r, inner, star));
  for (const UnpivotColumn& column : unpivot.columns) {
    const auto found = std::ranges::find(parts.kept, column.column.text, &BoundOutput::name);
    if (found == parts.kept.end()) {
      return errors::invalid_identifier(column.column.text, column.column.span);
    }
    parts.values.push_back(found->value);
    const std::string_view label = label_of(column);
    parts.labels.push_back(make_constant(
        r, types::text(static_cast<int64_t>(label.size())), label, column.column.span));
  }
  for (const UnpivotColumn& column : unpivot.columns) {
    std::erase_if(parts.kept,
                  [&](const BoundOutput& output) { return output.name == column.column.text; });
  }
  return parts;
}

const Bound* unnest(Resolver& r, std::span<const Bound* const> values, const Type& type,
                    bool nullable, Span span) {
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, "unnest([$*])", type, r.arena.list(values), span));
  call->nullable = nullable;
  return call;
}

// SELECT * FROM (query) WHERE value IS NOT NULL
const BoundQuery* without_nulls(Resolver& r, const BoundQuery* query) {
  BoundDerived* derived = make_derived(r, query);
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = derived;
  select->outputs = outputs_over(r, derived->id, query->outputs);
  const Bound* value = select->outputs.back().value;
  select->where = make_call(r, "($1 IS NOT NULL)", types::boolean(), {value}, value->span);
  BoundQuery* outer = make_query(r, select);
  return outer;
}

}  // namespace

Result<const BoundRelation*> resolve_unpivot(Resolver& r, Scope& scope, const Unpivot& unpivot) {
  Scope inner(scope.outer);
  inner.clause = Clause::from;
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = TRY(resolve_table(r, inner, *unpivot.input));
  UnpivotParts parts = TRY(split_columns(r, inner, unpivot));
  const Type type = TRY(common_type(parts.values, unpivot));
  for (const Bound*& value : parts.values) {
    value = TRY(cast(r, *value, type, CastMode::implicit_cast, unpivot.span));
    value = exact(r, *value);
  }
  const auto add = [&](const Bound* value, std::string_view name) {
    parts.kept.push_back({value, name, {}});
  };
  add(unnest(r, parts.labels, types::text(), false, unpivot.span), unpivot.name_column.text);
  add(unnest(r, parts.values, type, true, unpivot.span), unpivot.value_column.text);
  for (size_t i = 0; i < parts.kept.size(); ++i) {
    parts.kept[i].column = output_column_name(r, i);
  }
  select->outputs = r.arena.list(parts.kept);
  BoundQuery* query = make_query(r, select);
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->id = r.next_relation++;
  derived->query = unpivot.include_nulls ? query : without_nulls(r, query);
  add_query_columns(r, scope, derived->id, derived->query->outputs,
                    alias_of(unpivot, *unpivot.input));
  return derived;
}

}  // namespace mockhaus::sql
