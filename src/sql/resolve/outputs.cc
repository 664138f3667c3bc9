#include "sql/resolve/outputs.h"

#include <algorithm>

#include "sql/resolve/cast.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> convert(Resolver& r, const Bound& value, const Type& wanted,
                             OutputForm form) {
  const bool assign = form == OutputForm::stored;
  const Bound* result = &value;
  if (!(value.type == wanted)) {
    result = TRY(cast(r, value, wanted, assign ? CastMode::assignment : CastMode::implicit_cast,
                      value.span));
  }
  switch (form) {
    case OutputForm::plain:
      return result;
    case OutputForm::stored:
      return exact(r, *result);
    case OutputForm::comparable:
      return comparable(r, *result);
    case OutputForm::fetched:
      if (!result->type.is_semi_structured()) return result;
      return make_call(r, "mh_display_json($1, {settings})", result->type,
                       {result}, value.span);
  }
  return result;
}

bool can_change_in_place(const BoundQuery& query, OutputForm form) {
  if (query.body->kind != BoundBodyKind::select) return false;
  if (form != OutputForm::comparable && form != OutputForm::fetched) {
    return !as<BoundSelect>(*query.body).distinct;
  }
  // ORDER BY 1 would sort by the changed form.
  return !as<BoundSelect>(*query.body).distinct && query.order_by.empty();
}

Result<std::span<const BoundOutput>> converted(Resolver& r, std::span<const BoundOutput> outputs,
                                               std::span<const Type> wanted, OutputForm form) {
  std::vector<BoundOutput> changed(outputs.begin(), outputs.end());
  for (size_t i = 0; i < changed.size(); ++i) {
    changed[i].value = TRY(convert(r, *changed[i].value, wanted[i], form));
  }
  return std::span<const BoundOutput>(r.arena.list(changed));
}

}  // namespace

std::string_view output_column_name(Resolver& r, size_t index) {
  constexpr std::string_view names[] = {"c1",  "c2",  "c3",  "c4",  "c5",  "c6",  "c7",  "c8",
                                        "c9",  "c10", "c11", "c12", "c13", "c14", "c15", "c16"};
  if (index < std::size(names)) return names[index];
  return r.arena.text("c" + std::to_string(index + 1));
}

std::span<const BoundOutput> outputs_over(Resolver& r, uint32_t relation,
                                          std::span<const BoundOutput> outputs) {
  std::vector<BoundOutput> result(outputs.begin(), outputs.end());
  for (size_t i = 0; i < result.size(); ++i) {
    const Bound& value = *result[i].value;
    BoundColumn* column = r.arena.make<BoundColumn>(
        *make_column(r, relation, result[i].column, value.type, value.nullable, result[i].name,
                     value.span));
    column->carrier = value.carrier;
    result[i].value = column;
    result[i].column = output_column_name(r, i);
  }
  return r.arena.list(result);
}

namespace {

// Whether any output is not yet what is wanted.
bool needs_change(std::span<const BoundOutput> outputs, std::span<const Type> wanted,
                  OutputForm form) {
  for (size_t i = 0; i < outputs.size(); ++i) {
    const Bound& value = *outputs[i].value;
    if (!(value.type == wanted[i])) return true;
    if (form == OutputForm::stored && value.carrier != Carrier::exact) return true;
    const bool special = value.type.is_semi_structured() ||
                         value.type.kind == TypeKind::timestamp_tz ||
                         !values::compares_bytes(value.type.collation);
    if (special && form != OutputForm::plain && form != OutputForm::stored) return true;
  }
  return false;
}

}  // namespace

bool is_narrow(const Bound& value) {
  return value.kind == BoundKind::column && as<BoundColumn>(value).narrow == Narrow::cast;
}

bool is_bare(const Bound& value) {
  return value.kind == BoundKind::column && as<BoundColumn>(value).narrow == Narrow::bare;
}

const BoundQuery* with_bare_outputs(Resolver& r, const BoundQuery& query) {
  if (query.body->kind != BoundBodyKind::select) return &query;
  const auto& block = as<BoundSelect>(*query.body);
  std::vector<BoundOutput> outputs(query.outputs.begin(), query.outputs.end());
  bool changes = false;
  for (BoundOutput& output : outputs) {
    if (!is_narrow(*output.value)) continue;
    BoundColumn* column = r.arena.make<BoundColumn>(as<BoundColumn>(*output.value));
    column->narrow = Narrow::bare;
    output.value = column;
    changes = true;
  }
  if (!changes || block.outputs.size() != outputs.size()) return &query;
  BoundSelect* select = r.arena.make<BoundSelect>(block);
  select->outputs = r.arena.list(outputs);
  BoundQuery* result = r.arena.make<BoundQuery>(query);
  result->body = select;
  result->outputs = select->outputs;
  return result;
}

BoundQuery* make_query(Resolver& r, const BoundSelect* block) {
  BoundQuery* query = r.arena.make<BoundQuery>();
  query->body = block;
  query->outputs = block->outputs;
  return query;
}

BoundDerived* make_derived(Resolver& r, const BoundQuery* query) {
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->id = r.next_relation++;
  derived->query = query;
  return derived;
}

Result<const BoundQuery*> convert_outputs(Resolver& r, const BoundQuery& query,
                                          std::span<const Type> wanted, OutputForm form) {
  if (!needs_change(query.outputs, wanted, form)) return &query;
  BoundQuery* result = r.arena.make<BoundQuery>(query);
  if (can_change_in_place(query, form)) {
    BoundSelect* select = r.arena.make<BoundSelect>(as<BoundSelect>(*query.body));
    select->outputs = TRY(converted(r, query.outputs, wanted, form));
    result->outputs = select->outputs;
    result->body = select;
    return result;
  }
  BoundDerived* derived = make_derived(r, &query);
  BoundSelect* select = r.arena.make<BoundSelect>();
  select->from = derived;
  select->outputs = TRY(converted(r, outputs_over(r, derived->id, query.outputs), wanted, form));
  *result = BoundQuery{};
  result->body = select;
  result->outputs = select->outputs;
  return result;
}

}  // namespace mockhaus::sql
