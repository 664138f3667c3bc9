#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/order_by.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/select.h"
#include "sql/resolve/set_operation.h"

namespace mockhaus::sql {

namespace {

// Names the outputs of a CTE or a view by its column list.
Result<const BoundQuery*> rename_outputs(Resolver& r, const BoundQuery& query,
                                         List<const Identifier> names, std::string_view what) {
  if (names.empty()) return &query;
  if (names.size() != query.outputs.size()) {
    return errors::view_column_count(what, names.size(), query.outputs.size());
  }
  BoundQuery* renamed = r.arena.make<BoundQuery>(query);
  std::vector<BoundOutput> outputs(query.outputs.begin(), query.outputs.end());
  for (size_t i = 0; i < outputs.size(); ++i) outputs[i].name = names[i].text;
  renamed->outputs = r.arena.list(outputs);
  return renamed;
}

Result<BoundCte> resolve_plain_cte(Resolver& r, const CommonTable& table, Scope* outer) {
  const BoundQuery* query = TRY(resolve_query(r, *table.query, outer));
  query = TRY(rename_outputs(r, *query, table.columns, table.name.text));
  query = with_bare_outputs(r, *query);
  BoundCte cte{r.next_cte++, query, false};
  r.ctes.push_back({table.name.text, cte.id, query->outputs, false, false, cte});
  return cte;
}

// The rounds of a recursion may need more digits or longer text than its anchor.
std::vector<Type> recursive_types(std::span<const BoundOutput> outputs) {
  std::vector<Type> wanted;
  for (const BoundOutput& output : outputs) {
    Type type = output.value->type;
    if (type.is_number()) type.precision = number_precision_max;
    if (type.is_text()) type.length = text_length_default;
    wanted.push_back(type);
  }
  return wanted;
}

// anchor UNION ALL term: the term may name the table itself. Whether it does is known only after
// it was resolved, because Snowflake does not ask for the word RECURSIVE.
Result<BoundCte> resolve_recursive_cte(Resolver& r, const CommonTable& table, Scope* outer) {
  const auto& operation = as<SetOperation>(*table.query->body);
  const BoundQuery* anchor = TRY(resolve_body(r, *operation.left, outer));
  anchor = TRY(rename_outputs(r, *anchor, table.columns, table.name.text));
  anchor = TRY(convert_outputs(r, *anchor, recursive_types(anchor->outputs), OutputForm::stored));
  const uint32_t id = r.next_cte++;
  const size_t place = r.ctes.size();
  r.ctes.push_back({table.name.text, id, anchor->outputs, true, false, {}});
  const BoundQuery* term = TRY(resolve_body(r, *operation.right, outer));
  const bool recursive = r.ctes[place].referenced;
  if (recursive && operation.op != SetOperator::union_all) return errors::recursive_union();
  r.ctes.resize(place);
  if (!recursive) return resolve_plain_cte(r, table, outer);
  if (term->outputs.size() != anchor->outputs.size()) {
    return errors::branch_column_count(anchor->outputs.size(), term->outputs.size(), 2);
  }
  const std::vector<Type> wanted = recursive_types(anchor->outputs);
  term = TRY(convert_outputs(r, *term, wanted, OutputForm::stored));
  const BoundQuery* const branches[] = {anchor, term};
  BoundSetOperation* body = r.arena.make<BoundSetOperation>();
  body->words = "UNION ALL";
  body->branches = r.arena.list(std::span<const BoundQuery* const>(branches));
  BoundQuery* query = r.arena.make<BoundQuery>();
  query->body = body;
  query->outputs = anchor->outputs;
  const BoundCte cte{id, query, true};
  r.ctes.push_back({table.name.text, id, query->outputs, false, false, cte});
  return cte;
}

bool is_only_a_body(const Query& query) {
  return query.with.empty() && query.order_by.empty() && query.limit == nullptr &&
         query.offset == nullptr;
}

// ((query)) is the same table as (query).
const Query& without_parentheses(const Query& query) {
  const Query* inner = &query;
  while (is_only_a_body(*inner) && inner->body->kind == BodyKind::nested) {
    inner = as<NestedQuery>(*inner->body).query;
  }
  return *inner;
}

bool may_recurse(const Query& query) {
  return is_only_a_body(query) &&
         query.body->kind == BodyKind::set_operation &&
         (as<SetOperation>(*query.body).op == SetOperator::union_all ||
          as<SetOperation>(*query.body).op == SetOperator::union_distinct);
}

Result<std::span<const BoundCte>> resolve_with(Resolver& r, const Query& query, Scope* outer) {
  std::vector<BoundCte> ctes;
  for (const CommonTable& written : query.with) {
    CommonTable table = written;
    table.query = &without_parentheses(*written.query);
    BoundCte cte;
    if (may_recurse(*table.query)) {
      cte = TRY(resolve_recursive_cte(r, table, outer));
    } else {
      cte = TRY(resolve_plain_cte(r, table, outer));
    }
    ctes.push_back(cte);
  }
  return std::span<const BoundCte>(r.arena.list(ctes));
}

Result<const BoundQuery*> resolve_inside(Resolver& r, const Query& query, Scope* outer) {
  const auto ctes = TRY(resolve_with(r, query, outer));
  const BoundQuery* inner = nullptr;
  if (query.body->kind == BodyKind::select) {
    inner = TRY(resolve_select(r, as<Select>(*query.body), query, outer));
  } else {
    inner = TRY(resolve_body(r, *query.body, outer));
    inner = TRY(order_body(r, *inner, query));
  }
  if (ctes.empty()) return inner;
  BoundQuery* result = r.arena.make<BoundQuery>(*inner);
  std::vector<BoundCte> all(ctes.begin(), ctes.end());
  all.insert(all.end(), inner->ctes.begin(), inner->ctes.end());
  result->ctes = r.arena.list(all);
  return result;
}

}  // namespace

std::vector<BoundCte> visible_ctes(const Resolver& r) {
  std::vector<BoundCte> ctes;
  for (const VisibleCte& cte : r.ctes) {
    if (cte.definition.query != nullptr) ctes.push_back(cte.definition);
  }
  return ctes;
}

Result<const BoundQuery*> resolve_query(Resolver& r, const Query& query, Scope* outer) {
  const size_t visible = r.ctes.size();
  auto result = resolve_inside(r, query, outer);
  r.ctes.resize(visible);
  return result;
}

}  // namespace mockhaus::sql
