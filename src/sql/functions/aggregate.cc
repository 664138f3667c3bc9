// table: aggregates, and what they give in windows.
#include "sql/resolve/aggregate.h"

#include <algorithm>

#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/select.h"
#include "sql/resolve/window_frame.h"
#include "values/collation.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> resolve_count(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_average(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_extreme(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_extreme_by(Resolver& r, Scope& scope, const FunctionCall& call);

#define AGGREGATE(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::nullable, Carrier::wide, FunctionKind::aggregate }
#define COUNTS(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::never, Carrier::integer, FunctionKind::aggregate }
#define FORM(name, resolve)                                                                     \
  {                                                                                             \
    name, "*", same_as_first, "", NullRule::nullable, Carrier::wide, FunctionKind::aggregate,   \
        false, resolve                                                                          \
  }
// Bit by bit over whole numbers, or over BINARY values of one length.
#define BITS(name, op)                                                                          \
  AGGREGATE(name, "x!", same_as_first,                                                          \
            "list_reduce(list($1) FILTER (WHERE $1 IS NOT NULL){over}, "                        \
            "lambda a, b: mh_binary_bit" op "(a, b))"),                                         \
  {                                                                                             \
    name, "i", returns(types::number(38, 0)), "bit_" op "(CAST($1 AS HUGEINT)){over}",          \
        NullRule::nullable, Carrier::integer, FunctionKind::aggregate                           \
  }

constexpr Function rows[] = {
    AGGREGATE("ANY_VALUE", "*", same_as_first, "any_value({distinct}$1{order}){over}"),
    FORM("APPROXIMATE_COUNT_DISTINCT", resolve_count),
    FORM("APPROX_COUNT_DISTINCT", resolve_count),
    FORM("AVG", resolve_average),
    BITS("BITANDAGG", "and"),
    BITS("BITAND_AGG", "and"),
    BITS("BITORAGG", "or"),
    BITS("BITOR_AGG", "or"),
    BITS("BITXORAGG", "xor"),
    BITS("BITXOR_AGG", "xor"),
    BITS("BIT_ANDAGG", "and"),
    BITS("BIT_AND_AGG", "and"),
    BITS("BIT_ORAGG", "or"),
    BITS("BIT_OR_AGG", "or"),
    BITS("BIT_XORAGG", "xor"),
    BITS("BIT_XOR_AGG", "xor"),
    AGGREGATE("BOOLAND_AGG", "b", returns(types::boolean()), "bool_and($1){over}"),
    AGGREGATE("BOOLOR_AGG", "b", returns(types::boolean()), "bool_or($1){over}"),
    // True where exactly one row is.
    AGGREGATE("BOOLXOR_AGG", "b", returns(types::boolean()),
              "(sum(CAST($1 AS INTEGER)){over} = 1)"),
    FORM("COUNT", resolve_count),
    // Snowflake plans a sum: no rows give NULL.
    {"COUNT_IF", "b!", returns(types::number(13, 0)),
     "sum(CASE WHEN $1 THEN 1 ELSE 0 END){over}", NullRule::nullable, Carrier::integer,
     FunctionKind::aggregate},
    COUNTS("GROUPING", "*+", returns(types::number(18, 0)), "grouping($*)"),
    COUNTS("GROUPING_ID", "*+", returns(types::number(18, 0)), "grouping($*)"),
    {"HASH_AGG", "*+", returns(types::number(19, 0)),
     "mh_wrap64(sum({distinct}mh_hash($*)){over})", NullRule::never, Carrier::exact,
     FunctionKind::aggregate},
    FORM("HLL", resolve_count),
    FORM("MAX", resolve_extreme),
    FORM("MAX_BY", resolve_extreme_by),
    FORM("MIN", resolve_extreme),
    FORM("MIN_BY", resolve_extreme_by),
    AGGREGATE("MODE", "*", same_as_first, "mode($1){over}"),
    AGGREGATE("SUM", "N!", computed(sum_type), "mh_number_{scale}(sum({distinct}$1){over})"),
    AGGREGATE("SUM", "f", computed(sum_type), "sum({distinct}$1){over}"),
};
static_assert(sorted_by_name(rows));

std::string_view name_of(const FunctionCall& call) {
  return call.name.parts.empty() ? std::string_view("?") : call.name.parts.back().text;
}

Function renamed(Function row, std::string_view name) {
  row.name = name;
  return row;
}

// COUNT(v:path) counts neither NULL nor JSON null.
const Bound* counted(Resolver& r, const Bound& value) {
  if (value.type.kind != TypeKind::variant) return comparable(r, value);
  const Bound* present =
      make_call(r, "mh_strip_null_value($1)", types::variant(), {&value}, value.span);
  return comparable(r, *present);
}

// COUNT(*), COUNT(a), COUNT(DISTINCT a, b), COUNT(t.*): rows without NULL among the arguments. The
// estimates of a number of distinct values are exact, as Snowflake's are for small ones.
Result<const Bound*> resolve_count(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function star = COUNTS("COUNT", "", returns(integer18), "count(*){over}");
  constexpr Function one = COUNTS("COUNT", "*", returns(integer18), "count({distinct}$1){over}");
  constexpr Function many = COUNTS("COUNT", "*+", returns(integer18),
                                   "count({distinct}CASE WHEN mh_no_nulls($*) THEN row($*) END)"
                                   "{over}");
  FunctionCall plain = call;
  const std::string_view name = name_of(call);
  if (name != "COUNT") plain.distinct = true;
  const bool is_star =
      call.arguments.size() == 1 && call.arguments[0]->kind == ExpressionKind::star &&
      as<Star>(*call.arguments[0]).qualifier.empty() &&
      !as<Star>(*call.arguments[0]).has_ilike && as<Star>(*call.arguments[0]).exclude.empty();
  if (is_star && !plain.distinct) {
    plain.arguments = {};
    const AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, plain));
    return make_aggregate(r, scope, plain, star, parts, integer18);
  }
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, plain));
  for (const Bound*& argument : parts.arguments) argument = counted(r, *argument);
  if (parts.arguments.empty()) {
    return errors::not_enough_arguments(r.text_of(call.span), 1, 0, call.span);
  }
  const Function row = renamed(parts.arguments.size() == 1 ? one : many, name);
  return make_aggregate(r, scope, plain, row, parts, integer18);
}

// In a window, AVG has another type wherever OVER has not just an ORDER BY.
Result<Type> windowed_average_type(const Type& type, const WindowSpecification& over) {
  const Type types[] = {type};
  if (!type.is_number() || (!over.order_by.empty() && over.unit == FrameUnit::none)) {
    return average_type(types);
  }
  if (type.scale + 3 >= number_precision_max) {
    return errors::invalid_intermediate_type(std::min(type.precision + 15, 38 + 3),
                                             type.scale + 3);
  }
  return types::number(std::min(type.precision + 15, number_precision_max), type.scale + 3);
}

// The engine's avg is a DOUBLE; NUMBER divides its exact sum instead.
Result<const Bound*> resolve_average(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function overloads[] = {
      AGGREGATE("AVG", "N!", computed(average_type),
                "mh_div_{scale}(sum({distinct}$1){over}, count({distinct}$1){over})"),
      AGGREGATE("AVG", "f", computed(average_type), "avg({distinct}$1){over}"),
  };
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  // Snowflake plans a sum over a count, and its refusal says so.
  const std::string_view name = call.over == nullptr ? "SUM" : "AVG";
  const Function* row = TRY(choose_overload(r, name, overloads, parts.arguments, call.span));
  Type type = result_type(*row, parts.arguments);
  if (call.over != nullptr && !is_measure(call)) {
    type = TRY(windowed_average_type(parts.arguments[0]->type, *call.over));
  }
  return make_aggregate(r, scope, call, *row, parts, type);
}

// MIN and MAX. The bytes of a VARIANT or of collated text do not order as its values do.
Result<const Bound*> resolve_extreme(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function overloads[] = {
      AGGREGATE("MAX", "*", same_as_first, "max({distinct}$1){over}"),
      AGGREGATE("MIN", "*", same_as_first, "min({distinct}$1){over}"),
      AGGREGATE("MAX", "**", same_as_first, "arg_max({distinct}$1, $2){over}"),
      AGGREGATE("MIN", "**", same_as_first, "arg_min({distinct}$1, $2){over}"),
  };
  const bool least = name_of(call) == "MIN";
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const std::span<const Function> one(&overloads[least ? 1 : 0], 1);
  TRY(choose_overload(r, name_of(call), one, parts.arguments, call.span));
  const Bound& value = *parts.arguments[0];
  const Type type = value.type;
  if (type.kind == TypeKind::array || type.kind == TypeKind::object) {
    return errors::invalid_argument_types(name_of(call), describe(type), call.span);
  }
  const bool keyed = type.kind == TypeKind::variant ||
                     (type.is_text() && !values::compares_bytes(type.collation));
  if (keyed) parts.arguments.push_back(comparable(r, value));
  return make_aggregate(r, scope, call, overloads[(keyed ? 2 : 0) + (least ? 1 : 0)], parts, type);
}

// MAX_BY(value, key): the value, NULL or not, of the row with the greatest key. With a count, an
// ARRAY of the values of so many rows.
Result<const Bound*> resolve_extreme_by(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function overloads[] = {
      AGGREGATE("MAX_BY", "**", same_as_first, "arg_max_null($1, $2){over}"),
      AGGREGATE("MIN_BY", "**", same_as_first, "arg_min_null($1, $2){over}"),
      AGGREGATE("MAX_BY", "v*c", returns(types::array()),
                "mh_array_of(list_slice(list($1 ORDER BY $2 DESC NULLS LAST) "
                "FILTER (WHERE $2 IS NOT NULL){over}, 1, CAST($3 AS BIGINT)))"),
      AGGREGATE("MIN_BY", "v*c", returns(types::array()),
                "mh_array_of(list_slice(list($1 ORDER BY $2 ASC NULLS LAST) "
                "FILTER (WHERE $2 IS NOT NULL){over}, 1, CAST($3 AS BIGINT)))"),
  };
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const size_t least = name_of(call) == "MIN_BY" ? 1 : 0;
  const Function rows[] = {overloads[least], overloads[least + 2]};
  const Function* row = TRY(choose_overload(r, name_of(call), rows, parts.arguments, call.span));
  if (parts.arguments.size() > 2 && parts.arguments[2]->kind != BoundKind::constant) {
    return errors::needs_constant(name_of(call), "3", call.span);
  }
  const Type type = result_type(*row, parts.arguments);
  parts.arguments[1] = comparable(r, *parts.arguments[1]);
  return make_aggregate(r, scope, call, *row, parts, type);
}

}  // namespace

std::span<const Function> aggregate_functions() {
  return rows;
}

}  // namespace mockhaus::sql
