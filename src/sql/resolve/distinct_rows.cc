#include "sql/resolve/distinct_rows.h"

#include <algorithm>

#include "sql/resolve/cast.h"
#include "sql/resolve/group_key.h"
#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

namespace {

const BoundConstant* number_of_branch(Resolver& r, size_t branch) {
  return make_constant(r, types::number(5, 0), r.arena.text(std::to_string(branch)), Span{});
}

// SELECT c1, .., cn, number FROM (branch)
const BoundQuery* numbered(Resolver& r, const BoundQuery& branch, size_t number) {
  BoundDerived* derived = make_derived(r, &branch);
  const auto columns = outputs_over(r, derived->id, branch.outputs);
  std::vector<BoundOutput> outputs(columns.begin(), columns.end());
  const std::string_view column = output_column_name(r, outputs.size());
  outputs.push_back({number_of_branch(r, number), column, column});
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = derived;
  select->outputs = r.arena.list(outputs);
  return make_query(r, select);
}

// The rows of all branches, each with the number of its branch as last column.
const BoundQuery* all_rows(Resolver& r, std::span<const BoundQuery* const> branches) {
  std::vector<const BoundQuery*> parts;
  for (const BoundQuery* branch : branches) {
    parts.push_back(numbered(r, *branch, parts.size() + 1));
  }
  if (parts.size() == 1) return parts[0];
  BoundSetOperation* all = r.arena.make<BoundSetOperation>();
  all->words = "UNION ALL";
  all->branches = r.arena.list(parts);
  BoundQuery* query = r.arena.make<BoundQuery>();
  query->body = all;
  std::vector<BoundOutput> outputs(parts[0]->outputs.begin(), parts[0]->outputs.end());
  for (const BoundQuery* part : parts) {
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (part->outputs[i].value->nullable) outputs[i] = part->outputs[i];
    }
  }
  query->outputs = r.arena.list(outputs);
  return query;
}

BoundAggregate* aggregate(Resolver& r, std::string_view engine, const Type& type,
                          std::initializer_list<const Bound*> arguments) {
  BoundAggregate* node = r.arena.make<BoundAggregate>();
  node->type = type;
  node->engine = engine;
  node->arguments =
      r.arena.list(std::span<const Bound* const>(arguments.begin(), arguments.size()));
  node->has_aggregate = true;
  return node;
}

// Which groups of equal rows remain.
const Bound* condition_of(Resolver& r, SetOperator op, const Bound& number, size_t branches) {
  if (op == SetOperator::except) {
    return aggregate(r, "(max($1) = 1)", types::boolean(), {&number});
  }
  if (op != SetOperator::intersect) return nullptr;
  const std::string engine = "(count(DISTINCT $1) = " + std::to_string(branches) + ")";
  return aggregate(r, r.arena.text(engine), types::boolean(), {&number});
}

}  // namespace

const Bound* order_of_output(Resolver& r, std::span<const BoundOutput> from,
                             std::span<const BoundOutput> to, const Bound& order) {
  for (size_t i = 0; i < from.size(); ++i) {
    if (same(*comparable(r, *from[i].value), order)) return comparable(r, *to[i].value);
  }
  return nullptr;
}

bool needs_key(std::span<const BoundOutput> outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [](const BoundOutput& output) {
    const Type& type = output.value->type;
    return needs_group_key(type) || !values::compares_bytes(type.collation);
  });
}

const BoundQuery* combine_rows(Resolver& r, SetOperator op,
                               std::span<const BoundQuery* const> branches) {
  BoundDerived* rows = make_derived(r, all_rows(r, branches));
  const auto columns = outputs_over(r, rows->id, rows->query->outputs);
  const Bound& number = *columns.back().value;
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = rows;
  select->grouped = true;
  select->having = condition_of(r, op, number, branches.size());
  std::vector<const Bound*> keys;
  std::vector<BoundOutput> outputs;
  for (size_t i = 0; i + 1 < columns.size(); ++i) {
    const Bound& value = *columns[i].value;
    const Bound* key = comparable(r, value);
    keys.push_back(key);
    BoundOutput output = columns[i];
    output.name = branches[0]->outputs[i].name;
    if (key != &value) {
      BoundAggregate* shown = aggregate(r, "arg_min_null($1, $2)", value.type, {&value, &number});
      shown->nullable = value.nullable;
      shown->carrier = value.carrier;
      output.value = shown;
    }
    outputs.push_back(output);
  }
  select->group_keys = r.arena.list(keys);
  select->outputs = r.arena.list(outputs);
  return make_query(r, select);
}

const BoundQuery* lower_distinct_query(Resolver& r, const BoundQuery& query) {
  const auto& block = as<BoundSelect>(*query.body);
  const auto outputs = block.outputs;
  const bool needed = std::any_of(outputs.begin(), outputs.end(), [](const BoundOutput& output) {
    return needs_group_key(output.value->type);
  });
  if (!block.distinct || !needed) return &query;
  BoundSelect* plain = r.arena.make<BoundSelect>(block);
  plain->distinct = false;
  const BoundQuery* inner = make_query(r, plain);
  BoundQuery* result = r.arena.make<BoundQuery>(
      *combine_rows(r, SetOperator::union_distinct, std::span(&inner, 1)));
  std::vector<BoundQueryOrder> orders(query.order_by.begin(), query.order_by.end());
  for (BoundQueryOrder& order : orders) {
    if (order.by.value == nullptr) continue;
    const Bound* by = order_of_output(r, block.outputs, result->outputs, *order.by.value);
    if (by != nullptr) order.by.value = by;
  }
  result->ctes = query.ctes;
  result->order_by = r.arena.list(orders);
  result->limit = query.limit;
  result->offset = query.offset;
  return result;
}

}  // namespace mockhaus::sql
