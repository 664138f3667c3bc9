#include "sql/resolve/subquery.h"

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

namespace {

BoundSubquery* make_subquery(Resolver& r, SubqueryForm form, const BoundQuery* query, Span span) {
  BoundSubquery* node = r.arena.make<BoundSubquery>();
  node->form = form;
  node->query = query;
  node->type = types::boolean();
  node->span = span;
  node->has_subquery = true;
  return node;
}

Result<std::vector<const Bound*>> left_side(Resolver& r, Scope& scope, const Expression& node) {
  std::vector<const Bound*> result;
  if (node.kind == ExpressionKind::row) {
    for (const Expression* item : as<Row>(node).items) {
      result.push_back(TRY(resolve_expression(r, scope, *item)));
    }
  } else {
    result.push_back(TRY(resolve_expression(r, scope, node)));
  }
  return result;
}

// Gives both sides of IN (query) and op ANY (query) the types they are compared in.
Result<Done> align_sides(Resolver& r, std::vector<const Bound*>& left, const BoundQuery*& query,
                         Span span) {
  if (query->outputs.size() != left.size()) {
    return errors::expression_count(left.size(), query->outputs.size(), span);
  }
  std::vector<Type> wanted;
  bool changes = false;
  for (size_t i = 0; i < left.size(); ++i) {
    const Type& type = query->outputs[i].value->type;
    const auto common = left[i]->type.is_number() && type.is_number()
                            ? std::optional<Type>(type)
                            : common_type_of(left[i]->type, type);
    if (!common) {
      return errors::incompatible_types(describe(left[i]->type), describe(type), span);
    }
    if (!(left[i]->type.is_number() && type.is_number())) {
      const Bound* aligned = TRY(cast(r, *left[i], *common, CastMode::implicit_cast, span));
      left[i] = comparable(r, *aligned);
    }
    changes |= common->kind != type.kind || common->kind == TypeKind::timestamp_tz ||
               !values::compares_bytes(common->collation) ||
               common->kind == TypeKind::variant;
    wanted.push_back(*common);
  }
  if (changes) query = TRY(convert_outputs(r, *query, wanted, OutputForm::comparable));
  return Done{};
}

}  // namespace

Result<const Bound*> resolve_scalar_subquery(Resolver& r, Scope& scope,
                                             const ScalarSubquery& node) {
  const BoundQuery* query = TRY(resolve_query(r, *node.query, &scope));
  if (query->outputs.size() != 1) {
    return errors::expression_count(1, query->outputs.size(), node.span);
  }
  BoundSubquery* result = make_subquery(r, SubqueryForm::scalar, query, node.span);
  result->type = query->outputs[0].value->type;
  result->carrier = query->outputs[0].value->carrier;
  return result;
}

Result<const Bound*> resolve_exists(Resolver& r, Scope& scope, const Exists& node) {
  const BoundQuery* query = TRY(resolve_query(r, *node.query, &scope));
  BoundSubquery* result = make_subquery(r, SubqueryForm::exists, query, node.span);
  result->nullable = false;
  return result;
}

Result<const Bound*> resolve_in_subquery(Resolver& r, Scope& scope, const InSubquery& node) {
  auto left = TRY(left_side(r, scope, *node.operand));
  const BoundQuery* query = TRY(resolve_query(r, *node.query, &scope));
  TRY(align_sides(r, left, query, node.span));
  if (left.size() == 1 && is_narrow(*left[0])) query = with_bare_outputs(r, *query);
  BoundSubquery* result = make_subquery(r, SubqueryForm::in, query, node.span);
  result->operands = r.arena.list(left);
  result->negated = node.negated;
  return result;
}

Result<const Bound*> resolve_quantified(Resolver& r, Scope& scope, const Quantified& node) {
  auto left = TRY(left_side(r, scope, *node.operand));
  const BoundQuery* query = TRY(resolve_query(r, *node.query, &scope));
  TRY(align_sides(r, left, query, node.span));
  BoundSubquery* result = make_subquery(r, SubqueryForm::quantified, query, node.span);
  result->operands = r.arena.list(left);
  constexpr std::string_view words[] = {"=", "<>", "<", "<=", ">", ">="};
  const size_t index =
      static_cast<size_t>(node.op) - static_cast<size_t>(BinaryOperator::equal);
  if (index >= std::size(words)) return errors::unsupported_subquery(node.span);
  result->op = words[index];
  result->all = node.all;
  return result;
}

}  // namespace mockhaus::sql
