// table: functions that only windows have.
#include <algorithm>

#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/aggregate.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/operators.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> resolve_change_event(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_interpolate(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_ratio(Resolver& r, Scope& scope, const FunctionCall& call);

#define RANKS(name, engine)                                                                     \
  { name, "", returns(integer18), engine, NullRule::never, Carrier::integer, FunctionKind::window }
#define SHARES(name, engine)                                                                    \
  {                                                                                             \
    name, "", returns(types::floating()), engine, NullRule::never, Carrier::exact,              \
        FunctionKind::window                                                                    \
  }
#define VALUES(name, parameters, type, engine)                                                  \
  { name, parameters, type, engine, NullRule::nullable, Carrier::wide, FunctionKind::window }
#define FORM(name, resolve)                                                                     \
  {                                                                                             \
    name, "*", same_as_first, "", NullRule::nullable, Carrier::wide, FunctionKind::window,      \
        false, resolve                                                                          \
  }

constexpr Function rows[] = {
    FORM("CONDITIONAL_CHANGE_EVENT", resolve_change_event),
    {"CONDITIONAL_TRUE_EVENT", "b", returns(integer18),
     "sum(CASE WHEN $1 THEN 1 ELSE 0 END){over}", NullRule::never, Carrier::integer,
     FunctionKind::window},
    SHARES("CUME_DIST", "cume_dist(){over}"),
    RANKS("DENSE_RANK", "dense_rank(){over}"),
    VALUES("FIRST_VALUE", "*", same_as_first, "first_value($1{nulls}){over}"),
    FORM("INTERPOLATE_BFILL", resolve_interpolate),
    FORM("INTERPOLATE_FFILL", resolve_interpolate),
    FORM("INTERPOLATE_LINEAR", resolve_interpolate),
    VALUES("LAG", "*", same_as_first, "lag($1{nulls}){over}"),
    VALUES("LAG", "*i", same_as_first, "lag($1, CAST($2 AS BIGINT){nulls}){over}"),
    VALUES("LAG", "=i=", common_type, "lag($1, CAST($2 AS BIGINT), $3{nulls}){over}"),
    VALUES("LAST_VALUE", "*", same_as_first, "last_value($1{nulls}){over}"),
    VALUES("LEAD", "*", same_as_first, "lead($1{nulls}){over}"),
    VALUES("LEAD", "*i", same_as_first, "lead($1, CAST($2 AS BIGINT){nulls}){over}"),
    VALUES("LEAD", "=i=", common_type, "lead($1, CAST($2 AS BIGINT), $3{nulls}){over}"),
    VALUES("NTH_VALUE", "*i", same_as_first, "nth_value($1, CAST($2 AS BIGINT){nulls}){over}"),
    {"NTILE", "i", returns(integer18), "ntile(CAST($1 AS BIGINT)){over}", NullRule::never,
     Carrier::integer, FunctionKind::window},
    SHARES("PERCENT_RANK", "percent_rank(){over}"),
    RANKS("RANK", "rank(){over}"),
    FORM("RATIO_TO_REPORT", resolve_ratio),
    RANKS("ROW_NUMBER", "row_number(){over}"),
};
static_assert(sorted_by_name(rows));

Result<AggregateParts> one_argument(Resolver& r, Scope& scope, const FunctionCall& call) {
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const int count = static_cast<int>(parts.arguments.size());
  const std::string_view text = r.text_of(call.span);
  if (count < 1) return errors::not_enough_arguments(text, 1, count, call.span);
  if (count > 1) return errors::too_many_arguments(text, 1, count, call.span);
  return parts;
}

// One of the windows that a function is made of: the same OVER with another frame.
Result<const Bound*> part_window(Resolver& r, Scope& scope, const FunctionCall& call,
                                 std::string_view name, std::string_view engine, Type type,
                                 const Bound& argument, BoundFrame frame) {
  Function row = VALUES("", "*", same_as_first, "");
  row.name = name;
  row.engine = engine;
  AggregateParts parts;
  parts.arguments = {&argument};
  const Bound* made = TRY(make_aggregate(r, scope, call, row, parts, type));
  if (made->kind != BoundKind::window) return made;
  BoundWindow* window = r.arena.make<BoundWindow>(as<BoundWindow>(*made));
  window->frame = frame;
  return window;
}

constexpr BoundFrame rows_before{BoundFrameUnit::rows, "UNBOUNDED PRECEDING", "1 PRECEDING"};
constexpr BoundFrame rows_up_to_here{BoundFrameUnit::rows, "UNBOUNDED PRECEDING", "CURRENT ROW"};
constexpr BoundFrame rows_from_here{BoundFrameUnit::rows, "CURRENT ROW", "UNBOUNDED FOLLOWING"};
constexpr std::string_view last_known = "last_value($1 IGNORE NULLS){over}";
constexpr std::string_view next_known = "first_value($1 IGNORE NULLS){over}";

// Counts the rows whose value differs from the last one before that is not NULL.
Result<const Bound*> resolve_change_event(Resolver& r, Scope& scope, const FunctionCall& call) {
  const AggregateParts parts = TRY(one_argument(r, scope, call));
  const std::string_view name = "CONDITIONAL_CHANGE_EVENT";
  const Bound* value = comparable(r, *parts.arguments[0]);
  const Bound* before = TRY(part_window(r, scope, call, name, last_known, value->type, *value,
                                        rows_before));
  const Bound* change = make_call(r, "CASE WHEN $1 <> $2 THEN 1 ELSE 0 END", types::number(1, 0),
                                  {value, before}, call.span);
  Function row = rows[1];
  row.name = name;
  row.engine = "sum($1){over}";
  AggregateParts events;
  events.arguments = {change};
  return make_aggregate(r, scope, call, row, events, integer18);
}

// The value where there is one, else the last before, the next behind, or what lies between both
// in proportion to ORDER BY.
Result<const Bound*> resolve_interpolate(Resolver& r, Scope& scope, const FunctionCall& call) {
  AggregateParts parts = TRY(one_argument(r, scope, call));
  const std::string_view name = call.name.parts.back().text;
  const Bound* value = parts.arguments[0];
  const auto window = [&](std::string_view engine, const Bound& of, BoundFrame frame) {
    return part_window(r, scope, call, name, engine, of.type, of, frame);
  };
  if (name == "INTERPOLATE_FFILL") return window(last_known, *value, rows_up_to_here);
  if (name == "INTERPOLATE_BFILL") return window(next_known, *value, rows_from_here);
  value = TRY(cast(r, *value, types::floating(), CastMode::implicit_cast, call.span));
  const Bound* any = TRY(window("row_number(){over}", *value, BoundFrame{}));
  if (any->kind != BoundKind::window || as<BoundWindow>(*any).order_by.size() != 1) {
    return errors::unsupported("INTERPOLATE_LINEAR over several ORDER BY items");
  }
  const Bound& key = *as<BoundWindow>(*any).order_by[0].value;
  const bool usable = key.type.is_numeric() || key.type.is_temporal();
  if (!usable) return errors::unsupported("INTERPOLATE_LINEAR over " + describe(key.type));
  const char* place = key.type.kind == TypeKind::date ? "CAST($1 - DATE '1970-01-01' AS DOUBLE)"
                                                      : "CAST($1 AS DOUBLE)";
  const Bound* at = make_call(r, place, types::floating(), {&key}, call.span);
  const Bound* known = make_call(r, "CASE WHEN $1 IS NOT NULL THEN $2 END", types::floating(),
                                 {value, at}, call.span);
  const Bound* low = TRY(window(last_known, *value, rows_up_to_here));
  const Bound* high = TRY(window(next_known, *value, rows_from_here));
  const Bound* from = TRY(window(last_known, *known, rows_up_to_here));
  const Bound* to = TRY(window(next_known, *known, rows_from_here));
  return make_call(r,
                   "CASE WHEN $1 IS NOT NULL THEN $1 "
                   "ELSE $2 + ($3 - $2) * (($4 - $5) / ($6 - $5)) END",
                   types::floating(), {value, low, high, at, from, to}, call.span);
}

// x / SUM(x) OVER (..); NULL where the sum is zero. Snowflake plans it so, and says SUM.
Result<const Bound*> resolve_ratio(Resolver& r, Scope& scope, const FunctionCall& call) {
  AggregateParts parts = TRY(one_argument(r, scope, call));
  const auto overloads = find_functions("SUM");
  const Function* sum = TRY(choose_overload(r, "SUM", overloads, parts.arguments, call.span));
  Function row = *sum;
  row.name = "RATIO_TO_REPORT";
  const Type type = result_type(*sum, parts.arguments);
  const Bound* total = TRY(make_aggregate(r, scope, call, row, parts, type));
  BoundCall* divisor =
      r.arena.make<BoundCall>(*make_call(r, "nullif($1, 0)", type, {total}, call.span));
  divisor->carrier = total->carrier;
  divisor->nullable = true;
  return resolve_arithmetic(r, BinaryOperator::divide, *parts.arguments[0], *divisor, call.span);
}

}  // namespace

std::span<const Function> window_functions() {
  return rows;
}

}  // namespace mockhaus::sql
