#include "sql/resolve/values.h"

#include "sql/ast/walk.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

namespace {

using Rows = std::vector<std::vector<const Bound*>>;

Result<Rows> resolve_rows(Resolver& r, List<const Row* const> rows, Scope* outer) {
  Scope scope(outer);
  scope.clause = Clause::values;
  scope.aggregates_allowed = false;
  scope.windows_allowed = false;
  Rows result;
  result.reserve(rows.size());
  for (const Row* row : rows) {
    if (!result.empty() && row->items.size() != result[0].size()) {
      return errors::expression_count(result[0].size(), row->items.size(), row->span);
    }
    TRY(check_values_row(r, *row));
    std::vector<const Bound*> values;
    values.reserve(row->items.size());
    for (const Expression* item : row->items) {
      values.push_back(TRY(resolve_expression(r, scope, *item)));
    }
    result.push_back(std::move(values));
  }
  return result;
}

Result<Type> column_type(const Rows& rows, size_t column, bool& nullable) {
  Type type;
  for (const auto& row : rows) {
    const auto common = common_type_of(type, row[column]->type);
    if (!common) {
      return errors::incompatible_types(describe(type), describe(row[column]->type),
                                        row[column]->span);
    }
    type = *common;
    nullable |= row[column]->nullable;
  }
  return type;
}

bool is_query(const Expression& expression) {
  return expression.kind == ExpressionKind::scalar_subquery ||
         expression.kind == ExpressionKind::exists ||
         expression.kind == ExpressionKind::in_subquery ||
         expression.kind == ExpressionKind::quantified;
}

}  // namespace

Result<Done> check_values_row(Resolver& r, const Row& row) {
  for (const Expression* item : row.items) {
    bool found = false;
    walk(*item, [&](const Expression& part) {
      found |= is_query(part);
      return !found;
    });
    if (found) return errors::invalid_in_values(r.text_of(item->span));
  }
  return Done{};
}

Result<const BoundQuery*> resolve_values_query(Resolver& r, List<const Row* const> rows,
                                               Scope* outer) {
  Rows values = TRY(resolve_rows(r, rows, outer));
  BoundValues* relation = r.arena.make<BoundValues>();
  relation->id = r.next_relation++;
  std::vector<BoundOutput> outputs;
  for (size_t c = 0; c < values[0].size(); ++c) {
    bool nullable = false;
    const Type type = TRY(column_type(values, c, nullable));
    for (auto& row : values) {
      row[c] = TRY(cast(r, *row[c], type, CastMode::implicit_cast, row[c]->span));
      row[c] = exact(r, *row[c]);
    }
    BoundOutput output;
    output.name = r.arena.text("COLUMN" + std::to_string(c + 1));
    output.column = output_column_name(r, c);
    output.value = make_column(r, relation->id, output.column, type, nullable, output.name,
                               Span{});
    outputs.push_back(output);
  }
  std::vector<BoundList> lists;
  lists.reserve(values.size());
  for (const auto& row : values) lists.push_back(BoundList(r.arena.list(row)));
  relation->rows = r.arena.list(lists);
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = relation;
  select->outputs = r.arena.list(outputs);
  BoundQuery* query = make_query(r, select);
  return query;
}

}  // namespace mockhaus::sql
