#include "sql/resolve/predicate.h"

#include "sql/errors.h"
#include "sql/resolve/bind_once.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/operators.h"
#include "sql/resolve/spread.h"

namespace mockhaus::sql {

namespace {

const Bound* never_null(Resolver& r, const BoundCall* call) {
  BoundCall* copy = r.arena.make<BoundCall>(*call);
  copy->nullable = false;
  return copy;
}

// (a, b) = (c, d) compares member by member, so that NULL members give NULL as Snowflake does.
Result<const Bound*> compare_rows(Resolver& r, std::span<const Bound* const> left,
                                  std::span<const Bound* const> right, Span span) {
  if (left.size() != right.size()) {
    return errors::expression_count(left.size(), right.size(), span);
  }
  std::vector<const Bound*> terms;
  for (size_t i = 0; i < left.size(); ++i) {
    terms.push_back(
        TRY(resolve_comparison(r, BinaryOperator::equal, *left[i], *right[i], span)));
  }
  return make_junction(r, true, terms, span);
}

Result<std::vector<const Bound*>> members(Resolver& r, Scope& scope, const Expression& node) {
  std::vector<const Bound*> result;
  if (node.kind != ExpressionKind::row) {
    result.push_back(TRY(resolve_expression(r, scope, node)));
    return result;
  }
  for (const Expression* item : as<Row>(node).items) {
    result.push_back(TRY(resolve_expression(r, scope, *item)));
  }
  return result;
}

Result<const Bound*> row_in_list(Resolver& r, Scope& scope, const InList& node) {
  const auto left = TRY(members(r, scope, *node.operand));
  std::vector<const Bound*> alternatives;
  for (const Expression* item : node.items) {
    const auto right = TRY(members(r, scope, *item));
    alternatives.push_back(TRY(compare_rows(r, left, right, item->span)));
  }
  return negate(r, *make_junction(r, false, alternatives, node.span), node.negated, node.span);
}

// Whether the engine compares the members with the operand as they are.
bool is_plain_list(const Bound& operand, std::span<const Bound* const> items) {
  if (operand.type.collation != values::no_collation) return false;
  for (const Bound* item : items) {
    if (item->type.collation != values::no_collation) return false;
    const bool same_kind =
        item->type.kind == operand.type.kind || item->type.kind == TypeKind::null;
    if (!same_kind || operand.type.is_semi_structured() ||
        operand.type.kind == TypeKind::timestamp_tz) {
      return false;
    }
  }
  return true;
}

// LIKE knows of a collation only what changes the texts: upper, lower, trim.
Result<Pair> matched_texts(Resolver& r, const Like& node, const Bound& text,
                           const Bound& pattern) {
  const auto collation = common_collation(text.type.collation, pattern.type.collation);
  if (!collation) {
    return errors::incompatible_collations(values::print_collation(text.type.collation),
                                           values::print_collation(pattern.type.collation),
                                           node.span);
  }
  if (values::compares_bytes(*collation)) return Pair{&text, &pattern};
  const bool is_like = node.like_kind != LikeKind::rlike;
  if (!is_like || !values::is_plain_transformation(*collation)) {
    return errors::unsupported("pattern matching with collation '" +
                               values::print_collation(*collation) + "'");
  }
  const auto engine = collated_engine(r, "mh_collation_text($1", *collation);
  return Pair{make_call(r, engine, types::text(), {&text}, node.span),
              make_call(r, engine, types::text(), {&pattern}, node.span)};
}

}  // namespace

const Bound* negate(Resolver& r, const Bound& condition, bool negated, Span span) {
  if (!negated) return &condition;
  return make_call(r, "(NOT $1)", types::boolean(), {&condition}, span);
}

Result<const Bound*> resolve_is_test(Resolver& r, Scope& scope, const IsTest& node) {
  const Bound* operand = nullptr;
  if (node.test == IsTestKind::null) {
    operand = TRY(resolve_expression(r, scope, *node.operand));
    return never_null(r, make_call(r, node.negated ? "($1 IS NOT NULL)" : "($1 IS NULL)",
                                   types::boolean(), {operand}, node.span));
  }
  operand = TRY(resolve_condition(r, scope, *node.operand));
  const char* engine = node.test == IsTestKind::boolean_true
                           ? (node.negated ? "($1 IS DISTINCT FROM true)"
                                           : "($1 IS NOT DISTINCT FROM true)")
                           : (node.negated ? "($1 IS DISTINCT FROM false)"
                                           : "($1 IS NOT DISTINCT FROM false)");
  return never_null(r, make_call(r, engine, types::boolean(), {operand}, node.span));
}

namespace {

Result<const Bound*> between(Resolver& r, Scope& scope, const Between& node,
                             const Bound* operand) {
  const Bound* low = TRY(resolve_expression(r, scope, *node.low));
  const Bound* high = TRY(resolve_expression(r, scope, *node.high));
  const Pair lower = TRY(align(r, *operand, *low, node.span));
  const Pair upper = TRY(align(r, *operand, *high, node.span));
  if (lower.left == upper.left && comparable(r, *lower.left) == lower.left) {
    const Bound* call = make_call(r, "($1 BETWEEN $2 AND $3)", types::boolean(),
                                  {lower.left, lower.right, upper.right}, node.span);
    return negate(r, *call, node.negated, node.span);
  }
  const Bound* from =
      TRY(resolve_comparison(r, BinaryOperator::greater_equal, *operand, *low, node.span));
  const Bound* to =
      TRY(resolve_comparison(r, BinaryOperator::less_equal, *operand, *high, node.span));
  const Bound* terms[] = {from, to};
  return negate(r, *make_junction(r, true, terms, node.span), node.negated, node.span);
}

Result<const Bound*> in_list(Resolver& r, Scope& scope, const InList& node,
                             const Bound* operand) {
  std::vector<const Bound*> items;
  for (const Expression* item : spread_out(r, node.items)) {
    items.push_back(TRY(resolve_expression(r, scope, *item)));
  }
  std::vector<const Bound*> arguments;
  if (is_plain_list(*operand, items)) {
    arguments.push_back(operand);
    arguments.insert(arguments.end(), items.begin(), items.end());
  } else {
    // Of mixed types: every member is aligned with the operand; the operand's form must agree.
    for (const Bound* item : items) {
      const Pair sides = TRY(align(r, *operand, *item, node.span));
      const Bound* left = comparable(r, *sides.left);
      if (arguments.empty()) arguments.push_back(left);
      if (!same(*arguments[0], *left)) {
        std::vector<const Bound*> alternatives;
        for (const Bound* one : items) {
          alternatives.push_back(
              TRY(resolve_comparison(r, BinaryOperator::equal, *operand, *one, node.span)));
        }
        return negate(r, *make_junction(r, false, alternatives, node.span), node.negated,
                      node.span);
      }
      arguments.push_back(comparable(r, *sides.right));
    }
  }
  return make_call(r, node.negated ? "($1 NOT IN ($2*))" : "($1 IN ($2*))", types::boolean(),
                   BoundList(r.arena.list(arguments)), node.span);
}

Result<const Bound*> like(Resolver& r, Scope& scope, const Like& node, const Bound* operand) {
  const Bound* plain = TRY(cast(r, *operand, types::text(), CastMode::implicit_cast, node.span));
  if (operand->type.is_text()) plain = operand;
  const Bound* escape = nullptr;
  if (node.escape != nullptr) escape = TRY(resolve_expression(r, scope, *node.escape));
  std::vector<const Bound*> matches;
  for (const Expression* expression : node.patterns) {
    const Bound* raw = TRY(resolve_expression(r, scope, *expression));
    const Pair sides = TRY(matched_texts(r, node, *plain, *raw));
    const Bound* text = sides.left;
    raw = sides.right;
    const Bound* pattern = raw;
    if (!raw->type.is_text()) {
      pattern = TRY(cast(r, *raw, types::text(), CastMode::implicit_cast, node.span));
    }
    if (node.like_kind == LikeKind::rlike) {
      matches.push_back(make_call(r, "mh_regexp_like($1, $2, 'c')", types::boolean(),
                                  {text, pattern}, node.span));
    } else if (escape != nullptr) {
      const bool like = node.like_kind == LikeKind::like;
      matches.push_back(make_call(r, like ? "($1 LIKE $2 ESCAPE $3)" : "($1 ILIKE $2 ESCAPE $3)",
                                  types::boolean(), {text, pattern, escape}, node.span));
    } else {
      const bool like = node.like_kind == LikeKind::like;
      matches.push_back(make_call(r, like ? "($1 LIKE $2)" : "($1 ILIKE $2)", types::boolean(),
                                  {text, pattern}, node.span));
    }
  }
  const bool all = node.quantifier == LikeQuantifier::all;
  return negate(r, *make_junction(r, all, matches, node.span), node.negated, node.span);
}

}  // namespace

Result<const Bound*> resolve_between(Resolver& r, Scope& scope, const Between& node) {
  const Bound* operand = TRY(resolve_expression(r, scope, *node.operand));
  return bind_once(r, *operand, node.span,
                   [&](const Bound& once) { return between(r, scope, node, &once); });
}

Result<const Bound*> resolve_in_list(Resolver& r, Scope& scope, const InList& node) {
  if (node.operand->kind == ExpressionKind::row) return row_in_list(r, scope, node);
  const Bound* operand = TRY(resolve_expression(r, scope, *node.operand));
  return bind_once(r, *operand, node.span,
                   [&](const Bound& once) { return in_list(r, scope, node, &once); });
}

Result<const Bound*> resolve_like(Resolver& r, Scope& scope, const Like& node) {
  const Bound* operand = TRY(resolve_expression(r, scope, *node.operand));
  return bind_once(r, *operand, node.span,
                   [&](const Bound& once) { return like(r, scope, node, &once); });
}

Result<const Bound*> resolve_row_comparison(Resolver& r, Scope& scope, const Binary& node) {
  const auto left = TRY(members(r, scope, *node.left));
  const auto right = TRY(members(r, scope, *node.right));
  if (node.op != BinaryOperator::equal && node.op != BinaryOperator::not_equal) {
    return errors::unsupported("ordering comparison of rows");
  }
  const Bound* equal = TRY(compare_rows(r, left, right, node.span));
  return negate(r, *equal, node.op == BinaryOperator::not_equal, node.span);
}

}  // namespace mockhaus::sql
