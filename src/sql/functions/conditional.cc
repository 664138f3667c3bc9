// table: functions that choose among their arguments.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/case.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

// The largest or smallest of values of one type, each named once; NULL where any is NULL.
Result<const Bound*> resolve_extreme(Resolver& r, Scope& scope, const FunctionCall& call) {
  std::vector<const Bound*> arguments;
  Type common;
  for (const Expression* argument : call.arguments) {
    arguments.push_back(TRY(resolve_expression(r, scope, *argument)));
    common = common_type_of(common, arguments.back()->type).value_or(types::null());
  }
  const std::string_view name = call.name.parts.back().text;
  if (common.kind != TypeKind::variant) return call_function(r, name, arguments, call.span);
  for (const Bound*& argument : arguments) {
    argument = TRY(cast(r, *argument, common, CastMode::implicit_cast, call.span));
  }
  // The bytes of VARIANT values do not sort as the values do: their keys do.
  std::string engine = "struct_extract(list_extract(list_sort(list_transform([$*], lambda v: ";
  engine += "CASE WHEN v IS NOT NULL THEN struct_pack(k := mh_variant_key(v), v := v) END), ";
  engine += name.starts_with("GREATEST") ? "'DESC', " : "'ASC', ";
  engine += name.ends_with("NULLS") ? "'NULLS LAST'), 1), 'v')" : "'NULLS FIRST'), 1), 'v')";
  BoundCall* result = r.arena.make<BoundCall>(*make_call(
      r, r.arena.text(engine), common, BoundList(r.arena.list(arguments)), call.span));
  result->nullable = true;
  return result;
}

#define EXTREME(name, engine)                                                            \
  {                                                                                      \
    name, "=+", common_type, engine, NullRule::nullable, Carrier::wide,                  \
        FunctionKind::scalar, false, resolve_extreme                                     \
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
    EXTREME("GREATEST", "list_extract(list_sort([$*], 'DESC', 'NULLS FIRST'), 1)"),
    EXTREME("GREATEST_IGNORE_NULLS", "greatest($*)"),
    {"IFF", "b==", common_type, "CASE WHEN $1 THEN $2 ELSE $3 END", NullRule::nullable,
     Carrier::wide},
    {"IFNULL", "==", common_type, "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    EXTREME("LEAST", "list_extract(list_sort([$*], 'ASC', 'NULLS FIRST'), 1)"),
    EXTREME("LEAST_IGNORE_NULLS", "least($*)"),
    {"NULLIF", "==", common_type, "nullif($1, $2)", NullRule::nullable, Carrier::wide},
    {"NULLIFZERO", "n", same_as_first, "nullif($1, 0)", NullRule::nullable, Carrier::wide},
    {"NVL", "==", common_type, "coalesce($1, $2)", NullRule::nullable, Carrier::wide},
    {"NVL2", "*==", common_type, "CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END", NullRule::nullable,
     Carrier::wide},
    {"ZEROIFNULL", "n", same_as_first, "coalesce($1, 0)", NullRule::never, Carrier::wide},
};
#undef EXTREME
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> conditional_functions() {
  return rows;
}

}  // namespace mockhaus::sql
