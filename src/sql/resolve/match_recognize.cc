#include "sql/resolve/match_recognize.h"

#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/order_by.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/select.h"

namespace mockhaus::sql {

namespace {

constexpr Type number_type = types::number(38, 0);

const Bound* counter(Resolver& r, std::string_view engine, BoundList arguments, Span span) {
  BoundCall* call = r.arena.make<BoundCall>(*make_call(r, engine, number_type, arguments, span));
  call->carrier = Carrier::integer;
  return call;
}

const Bound* rank(Resolver& r, const char* engine, BoundList partition,
                  std::span<const BoundOrder> order, Span span) {
  BoundWindow* window = r.arena.make<BoundWindow>();
  window->engine = engine;
  window->type = number_type;
  window->carrier = Carrier::integer;
  window->partition_by = partition;
  window->order_by = order;
  window->span = span;
  window->has_window = true;
  window->nullable = false;
  return window;
}

void add_output(Resolver& r, std::vector<BoundOutput>& outputs, const Bound* value,
                std::string_view name) {
  outputs.push_back({value, name, output_column_name(r, outputs.size())});
}

const BoundQuery* query_of(Resolver& r, BoundSelect* select, std::vector<BoundOutput>& outputs) {
  for (size_t i = 0; i < outputs.size(); ++i) outputs[i].column = output_column_name(r, i);
  select->outputs = r.arena.list(outputs);
  return make_query(r, select);
}

const Bound* column_at(Resolver& r, uint32_t relation, size_t index, const Bound& like,
                       std::string_view name) {
  BoundColumn* column = r.arena.make<BoundColumn>(*make_column(
      r, relation, output_column_name(r, index), like.type, true, name, like.span));
  column->carrier = like.carrier;
  return column;
}

// The bits of the symbols that a row satisfies; one without DEFINE takes every row.
Result<const Bound*> symbol_bits(Resolver& r, MatchStages& rows, const PatternSymbols& symbols,
                                 const MatchRecognize& match) {
  int64_t always = 0;
  const Bound* bits = nullptr;
  for (size_t i = 0; i < symbols.names.size(); ++i) {
    const int64_t bit = int64_t{1} << i;
    const NamedExpression* definition = nullptr;
    for (const NamedExpression& each : match.define) {
      if (each.name.text == symbols.names[i]) definition = &each;
    }
    if (definition == nullptr) {
      always |= bit;
      continue;
    }
    const Bound* condition = TRY(resolve_definition(r, rows, symbols, *definition));
    const std::string engine = "CASE WHEN $1 THEN CAST(" + std::to_string(bit) +
                               " AS BIGINT) ELSE CAST(0 AS BIGINT) END";
    const Bound* one =
        counter(r, r.arena.text(engine), r.arena.list(std::vector<const Bound*>{condition}),
                match.span);
    bits = bits == nullptr
               ? one
               : counter(r, "($1 | $2)", r.arena.list(std::vector<const Bound*>{bits, one}),
                         match.span);
  }
  const std::string engine = "CAST(" + std::to_string(always) + " AS BIGINT)";
  const Bound* rest = counter(r, r.arena.text(engine), {}, match.span);
  if (bits == nullptr) return rest;
  return counter(r, "($1 | $2)", r.arena.list(std::vector<const Bound*>{bits, rest}), match.span);
}

Result<Done> resolve_keys(Resolver& r, MatchStages& rows, const MatchRecognize& match) {
  rows.input.clause = Clause::select;
  std::vector<const Bound*> partition;
  for (const Expression* key : match.partition_by) {
    const Bound* value = TRY(resolve_expression(r, rows.input, *key));
    partition.push_back(comparable(r, *value));
  }
  rows.partition = r.arena.list(partition);
  rows.order = TRY(resolve_order_items(r, rows.input, match.order_by));
  return Done{};
}

// Service columns of stage `rows`: the partition's number, the row's place in it, its bits.
constexpr size_t service_columns = 3;

const Bound* partition_number(Resolver& r, const MatchStages& rows, Span span) {
  if (rows.partition.empty()) return counter(r, "CAST(1 AS BIGINT)", {}, span);
  std::vector<BoundOrder> order;
  for (const Bound* key : rows.partition) order.push_back({key, false, false});
  return rank(r, "dense_rank(){over}", {}, r.arena.list(order), span);
}

// The names of the input, over stage `matched`.
void name_matched(Resolver& r, MatchStages& rows, const MatchRecognize& match) {
  rows.matched_relation = r.next_relation++;
  const uint32_t relation = rows.matched_relation;
  const Bound* number = rows.outputs[0].value;
  rows.match = column_at(r, relation, 0, *number, {});
  rows.sequence = column_at(r, relation, 1, *number, {});
  rows.symbol = column_at(r, relation, 2, *number, {});
  const Bound* flag = make_constant(r, types::boolean(), "true", match.span);
  rows.excluded = column_at(r, relation, 3, *flag, {});
  rows.last = column_at(r, relation, 4, *flag, {});
  rows.partition_id = column_at(r, relation, matched_first, *number, {});
  ScopeItem item;
  item.alias = alias_of(match, *match.input);
  item.relation = relation;
  for (size_t i = service_columns; i < rows.outputs.size(); ++i) {
    const BoundOutput& output = rows.outputs[i];
    item.columns.push_back(
        {output.name, column_at(r, relation, matched_first + i, *output.value, output.name),
         true});
  }
  ScopeItem service;
  service.relation = relation;
  service.columns = {{hidden_partition, rows.partition_id, false},
                     {hidden_match, rows.match, false},
                     {hidden_sequence, rows.sequence, false}};
  rows.matched.items = {std::move(item), std::move(service)};
  rows.matched.clause = Clause::select;
}

// SELECT partition, unnest(mh_match_rows(list(bits ORDER BY place), ..)) FROM rows GROUP BY 1
Result<const BoundQuery*> matches_query(Resolver& r, uint32_t rows_cte,
                                        const PatternSymbols& symbols,
                                        const MatchRecognize& match, const Bound& number) {
  BoundCteReference* from = r.arena.make<BoundCteReference>();
  from->id = r.next_relation++;
  from->cte = rows_cte;
  const Bound* partition = column_at(r, from->id, 0, number, {});
  const Bound* place = column_at(r, from->id, 1, number, {});
  BoundAggregate* bits = r.arena.make<BoundAggregate>();
  bits->engine = "list($1{order})";
  bits->arguments =
      r.arena.list(std::vector<const Bound*>{column_at(r, from->id, 2, number, {})});
  bits->order = r.arena.list(std::vector<BoundOrder>{{place, false, false}});
  bits->has_aggregate = true;
  const std::string pattern = TRY(pattern_text(match, symbols));
  const std::string skip = TRY(skip_text(match, symbols));
  const std::string engine = "unnest(mh_match_rows($1, '" + pattern + "', '" + skip + "'))";
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = from;
  select->grouped = true;
  select->group_keys = r.arena.list(std::vector<const Bound*>{partition});
  std::vector<BoundOutput> outputs;
  add_output(r, outputs, partition, {});
  add_output(r, outputs,
             counter(r, r.arena.text(engine), r.arena.list(std::vector<const Bound*>{bits}),
                     match.span),
             {});
  return query_of(r, select, outputs);
}

// SELECT partition, m.row, m.match, .. FROM matches
const BoundDerived* match_fields(Resolver& r, const BoundQuery* matches, const Bound& number,
                                 Span span) {
  BoundDerived* from = make_derived(r, matches);
  const Bound* fields = column_at(r, from->id, 1, number, {});
  std::vector<BoundOutput> outputs;
  add_output(r, outputs, column_at(r, from->id, 0, number, {}), {});
  for (const char* field : {"row", "match", "sequence", "symbol", "excluded", "last"}) {
    const std::string engine = "struct_extract($1, '" + std::string(field) + "')";
    add_output(r, outputs,
               counter(r, r.arena.text(engine), r.arena.list(std::vector<const Bound*>{fields}),
                       span),
               {});
  }
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = from;
  BoundDerived* result = r.arena.make<BoundDerived>();
  result->id = r.next_relation++;
  result->query = query_of(r, select, outputs);
  return result;
}

// Stage `matched`: the rows of matches, or all rows where the others are wanted too.
const BoundDerived* matched_rows(Resolver& r, const MatchStages& rows, uint32_t rows_cte,
                                 const BoundDerived* fields, const MatchRecognize& match) {
  BoundCteReference* all = r.arena.make<BoundCteReference>();
  all->id = r.next_relation++;
  all->cte = rows_cte;
  const Bound& number = *rows.outputs[0].value;
  const auto equal = [&](size_t left, size_t right) {
    return make_call(r, "($1 = $2)", types::boolean(),
                     {column_at(r, all->id, left, number, {}),
                      column_at(r, fields->id, right, number, {})},
                     match.span);
  };
  BoundJoin* join = r.arena.make<BoundJoin>();
  join->words =
      match.rows == MatchRows::all_rows_with_unmatched ? " LEFT JOIN " : " JOIN ";
  join->left = all;
  join->right = fields;
  join->on =
      make_call(r, "($1 AND $2)", types::boolean(), {equal(0, 0), equal(1, 1)}, match.span);
  std::vector<BoundOutput> outputs;
  for (size_t i = 0; i < matched_first; ++i) {
    add_output(r, outputs, column_at(r, fields->id, i + 2, number, {}), {});
  }
  for (size_t i = 0; i < rows.outputs.size(); ++i) {
    add_output(r, outputs, column_at(r, all->id, i, *rows.outputs[i].value, {}), {});
  }
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = join;
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->id = rows.matched_relation;
  derived->query = query_of(r, select, outputs);
  return derived;
}

// Which rows of `matched` come out.
const Bound* wanted(Resolver& r, const MatchStages& rows, const MatchRecognize& match) {
  switch (match.rows) {
    case MatchRows::one_row:
      return rows.last;
    case MatchRows::all_rows:
    case MatchRows::all_rows_show_empty:
      return make_call(r, "(NOT $1)", types::boolean(), {rows.excluded}, match.span);
    case MatchRows::all_rows_omit_empty:
      return make_call(r, "(NOT $1 AND $2 IS NOT NULL)", types::boolean(),
                       {rows.excluded, rows.symbol}, match.span);
    case MatchRows::all_rows_with_unmatched:
      return make_call(r, "(NOT coalesce($1, false))", types::boolean(), {rows.excluded},
                       match.span);
  }
  return rows.last;
}

// The partition's columns, or all of the input, then the measures.
Result<std::vector<BoundOutput>> result_outputs(Resolver& r, MatchStages& rows,
                                                const PatternSymbols& symbols,
                                                const MatchRecognize& match) {
  std::vector<BoundOutput> outputs;
  if (match.rows == MatchRows::one_row) {
    for (const Expression* key : match.partition_by) {
      const Bound* value = TRY(resolve_expression(r, rows.matched, *key));
      add_output(r, outputs, value, derived_name(r, *key, key->span));
    }
  } else {
    for (const ScopeColumn& column : rows.matched.items[0].columns) {
      add_output(r, outputs, column.value, column.name);
    }
  }
  for (const NamedExpression& measure : match.measures) {
    const Bound* value = TRY(resolve_measure(r, rows, symbols, match, measure));
    add_output(r, outputs, value, measure.name.text);
  }
  return outputs;
}

// SELECT all outputs but the last FROM (query) WHERE the last
const BoundQuery* filtered(Resolver& r, const BoundQuery* query) {
  BoundDerived* derived = make_derived(r, query);
  const auto all = outputs_over(r, derived->id, query->outputs);
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = derived;
  select->where = all.back().value;
  std::vector<BoundOutput> outputs(all.begin(), all.end() - 1);
  return query_of(r, select, outputs);
}

}  // namespace

const Bound* add_match_column(Resolver& r, MatchStages& rows, const Bound& value,
                              std::string_view name) {
  const size_t index = rows.outputs.size();
  rows.outputs.push_back({&value, name, {}});
  return column_at(r, rows.matched_relation, matched_first + index, value, name);
}

Result<const BoundRelation*> resolve_match_recognize(Resolver& r, Scope& scope,
                                                     const MatchRecognize& match) {
  const PatternSymbols symbols = TRY(collect_symbols(match));
  MatchStages rows(scope.outer);
  rows.input.clause = Clause::from;
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = TRY(resolve_table(r, rows.input, *match.input));
  TRY(resolve_keys(r, rows, match));
  const Bound* number = partition_number(r, rows, match.span);
  rows.outputs.push_back({number, {}, {}});
  rows.outputs.push_back(
      {rank(r, "row_number(){over}", rows.partition, rows.order, match.span), {}, {}});
  const Bound* bits = TRY(symbol_bits(r, rows, symbols, match));
  rows.outputs.push_back({bits, {}, {}});
  const Star star;
  const std::vector<BoundOutput> columns = TRY(expand_star(r, rows.input, star));
  rows.outputs.insert(rows.outputs.end(), columns.begin(), columns.end());
  name_matched(r, rows, match);
  std::vector<BoundOutput> outputs = TRY(result_outputs(r, rows, symbols, match));
  add_output(r, outputs, wanted(r, rows, match), {});
  const uint32_t rows_cte = r.next_cte++;
  const BoundQuery* all_rows = query_of(r, select, rows.outputs);
  const BoundQuery* matches = TRY(matches_query(r, rows_cte, symbols, match, *number));
  const BoundDerived* fields = match_fields(r, matches, *number, match.span);
  BoundSelect* measured = r.arena.make<BoundSelect>();
  measured->from = matched_rows(r, rows, rows_cte, fields, match);
  BoundQuery* result = r.arena.make<BoundQuery>(*filtered(r, query_of(r, measured, outputs)));
  result->ctes = r.arena.list(std::vector<BoundCte>{{rows_cte, all_rows, false}});
  BoundDerived* derived = make_derived(r, result);
  add_query_columns(r, scope, derived->id, result->outputs, alias_of(match, *match.input));
  return derived;
}

}  // namespace mockhaus::sql
