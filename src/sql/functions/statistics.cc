// table: aggregates of statistics: percentiles, variances, moments, and those of pairs.
//
// NUMBERs stay exact: their values are gathered in a list, over which a kernel computes
// (engine/duckdb/functions/statistics.cc); its name ends with the scale of the result.
#include <algorithm>

#include "sql/errors.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/aggregate.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

#define PAIRS(name, engine)                                                                    \
  {                                                                                            \
    name, "ff", returns(types::floating()), engine, NullRule::nullable, Carrier::exact,        \
        FunctionKind::aggregate                                                                \
  }
#define FORM(name, resolve)                                                                    \
  {                                                                                            \
    name, "n", returns(types::floating()), "", NullRule::nullable, Carrier::wide,              \
        FunctionKind::aggregate, false, resolve                                                \
  }

Function make_row(std::string_view name, std::string_view engine, Carrier carrier) {
  return {name,    "n",     returns(types::floating()), engine,
          NullRule::nullable, carrier, FunctionKind::aggregate};
}

// Takes a NUMBER and a FLOAT as they are; text and VARIANT become `other`.
Result<const Bound*> numeric(Resolver& r, const Bound& value, const Type& other, Error refusal) {
  if (value.type.is_numeric()) return &value;
  const bool converts = value.type.kind == TypeKind::null || value.type.is_text() ||
                        value.type.kind == TypeKind::variant;
  if (!converts) return refusal;
  return cast(r, value, other, CastMode::implicit_cast, value.span);
}

Result<Done> check_count(Resolver& r, const FunctionCall& call, size_t count) {
  const int found = static_cast<int>(call.arguments.size());
  const int wanted = static_cast<int>(count);
  if (found < wanted) {
    return errors::not_enough_arguments(r.text_of(call.span), wanted, found, call.span);
  }
  if (found > wanted) {
    return errors::too_many_arguments(r.text_of(call.span), wanted, found, call.span);
  }
  return Done{};
}

// MEDIAN and PERCENTILE_CONT: three more digits, all behind the point.
Result<Type> between_type(const Type& type) {
  if (!type.is_number()) return types::floating();
  if (type.scale + 3 >= number_precision_max) {
    return errors::invalid_intermediate_type(type.precision + 3, type.scale + 3);
  }
  return types::number(std::min(type.precision + 3, number_precision_max), type.scale + 3);
}

Result<const Bound*> percentile_value(Resolver& r, const Bound& value) {
  return numeric(r, value, types::number(38, 0),
                 errors::incompatible_operand(describe(value.type), "NUMBER(9,0)"));
}

Result<const Bound*> make_percentile(Resolver& r, Scope& scope, const FunctionCall& call,
                                     std::string_view name, AggregateParts parts,
                                     bool descending) {
  const bool between = name != "PERCENTILE_DISC";
  const Bound& value = *parts.arguments[0];
  Type type = value.type;
  if (between) type = TRY(between_type(value.type));
  std::string engine = between ? "mh_percentile_cont_" : "mh_percentile_disc_";
  engine += type.is_float() ? "float" : std::to_string(type.scale);
  engine += "(list({distinct}$1){over}, ";
  engine += parts.arguments.size() > 1 ? "$2" : "0.5";
  engine += descending ? ", true)" : ", false)";
  const Function row = make_row(name, r.arena.text(engine), Carrier::wide);
  return make_aggregate(r, scope, call, row, parts, type);
}

Result<const Bound*> resolve_median(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 1));
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  parts.arguments[0] = TRY(percentile_value(r, *parts.arguments[0]));
  return make_percentile(r, scope, call, "MEDIAN", std::move(parts), false);
}

// PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY value).
Result<const Bound*> resolve_percentile(Resolver& r, Scope& scope, const FunctionCall& call) {
  const std::string_view name = call.name.parts.back().text;
  TRY(check_count(r, call, 1));
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  if (parts.order.size() != 1) return errors::needs_within_group(name, call.span);
  const Bound* percentile = parts.arguments[0];
  if (percentile->kind != BoundKind::constant && percentile->kind != BoundKind::call) {
    return errors::needs_constant(name, "1", call.span);
  }
  if (!percentile->type.is_number()) {
    percentile = TRY(
        cast(r, *percentile, types::number(18, 12), CastMode::implicit_cast, percentile->span));
  }
  const Bound* value = TRY(percentile_value(r, *parts.order[0].value));
  const bool descending = parts.order[0].descending;
  parts.arguments = {value, percentile};
  parts.order = {};
  return make_percentile(r, scope, call, name, std::move(parts), descending);
}

// The variances and what is made of them.
enum class Moment : uint8_t { variance, deviation, skew, kurtosis };
struct Spread {
  std::string_view name;
  Moment moment;
  std::string_view kernel;  // that of the variance
};
constexpr Spread spreads[] = {
    {"KURTOSIS", Moment::kurtosis, ""},
    {"SKEW", Moment::skew, "mh_var_samp_"},
    {"STDDEV", Moment::deviation, "mh_var_samp_"},
    {"STDDEV_POP", Moment::deviation, "mh_var_pop_"},
    {"STDDEV_SAMP", Moment::deviation, "mh_var_samp_"},
    {"VARIANCE", Moment::variance, "mh_var_samp_"},
    {"VARIANCE_POP", Moment::variance, "mh_var_pop_"},
    {"VARIANCE_SAMP", Moment::variance, "mh_var_samp_"},
    {"VAR_POP", Moment::variance, "mh_var_pop_"},
    {"VAR_SAMP", Moment::variance, "mh_var_samp_"},
};

const Spread& spread_named(std::string_view name) {
  return *std::find_if(std::begin(spreads), std::end(spreads),
                       [&](const Spread& each) { return each.name == name; });
}

// Twice the scale and six digits more, at most twelve, at least the value's own.
Type variance_type(const Type& type) {
  if (!type.is_number()) return types::floating();
  return types::number(38, std::max<int>(type.scale, std::min(2 * type.scale + 6, 12)));
}

std::string spread_engine(const Spread& spread, const Type& type) {
  const std::string list = "(list({distinct}$1){over}";
  const std::string suffix = type.is_float() ? "float" : std::to_string(variance_type(type).scale);
  const std::string variance = std::string(spread.kernel) + suffix + list + ")";
  switch (spread.moment) {
    case Moment::variance: return variance;
    // The root of the variance at its own scale: the answer shows that rounding.
    case Moment::deviation: return "sqrt(CAST(" + variance + " AS DOUBLE))";
    case Moment::skew: return (type.is_float() ? "mh_skew_float" : "mh_skew") + list + ", " +
                              variance + ")";
    case Moment::kurtosis: return (type.is_float() ? "mh_kurtosis_float" : "mh_kurtosis") + list +
                                  ")";
  }
  return "";
}

Result<const Bound*> resolve_spread(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Spread& spread = spread_named(call.name.parts.back().text);
  TRY(check_count(r, call, 1));
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const std::string text = describe(parts.arguments[0]->type);
  // Snowflake's plan squares the value first, and its refusal says so.
  parts.arguments[0] =
      TRY(numeric(r, *parts.arguments[0], types::floating(),
                  errors::invalid_argument_types("*", text + ", " + text, call.span)));
  const Type& value = parts.arguments[0]->type;
  const bool exact = spread.moment == Moment::variance || spread.moment == Moment::kurtosis;
  Type type = exact ? variance_type(value) : types::floating();
  if (spread.moment == Moment::kurtosis && value.is_number()) type = types::number(38, 12);
  const Carrier carrier = type.is_number() ? Carrier::wide : Carrier::exact;
  const Function row =
      make_row(spread.name, r.arena.text(spread_engine(spread, value)), carrier);
  return make_aggregate(r, scope, call, row, parts, type);
}

constexpr Function rows[] = {
    // A column without spread has no correlation: the engine says NaN.
    PAIRS("CORR", "mh_not_nan(corr($1, $2){over})"),
    PAIRS("COVAR_POP", "covar_pop($1, $2){over}"),
    PAIRS("COVAR_SAMP", "covar_samp($1, $2){over}"),
    FORM("KURTOSIS", resolve_spread),
    FORM("MEDIAN", resolve_median),
    FORM("PERCENTILE_CONT", resolve_percentile),
    FORM("PERCENTILE_DISC", resolve_percentile),
    PAIRS("REGR_AVGX", "regr_avgx($1, $2){over}"),
    PAIRS("REGR_AVGY", "regr_avgy($1, $2){over}"),
    {"REGR_COUNT", "ff", returns(integer18), "CAST(regr_count($1, $2){over} AS BIGINT)",
     NullRule::never, Carrier::integer, FunctionKind::aggregate},
    PAIRS("REGR_INTERCEPT", "mh_not_nan(regr_intercept($1, $2){over})"),
    PAIRS("REGR_R2", "mh_not_nan(regr_r2($1, $2){over})"),
    PAIRS("REGR_SLOPE", "mh_not_nan(regr_slope($1, $2){over})"),
    PAIRS("REGR_SXX", "regr_sxx($1, $2){over}"),
    PAIRS("REGR_SXY", "regr_sxy($1, $2){over}"),
    PAIRS("REGR_SYY", "regr_syy($1, $2){over}"),
    FORM("SKEW", resolve_spread),
    FORM("STDDEV", resolve_spread),
    FORM("STDDEV_POP", resolve_spread),
    FORM("STDDEV_SAMP", resolve_spread),
    FORM("VARIANCE", resolve_spread),
    FORM("VARIANCE_POP", resolve_spread),
    FORM("VARIANCE_SAMP", resolve_spread),
    FORM("VAR_POP", resolve_spread),
    FORM("VAR_SAMP", resolve_spread),
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> statistics_functions() {
  return rows;
}

}  // namespace mockhaus::sql
