// table: aggregates, and what they give in windows.
#include "sql/resolve/aggregate.h"

#include <algorithm>

#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/select.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> resolve_count(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_average(Resolver& r, Scope& scope, const FunctionCall& call);

#define AGGREGATE(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::nullable, Carrier::wide, FunctionKind::aggregate }
#define COUNTS(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::never, Carrier::integer, FunctionKind::aggregate }

#define FLOATS(name, parameters, engine) \
  AGGREGATE(name, parameters, returns(types::floating()), engine)

constexpr Function rows[] = {
    AGGREGATE("ANY_VALUE", "*", same_as_first, "any_value({distinct}$1{order}){over}"),
    COUNTS("APPROX_COUNT_DISTINCT", "*", returns(integer18), "count(DISTINCT $1){over}"),
    AGGREGATE("ARRAYAGG", "v", returns(types::array()),
              "mh_array_of(list({distinct}$1{order}) FILTER (WHERE $1 IS NOT NULL){over})"),
    AGGREGATE("ARRAY_AGG", "v", returns(types::array()),
              "mh_array_of(list({distinct}$1{order}) FILTER (WHERE $1 IS NOT NULL){over})"),
    {"AVG", "n", computed(average_type), "", NullRule::nullable, Carrier::wide,
     FunctionKind::aggregate, false, resolve_average},
    AGGREGATE("BOOLAND_AGG", "b", returns(types::boolean()), "bool_and($1){over}"),
    AGGREGATE("BOOLOR_AGG", "b", returns(types::boolean()), "bool_or($1){over}"),
    FLOATS("CORR", "ff", "corr($1, $2){over}"),
    {"COUNT", "*", returns(integer18), "", NullRule::never, Carrier::integer,
     FunctionKind::aggregate, false, resolve_count},
    COUNTS("COUNT_IF", "b", returns(types::number(13, 0)), "count_if($1){over}"),
    FLOATS("COVAR_POP", "ff", "covar_pop($1, $2){over}"),
    FLOATS("COVAR_SAMP", "ff", "covar_samp($1, $2){over}"),
    COUNTS("GROUPING", "*+", returns(types::number(18, 0)), "grouping($*)"),
    COUNTS("GROUPING_ID", "*+", returns(types::number(18, 0)), "grouping($*)"),
    COUNTS("HLL", "*", returns(integer18), "count(DISTINCT $1){over}"),
    AGGREGATE("LISTAGG", "t", text_of_first,
              "coalesce(string_agg({distinct}$1, ''{order}){over}, '')"),
    AGGREGATE("LISTAGG", "tt", text_of_first,
              "coalesce(string_agg({distinct}$1, $2{order}){over}, '')"),
    AGGREGATE("MAX", "*", same_as_first, "max({distinct}$1){over}"),
    AGGREGATE("MAX_BY", "**", same_as_first, "arg_max($1, $2){over}"),
    AGGREGATE("MIN", "*", same_as_first, "min({distinct}$1){over}"),
    AGGREGATE("MIN_BY", "**", same_as_first, "arg_min($1, $2){over}"),
    AGGREGATE("MODE", "*", same_as_first, "mode($1){over}"),
    AGGREGATE("OBJECT_AGG", "tv", returns(types::object()),
              "mh_object_of(list(struct_pack(k := $1, v := $2)) "
              "FILTER (WHERE $1 IS NOT NULL AND $2 IS NOT NULL){over})"),
    FLOATS("REGR_AVGX", "ff", "regr_avgx($1, $2){over}"),
    FLOATS("REGR_AVGY", "ff", "regr_avgy($1, $2){over}"),
    FLOATS("REGR_INTERCEPT", "ff", "regr_intercept($1, $2){over}"),
    FLOATS("REGR_R2", "ff", "regr_r2($1, $2){over}"),
    FLOATS("REGR_SLOPE", "ff", "regr_slope($1, $2){over}"),
    FLOATS("REGR_SXX", "ff", "regr_sxx($1, $2){over}"),
    FLOATS("REGR_SXY", "ff", "regr_sxy($1, $2){over}"),
    FLOATS("REGR_SYY", "ff", "regr_syy($1, $2){over}"),
    FLOATS("STDDEV", "f", "stddev_samp({distinct}$1){over}"),
    FLOATS("STDDEV_POP", "f", "stddev_pop({distinct}$1){over}"),
    FLOATS("STDDEV_SAMP", "f", "stddev_samp({distinct}$1){over}"),
    AGGREGATE("SUM", "n", computed(sum_type), "sum({distinct}$1){over}"),
};
static_assert(sorted_by_name(rows));

// COUNT(*), COUNT(a), COUNT(DISTINCT a, b): rows without NULL among the arguments.
Result<const Bound*> resolve_count(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function star = COUNTS("COUNT", "", returns(integer18), "count(*){over}");
  constexpr Function one = COUNTS("COUNT", "*", returns(integer18), "count({distinct}$1){over}");
  constexpr Function many = COUNTS("COUNT", "*+", returns(integer18),
                                   "count({distinct}CASE WHEN mh_no_nulls($*) THEN row($*) END)"
                                   "{over}");
  const bool is_star =
      call.arguments.size() == 1 && call.arguments[0]->kind == ExpressionKind::star;
  FunctionCall plain = call;
  if (is_star) plain.arguments = {};
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, plain));
  if (is_star) return make_aggregate(r, scope, plain, star, parts, integer18);
  for (const Bound*& argument : parts.arguments) argument = comparable(r, *argument);
  if (parts.arguments.empty()) {
    return errors::not_enough_arguments(r.text_of(call.span), 1, 0, call.span);
  }
  return make_aggregate(r, scope, call, parts.arguments.size() == 1 ? one : many, parts, integer18);
}

std::span<const Function> average_row() {
  const Function* row = std::find_if(std::begin(rows), std::end(rows),
                                     [](const Function& each) { return each.name == "AVG"; });
  return {row, 1};
}

// The engine's avg is a DOUBLE; NUMBER divides its exact sum instead.
Result<const Bound*> resolve_average(Resolver& r, Scope& scope, const FunctionCall& call) {
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const Function* row = TRY(choose_overload(r, "AVG", average_row(), parts.arguments, call.span));
  const Type type = result_type(*row, parts.arguments);
  Function function = *row;
  if (type.is_float()) {
    function.engine = "avg({distinct}$1){over}";
  } else {
    const std::string engine = "mh_div_" + std::to_string(type.scale) +
                               "(sum({distinct}$1){over}, count({distinct}$1){over})";
    function.engine = r.arena.text(engine);
  }
  return make_aggregate(r, scope, call, function, parts, type);
}

}  // namespace

std::span<const Function> aggregate_functions() {
  return rows;
}

}  // namespace mockhaus::sql
