#include "sql/resolve/asof_join.h"

#include <algorithm>

#include "sql/resolve/errors.h"
#include "sql/resolve/rewrite.h"

namespace mockhaus::sql {

namespace {

bool offers(std::span<const ScopeItem> items, const BoundColumn& column) {
  return std::ranges::any_of(items, [&](const ScopeItem& item) {
    return std::ranges::any_of(item.columns, [&](const ScopeColumn& own) {
      return own.value->kind == BoundKind::column &&
             as<BoundColumn>(*own.value).relation == column.relation;
    });
  });
}

// Whether the value reads columns of these items, and of no other items.
bool reads_only(Resolver& r, const Bound& value, std::span<const ScopeItem> items) {
  size_t own = 0, others = 0;
  rewritten(r, value, [&](const Bound& part) -> const Bound* {
    if (part.kind == BoundKind::subquery) ++others;
    if (part.kind != BoundKind::column) return nullptr;
    ++(offers(items, as<BoundColumn>(part)) ? own : others);
    return &part;
  });
  return own > 0 && others == 0;
}

const Binary* comparison_of(const Expression& written, const Bound& bound) {
  const bool compares = written.kind == ExpressionKind::binary &&
                        as<Binary>(written).op >= BinaryOperator::equal &&
                        as<Binary>(written).op <= BinaryOperator::greater_equal;
  const bool has_sides =
      bound.kind == BoundKind::call && as<BoundCall>(bound).arguments.size() == 2;
  return compares && has_sides ? &as<Binary>(written) : nullptr;
}

bool is_order(BinaryOperator op) {
  return op == BinaryOperator::less || op == BinaryOperator::less_equal ||
         op == BinaryOperator::greater || op == BinaryOperator::greater_equal;
}

// a AND b AND c as written and as one call over all of them.
void collect_terms(const Expression& written, std::vector<const Expression*>& terms) {
  if (written.kind == ExpressionKind::binary &&
      as<Binary>(written).op == BinaryOperator::logical_and) {
    collect_terms(*as<Binary>(written).left, terms);
    collect_terms(*as<Binary>(written).right, terms);
    return;
  }
  terms.push_back(&written);
}

void collect_terms(const Bound& bound, std::vector<const Bound*>& terms) {
  if (bound.kind == BoundKind::call && as<BoundCall>(bound).engine == "$&") {
    for (const Bound* part : as<BoundCall>(bound).arguments) collect_terms(*part, terms);
    return;
  }
  terms.push_back(&bound);
}

}  // namespace

Result<Done> check_match_condition(Resolver& r, const JoinItems& items, const Expression& written,
                                   const Bound& bound) {
  const Binary* comparison = comparison_of(written, bound);
  if (comparison == nullptr || !is_order(comparison->op)) {
    return errors::match_condition_operator(written.span);
  }
  const BoundList sides = as<BoundCall>(bound).arguments;
  if (reads_only(r, *sides[0], items.left) && reads_only(r, *sides[1], items.right)) return Done{};
  return errors::match_condition_sides(written.span);
}

Result<Done> check_asof_on(Resolver& r, const JoinItems& items, const Expression& written,
                           const Bound& bound) {
  std::vector<const Expression*> texts;
  std::vector<const Bound*> terms;
  collect_terms(written, texts);
  collect_terms(bound, terms);
  for (size_t i = 0; i < texts.size(); ++i) {
    const Binary* comparison =
        i < terms.size() ? comparison_of(*texts[i], *terms[i]) : nullptr;
    bool crosses = false;
    if (comparison != nullptr && comparison->op == BinaryOperator::equal) {
      const BoundList sides = as<BoundCall>(*terms[i]).arguments;
      crosses = (reads_only(r, *sides[0], items.left) && reads_only(r, *sides[1], items.right)) ||
                (reads_only(r, *sides[0], items.right) && reads_only(r, *sides[1], items.left));
    }
    if (!crosses) return errors::asof_on(r.text_of(texts[i]->span), texts[i]->span);
  }
  return Done{};
}

}  // namespace mockhaus::sql
