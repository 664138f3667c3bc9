#include "sql/resolve/set_operation.h"

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/distinct_rows.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/select.h"
#include "sql/resolve/values.h"

namespace mockhaus::sql {

namespace {

std::string_view words_of(SetOperator op) {
  switch (op) {
    case SetOperator::union_distinct: return "UNION";
    case SetOperator::union_all: return "UNION ALL";
    case SetOperator::intersect: return "INTERSECT";
    case SetOperator::except: return "EXCEPT";
  }
  return "";
}

// UNION ALL chains lean to the left and may be long: their branches become one list.
void collect(const QueryBody& body, const SetOperation& top, std::vector<const QueryBody*>& list) {
  std::vector<const QueryBody*> reversed;
  const QueryBody* at = &body;
  while (at->kind == BodyKind::set_operation && as<SetOperation>(*at).op == top.op &&
         !as<SetOperation>(*at).by_name && top.op != SetOperator::except) {
    reversed.push_back(as<SetOperation>(*at).right);
    at = as<SetOperation>(*at).left;
  }
  if (reversed.empty()) {  // EXCEPT: exactly two
    list = {top.left, top.right};
    return;
  }
  reversed.push_back(at);
  list.assign(reversed.rbegin(), reversed.rend());
}

Result<std::vector<Type>> common_types(const std::vector<const BoundQuery*>& branches) {
  std::vector<Type> wanted;
  for (const BoundOutput& output : branches[0]->outputs) wanted.push_back(output.value->type);
  for (size_t b = 1; b < branches.size(); ++b) {
    if (branches[b]->outputs.size() != wanted.size()) {
      return errors::branch_column_count(wanted.size(), branches[b]->outputs.size(), b + 1);
    }
    for (size_t i = 0; i < wanted.size(); ++i) {
      const Type& type = branches[b]->outputs[i].value->type;
      const auto common = common_type_of(wanted[i], type);
      if (!common) return errors::branch_types(describe(wanted[i]), describe(type));
      wanted[i] = *common;
    }
  }
  return wanted;
}

// Lays the branches of UNION BY NAME out by the names of all: a missing column is NULL.
Result<Done> match_by_name(Resolver& r, std::vector<const BoundQuery*>& branches) {
  std::vector<std::string_view> names;
  for (const BoundQuery* branch : branches) {
    for (const BoundOutput& output : branch->outputs) {
      bool known = false;
      for (std::string_view name : names) known |= name == output.name;
      if (!known) names.push_back(output.name);
    }
  }
  for (const BoundQuery*& branch : branches) {
    BoundDerived* derived = make_derived(r, branch);
    BoundSelect* select = r.arena.make<BoundSelect>();
    select->from = derived;
    const auto columns = outputs_over(r, derived->id, branch->outputs);
    std::vector<BoundOutput> outputs;
    for (std::string_view name : names) {
      BoundOutput output;
      output.value = make_null(r, types::null(), Span{});
      for (const BoundOutput& column : columns) {
        if (column.name == name) output.value = column.value;
      }
      output.name = name;
      output.column = output_column_name(r, outputs.size());
      outputs.push_back(output);
    }
    select->outputs = r.arena.list(outputs);
    BoundQuery* query = make_query(r, select);
    branch = query;
  }
  return Done{};
}

Result<const BoundQuery*> resolve_operation(Resolver& r, const SetOperation& operation,
                                            Scope* outer) {
  std::vector<const QueryBody*> parts;
  if (operation.by_name) parts = {operation.left, operation.right};
  else collect(operation, operation, parts);
  std::vector<const BoundQuery*> branches;
  for (const QueryBody* part : parts) branches.push_back(TRY(resolve_body(r, *part, outer)));
  if (operation.by_name) TRY(match_by_name(r, branches));
  const std::vector<Type> wanted = TRY(common_types(branches));
  std::vector<BoundOutput> outputs(branches[0]->outputs.begin(), branches[0]->outputs.end());
  for (const BoundQuery*& branch : branches) {
    branch = TRY(convert_outputs(r, *branch, wanted, OutputForm::stored));
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (branch->outputs[i].value->nullable && !outputs[i].value->nullable) {
        outputs[i].value = branch->outputs[i].value;
      }
    }
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    // Describes the column: type of all, NULL where any branch has it.
    outputs[i].value = make_column(r, 0, outputs[i].column, wanted[i],
                                   outputs[i].value->nullable, outputs[i].name, Span{});
  }
  if (operation.op != SetOperator::union_all && needs_key(outputs)) {
    return combine_rows(r, operation.op, branches);
  }
  BoundSetOperation* body = r.arena.make<BoundSetOperation>();
  body->words = words_of(operation.op);
  body->branches = r.arena.list(branches);
  BoundQuery* query = r.arena.make<BoundQuery>();
  query->body = body;
  query->outputs = r.arena.list(outputs);
  return query;
}

}  // namespace

Result<const BoundQuery*> resolve_body(Resolver& r, const QueryBody& body, Scope* outer) {
  switch (body.kind) {
    case BodyKind::select: {
      Query plain;
      plain.body = &body;
      return resolve_select(r, as<Select>(body), plain, outer);
    }
    case BodyKind::set_operation:
      return resolve_operation(r, as<SetOperation>(body), outer);
    case BodyKind::values:
      return resolve_values_query(r, as<ValuesBody>(body).rows, outer);
    case BodyKind::nested:
      return resolve_query(r, *as<NestedQuery>(body).query, outer);
  }
  return errors::unsupported("query form");
}

}  // namespace mockhaus::sql
