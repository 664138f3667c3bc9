// PIVOT: one group for the columns that are left over, one aggregate for each value of the key.
//
// SUM(amount) FOR month IN ('JAN') becomes SUM(CASE WHEN month = 'JAN' THEN amount END). Where the
// values are only in the data (ANY, a subquery) they are read first, as the columns of the result
// hang on them.
#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/read_values.h"
#include "sql/resolve/select.h"

namespace mockhaus::sql {

namespace {

struct PivotHeading {
  const Expression* value;  // a literal, or another constant
  std::string name;         // 'JAN' with its quotes, or the alias
  bool quoted = false;
  bool by_text = false;     // the value is the key's text
};

template <class T>
List<const T> one(Resolver& r, const T& item) {
  return r.arena.list(std::vector<T>{item});
}

const Expression* reference(Resolver& r, const Identifier& name) {
  ColumnReference* node = r.arena.make<ColumnReference>();
  node->parts = one(r, name);
  node->span = name.span;
  return node;
}

const Expression* as_text(Resolver& r, const Expression* operand) {
  TypeName* type = r.arena.make<TypeName>();
  type->name = "VARCHAR";
  Cast* cast = r.arena.make<Cast>();
  cast->operand = operand;
  cast->type = type;
  cast->span = operand->span;
  return cast;
}

bool is_null(const Expression& value) {
  return value.kind == ExpressionKind::literal &&
         as<Literal>(value).literal_kind == LiteralKind::null;
}

PivotHeading listed_heading(Resolver& r, const PivotValue& value) {
  PivotHeading heading{value.value, {}};
  const Expression* literal = value.value;
  if (literal->kind == ExpressionKind::literal &&
      as<Literal>(*literal).literal_kind == LiteralKind::string) {
    heading.name = as<Literal>(*literal).text;
    heading.quoted = true;
  } else {
    heading.name = derived_name(r, *literal, literal->span);
  }
  if (value.has_alias) {
    heading.name = value.alias.text;
    heading.quoted = false;
  }
  return heading;
}

// SELECT CAST(key AS VARCHAR) FROM input GROUP BY key ORDER BY ..
const Query* any_query(Resolver& r, const Pivot& pivot) {
  const Expression* key = reference(r, pivot.column);
  Select* select = r.arena.make<Select>();
  SelectItem item;
  item.value = as_text(r, key);
  item.span = pivot.column.span;
  select->items = one(r, item);
  select->from = r.arena.list(std::vector<const TableReference*>{pivot.input});
  GroupingElement group;
  group.items = r.arena.list(std::vector<const Expression*>{key});
  select->group_by = one(r, group);
  OrderItem order;
  order.value = key;
  order.span = pivot.column.span;
  Query* query = r.arena.make<Query>();
  query->body = select;
  query->order_by = pivot.any_order.empty() ? one(r, order) : pivot.any_order;
  return query;
}

// SELECT CAST($1 AS VARCHAR) FROM (query), in the query's own order where it has one.
const Query* subquery_query(Resolver& r, const Query& subquery) {
  PositionalColumn* column = r.arena.make<PositionalColumn>();
  column->position = 1;
  column->span = subquery.span;
  DerivedTable* derived = r.arena.make<DerivedTable>();
  derived->query = &subquery;
  derived->span = subquery.span;
  Select* select = r.arena.make<Select>();
  SelectItem item;
  item.value = as_text(r, column);
  item.span = subquery.span;
  select->items = one(r, item);
  select->from = r.arena.list(std::vector<const TableReference*>{derived});
  Query* query = r.arena.make<Query>();
  query->body = select;
  OrderItem order;
  order.value = column;
  order.span = subquery.span;
  if (subquery.order_by.empty()) query->order_by = one(r, order);
  return query;
}

Result<std::vector<PivotHeading>> read_headings(Resolver& r, const Pivot& pivot,
                                                const Type& key_type) {
  const Query* source = pivot.any ? any_query(r, pivot) : subquery_query(r, *pivot.subquery);
  const BoundQuery* bound = TRY(resolve_query(r, *source, nullptr));
  const auto values = TRY(read_values(r, *bound));
  r.footprint.volatile_result = true;
  std::vector<PivotHeading> headings;
  std::vector<std::optional<std::string>> seen;
  for (const auto& value : values) {
    if (std::ranges::find(seen, value) != seen.end()) continue;
    seen.push_back(value);
    Literal* literal = r.arena.make<Literal>();
    literal->literal_kind = value ? LiteralKind::string : LiteralKind::null;
    literal->text = r.arena.text(value.value_or("NULL"));
    literal->span = pivot.column.span;
    const bool quoted = value.has_value() && !key_type.is_number() &&
                        key_type.kind != TypeKind::floating && key_type.kind != TypeKind::boolean;
    headings.push_back({literal, value.value_or("NULL"), quoted, true});
  }
  return headings;
}

std::string column_name(const PivotHeading& heading, const PivotAggregate& aggregate) {
  std::string name = heading.name;
  if (aggregate.has_alias) name.append("_").append(aggregate.alias.text);
  return heading.quoted ? "'" + name + "'" : name;
}

// key = value, or key IS NULL.
const Expression* condition(Resolver& r, const Pivot& pivot, const PivotHeading& heading) {
  const Expression* key = reference(r, pivot.column);
  if (is_null(*heading.value)) {
    IsTest* test = r.arena.make<IsTest>();
    test->operand = key;
    test->span = key->span;
    return test;
  }
  Binary* equal = r.arena.make<Binary>();
  equal->op = BinaryOperator::equal;
  equal->left = heading.by_text ? as_text(r, key) : key;
  equal->right = heading.value;
  equal->span = heading.value->span;
  equal->operator_span = heading.value->span;
  return equal;
}

// The aggregate over the rows of one heading: SUM(CASE WHEN condition THEN amount END).
Result<const Bound*> aggregate_for(Resolver& r, Scope& inner, const Pivot& pivot,
                                   const FunctionCall& call, const PivotHeading& heading) {
  WhenBranch branch;
  branch.condition = condition(r, pivot, heading);
  branch.result = call.arguments[0];
  CaseWhen* chosen = r.arena.make<CaseWhen>();
  chosen->branches = one(r, branch);
  chosen->span = call.arguments[0]->span;
  std::vector<const Expression*> arguments(call.arguments.begin(), call.arguments.end());
  arguments[0] = chosen;
  FunctionCall* guarded = r.arena.make<FunctionCall>(call);
  guarded->arguments = r.arena.list(arguments);
  const Bound* value = TRY(resolve_expression(r, inner, *guarded));
  if (value->kind != BoundKind::aggregate && !value->has_aggregate) {
    return errors::pivot_needs_aggregate(r.text_of(call.span), call.span);
  }
  if (pivot.default_on_null == nullptr) return value;
  const Bound* otherwise = TRY(resolve_expression(r, inner, *pivot.default_on_null));
  const Bound* both[] = {value, otherwise};
  return call_function(r, "COALESCE", both, call.span);
}

Result<const FunctionCall*> call_of(Resolver& r, const PivotAggregate& aggregate) {
  const Expression& expression = *aggregate.call;
  const bool is_call = expression.kind == ExpressionKind::function_call &&
                       !as<FunctionCall>(expression).arguments.empty();
  if (!is_call) {
    return errors::pivot_needs_aggregate(r.text_of(expression.span), expression.span);
  }
  return &as<FunctionCall>(expression);
}

// The columns that neither the key nor an aggregate takes: they group the rows.
Result<std::vector<BoundOutput>> left_over(Resolver& r, Scope& inner, const Pivot& pivot) {
  const Star star;
  std::vector<BoundOutput> outputs = TRY(expand_star(r, inner, star));
  std::vector<std::string_view> taken{pivot.column.text};
  for (const PivotAggregate& aggregate : pivot.aggregates) {
    const FunctionCall* call = TRY(call_of(r, aggregate));
    for (const Expression* argument : call->arguments) {
      if (argument->kind != ExpressionKind::column_reference) continue;
      taken.push_back(as<ColumnReference>(*argument).parts.back().text);
    }
  }
  std::erase_if(outputs, [&](const BoundOutput& output) {
    return std::ranges::find(taken, output.name) != taken.end();
  });
  return outputs;
}

Result<std::vector<PivotHeading>> headings_of(Resolver& r, Scope& inner, const Pivot& pivot) {
  const Bound* key = TRY(resolve_expression(r, inner, *reference(r, pivot.column)));
  if (pivot.any || pivot.subquery != nullptr) return read_headings(r, pivot, key->type);
  std::vector<PivotHeading> headings;
  for (const PivotValue& value : pivot.values) headings.push_back(listed_heading(r, value));
  return headings;
}

}  // namespace

Result<const BoundRelation*> resolve_pivot(Resolver& r, Scope& scope, const Pivot& pivot) {
  Scope inner(scope.outer);
  inner.clause = Clause::from;
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = TRY(resolve_table(r, inner, *pivot.input));
  inner.clause = Clause::select;
  const std::vector<PivotHeading> headings = TRY(headings_of(r, inner, pivot));
  std::vector<BoundOutput> outputs = TRY(left_over(r, inner, pivot));
  std::vector<const Bound*> keys;
  for (const BoundOutput& output : outputs) keys.push_back(output.value);
  select->grouped = true;
  select->group_keys = r.arena.list(keys);
  for (const PivotAggregate& aggregate : pivot.aggregates) {
    const FunctionCall* call = TRY(call_of(r, aggregate));
    for (const PivotHeading& heading : headings) {
      const Bound* value = TRY(aggregate_for(r, inner, pivot, *call, heading));
      outputs.push_back({value, r.arena.text(column_name(heading, aggregate)), {}});
    }
  }
  for (size_t i = 0; i < outputs.size(); ++i) outputs[i].column = output_column_name(r, i);
  select->outputs = r.arena.list(outputs);
  BoundQuery* query = make_query(r, select);
  BoundDerived* derived = make_derived(r, query);
  add_query_columns(r, scope, derived->id, query->outputs,
                    alias_of(pivot, *pivot.input));
  return derived;
}

}  // namespace mockhaus::sql
