// table: functions that choose among their arguments.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

// DECODE(x, a, r, b, s, .., otherwise) is a CASE in which NULL equals NULL.
Result<const Bound*> resolve_decode(Resolver& r, Scope& scope, const FunctionCall& call) {
  const size_t count = call.arguments.size();
  if (count < 3) {
    return errors::not_enough_arguments(r.text_of(call.span), 3, static_cast<int>(count),
                                        call.span);
  }
  std::vector<WhenBranch> branches;
  for (size_t i = 1; i + 1 < count; i += 2) {
    Binary* equal = r.arena.make<Binary>();
    equal->op = BinaryOperator::is_not_distinct_from;
    equal->left = call.arguments[0];
    equal->right = call.arguments[i];
    equal->span = call.arguments[i]->span;
    equal->operator_span = equal->span;
    branches.push_back({equal, call.arguments[i + 1]});
  }
  CaseWhen* node = r.arena.make<CaseWhen>();
  node->branches = r.arena.list(branches);
  node->otherwise = count % 2 == 0 ? call.arguments[count - 1] : nullptr;
  node->span = call.span;
  return resolve_expression(r, scope, *node);
}

constexpr Function rows[] = {
    {"BOOLAND", "bb", returns(types::boolean()), "($1 AND $2)"},
    {"BOOLNOT", "b", returns(types::boolean()), "(NOT $1)"},
    {"BOOLOR", "bb", returns(types::boolean()), "($1 OR $2)"},
    {"BOOLXOR", "bb", returns(types::boolean()), "($1 <> $2)"},
    {"COALESCE", "==+", common_type, "coalesce($*)", NullRule::nullable, Carrier::wide},
    {"DECODE", "*", returns(text_type), "", NullRule::strict, Carrier::exact, FunctionKind::scalar,
     false, resolve_decode},
    {"EQUAL_NULL", "==", returns(types::boolean()), "($1 IS NOT DISTINCT FROM $2)",
     NullRule::never},
    // Each argument once: NULL sorts before all values.
    {"GREATEST", "=+", common_type, "list_extract(list_sort([$*], 'DESC', 'NULLS FIRST'), 1)",
     NullRule::nullable, Carrier::wide},
    {"GREATEST_IGNORE_NULLS", "=+", common_type, "greatest($*)", NullRule::nullable, Carrier::wide},
    {"IFF", "b==", common_type, "CASE WHEN $1 THEN $2 ELSE $3 END", NullRule::nullable,
     Carrier::wide},
    {"IFNULL", "==", common_type, "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    {"LEAST", "=+", common_type, "list_extract(list_sort([$*], 'ASC', 'NULLS FIRST'), 1)",
     NullRule::nullable, Carrier::wide},
    {"LEAST_IGNORE_NULLS", "=+", common_type, "least($*)", NullRule::nullable, Carrier::wide},
    {"NULLIF", "==", common_type, "nullif($1, $2)", NullRule::nullable, Carrier::wide},
    {"NULLIFZERO", "n", same_as_first, "nullif($1, 0)", NullRule::nullable, Carrier::wide},
    {"NVL", "==", common_type, "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    {"NVL2", "*==", common_type, "CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END", NullRule::nullable,
     Carrier::wide},
    {"ZEROIFNULL", "n", same_as_first, "coalesce($1, 0)", NullRule::never, Carrier::wide},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> conditional_functions() {
  return rows;
}

}  // namespace mockhaus::sql
