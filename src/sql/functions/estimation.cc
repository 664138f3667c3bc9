// table: aggregates that Snowflake estimates, their states, and bitmaps.
#include <charconv>

#include "base/ascii.h"
#include "sql/errors.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/group_key.h"
#include "sql/resolve/aggregate.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/canonical_text.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> resolve_percentile(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_min_hash(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_top_k(Resolver& r, Scope& scope, const FunctionCall& call);

constexpr ResultType object = returns(types::object());
constexpr ResultType variant = returns(types::variant());
constexpr ResultType binary = returns(types::binary());
constexpr ResultType real = returns(types::floating());
constexpr ResultType whole = returns(types::number(38, 0));

#define STATE(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::never, Carrier::exact, FunctionKind::aggregate }
#define OVER_STATES(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::nullable, Carrier::exact, FunctionKind::aggregate }
#define WHOLE(name, parameters, engine) \
  { name, parameters, whole, engine, NullRule::nullable, Carrier::integer }
#define FORM(name, resolve)                                                                     \
  {                                                                                             \
    name, "*", real, "", NullRule::nullable, Carrier::exact, FunctionKind::aggregate, false,    \
        resolve                                                                                 \
  }

constexpr Function rows[] = {
    OVER_STATES("APPROXIMATE_JACCARD_INDEX", "v", real, "mh_similarity(list({distinct}$1){over})"),
    OVER_STATES("APPROXIMATE_SIMILARITY", "v", real, "mh_similarity(list({distinct}$1){over})"),
    FORM("APPROX_PERCENTILE", resolve_percentile),
    STATE("APPROX_PERCENTILE_ACCUMULATE", "f", object, "mh_percentile_state(list($1){over})"),
    STATE("APPROX_PERCENTILE_COMBINE", "v", object, "mh_percentile_combine(list($1){over})"),
    FORM("APPROX_PERCENTILE_ESTIMATE", resolve_percentile),
    FORM("APPROX_TOP_K", resolve_top_k),
    FORM("APPROX_TOP_K_ACCUMULATE", resolve_top_k),
    FORM("APPROX_TOP_K_COMBINE", resolve_top_k),
    FORM("APPROX_TOP_K_ESTIMATE", resolve_top_k),
    WHOLE("BITMAP_ABSOLUTE_POSITION", "ii", "mh_bitmap_number($1, $2)"),
    {"BITMAP_AND", "xx", binary, "mh_bitmap_and($1, $2)"},
    OVER_STATES("BITMAP_AND_AGG", "x", binary, "mh_bitmap_and_of(list($1){over})"),
    WHOLE("BITMAP_BIT_POSITION", "i", "mh_bitmap_position($1)"),
    WHOLE("BITMAP_BUCKET_NUMBER", "i", "mh_bitmap_bucket($1)"),
    OVER_STATES("BITMAP_CONSTRUCT_AGG", "i", binary, "mh_bitmap_of(list($1){over})"),
    WHOLE("BITMAP_COUNT", "x", "mh_bitmap_count($1)"),
    {"BITMAP_OR", "xx", binary, "mh_bitmap_or($1, $2)"},
    OVER_STATES("BITMAP_OR_AGG", "x", binary, "mh_bitmap_or_of(list($1){over})"),
    {"BITMAP_TO_ARRAY", "x", returns(types::array()), "mh_bitmap_to_array($1)"},
    STATE("HLL_ACCUMULATE", "*+", binary,
          "mh_hll_state(list(CASE WHEN mh_no_nulls($*) THEN mh_hash($*) END){over})"),
    STATE("HLL_COMBINE", "x", binary, "mh_hll_combine(list($1){over})"),
    {"HLL_ESTIMATE", "x", returns(integer18), "mh_hll_estimate($1)", NullRule::strict,
     Carrier::integer},
    {"HLL_EXPORT", "x", object, "mh_hll_export($1)"},
    {"HLL_IMPORT", "v", binary, "mh_hll_import($1)"},
    FORM("MINHASH", resolve_min_hash),
    OVER_STATES("MINHASH_COMBINE", "v", variant, "mh_min_hash_combine(list({distinct}$1){over})"),
};
static_assert(sorted_by_name(rows));

std::string_view name_of(const FunctionCall& call) { return call.name.parts.back().text; }

// The percentile as a NUMBER; it is a constant between 0 and 1.
Result<const Bound*> percentile_of(Resolver& r, Scope& scope, const FunctionCall& call,
                                   const Bound& value) {
  if (value.kind == BoundKind::column) {
    return errors::needs_constant(
        name_of(call), "2", canonical_text(r, scope, *call.arguments[1]));
  }
  if (value.kind == BoundKind::constant && !as<BoundConstant>(value).is_null) {
    double number = 0;
    const std::string_view text = as<BoundConstant>(value).text;
    std::from_chars(text.data(), text.data() + text.size(), number);
    if (number < 0 || number > 1) {
      return errors::invalid_parameter_value(
          text, name_of(call), 2, "Percentile must be between 0 and 1 inclusive.");
    }
  }
  if (value.type.is_number()) return &value;
  return cast(r, value, types::number(18, 12), CastMode::implicit_cast, value.span);
}

// APPROX_PERCENTILE(x, p) and APPROX_PERCENTILE_ESTIMATE(state, p).
Result<const Bound*> resolve_percentile(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function aggregate = OVER_STATES(
      "APPROX_PERCENTILE", "f*", real, "mh_percentile_near(list($1){over}, $2)");
  constexpr Function estimate = {"APPROX_PERCENTILE_ESTIMATE", "v*", real,
                                 "mh_percentile_estimate($1, $2)", NullRule::nullable};
  if (name_of(call) == aggregate.name) {
    AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
    // Snowflake plans an accumulation, and its refusal says so.
    if (parts.arguments.size() == 2) {
      std::vector<const Bound*> value = {parts.arguments[0]};
      const Function accumulate = STATE("", "f", real, "");
      TRY(choose_overload(r, "APPROX_PERCENTILE_ACCUMULATE", {&accumulate, 1}, value, call.span));
    }
    TRY(choose_overload(r, aggregate.name, {&aggregate, 1}, parts.arguments, call.span));
    parts.arguments[1] = TRY(percentile_of(r, scope, call, *parts.arguments[1]));
    return make_aggregate(r, scope, call, aggregate, parts, types::floating());
  }
  std::vector<const Bound*> arguments = TRY(resolve_each(r, scope, call));
  TRY(choose_overload(r, estimate.name, {&estimate, 1}, arguments, call.span));
  arguments[1] = TRY(percentile_of(r, scope, call, *arguments[1]));
  BoundCall* made = r.arena.make<BoundCall>(
      *make_call(r, estimate.engine, types::floating(), r.arena.list(arguments), call.span));
  made->nullable = true;
  return made;
}

// The constants of APPROX_TOP_K and its kin: how many values, how many counters.
Result<const Bound*> limit_of(Resolver& r, Scope& scope, const FunctionCall& call, size_t index,
                              const Bound& value, std::string_view what) {
  if (value.kind != BoundKind::constant) {
    return errors::needs_constant(name_of(call), std::to_string(index + 1),
                                  canonical_text(r, scope, *call.arguments[index]));
  }
  const auto& constant = as<BoundConstant>(value);
  const std::string_view text = constant.is_null ? "null" : constant.text;
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string subject = "Number of " + std::string(what);
  if (number < 1) {
    return errors::invalid_parameter_value(text, name_of(call), static_cast<int>(index),
                                           subject + " must be a positive integer");
  }
  if (number > 100'000) {
    return errors::invalid_parameter_value(text, name_of(call), static_cast<int>(index),
                                           subject + " cannot be larger than 100000");
  }
  return make_constant(r, types::number(6, 0), r.arena.text(std::to_string(number)), value.span);
}

// As the catalog's vocabulary has it: FIXED, REAL, TEXT, ...
std::string upper_wire_name(const Type& type) {
  return ascii::upper(type.kind == TypeKind::null ? "MISSING" : wire_name(type));
}

// MINHASH(k, x, ..): how many hashes a state keeps is a constant.
Result<const Bound*> resolve_min_hash(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function row = STATE("MINHASH", "i*+", variant,
                                 "mh_min_hash(list({distinct}mh_hash($2*)){over}, $1)");
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  TRY(choose_overload(r, row.name, {&row, 1}, parts.arguments, call.span));
  if (!is_constant(*parts.arguments[0])) {
    return errors::needs_constant(row.name, "1", canonical_text(r, scope, *call.arguments[0]));
  }
  make_hashable(r, row, parts.arguments);
  return make_aggregate(r, scope, call, row, parts, types::variant());
}

struct TopKForm {
  std::string_view name;
  Function row;
  std::string_view limits[2];  // what the arguments behind the first count
};
constexpr TopKForm top_k_forms[] = {
    {"APPROX_TOP_K",
     STATE("APPROX_TOP_K", "*c?c?", returns(types::array()),
           "mh_top_k(list({distinct}$1){over}, $2, $3)"),
     {"items", "counters"}},
    {"APPROX_TOP_K_ACCUMULATE",
     STATE("APPROX_TOP_K_ACCUMULATE", "*c", object, ""),
     {"counters", ""}},
    {"APPROX_TOP_K_COMBINE",
     STATE("APPROX_TOP_K_COMBINE", "vc?", object, "mh_top_k_combine(list($1){over}, $2)"),
     {"counters", ""}},
    {"APPROX_TOP_K_ESTIMATE",
     {"APPROX_TOP_K_ESTIMATE", "vc?", returns(types::array()), "mh_top_k_estimate($1, $2)",
      NullRule::nullable},
     {"counters", ""}},
};

Result<const Bound*> resolve_top_k(Resolver& r, Scope& scope, const FunctionCall& call) {
  const TopKForm* form = &top_k_forms[0];
  for (const TopKForm& each : top_k_forms) {
    if (each.name == name_of(call)) form = &each;
  }
  const bool scalar = form->row.kind == FunctionKind::scalar;
  AggregateParts parts;
  if (scalar) {
    for (const Expression* argument : call.arguments) {
      parts.arguments.push_back(TRY(resolve_expression(r, scope, *argument)));
    }
  } else {
    parts = TRY(resolve_aggregate_parts(r, scope, call));
  }
  Function row = form->row;
  TRY(choose_overload(r, form->name, {&row, 1}, parts.arguments, call.span));
  auto& arguments = parts.arguments;
  const Type type = arguments[0]->type;
  for (size_t i = 1; i < arguments.size(); ++i) {
    arguments[i] = TRY(limit_of(r, scope, call, i, *arguments[i], form->limits[i - 1]));
  }
  const auto fill = [&](const char* text) {
    arguments.push_back(make_constant(r, types::number(6, 0), text, call.span));
  };
  if (form == &top_k_forms[2] && arguments.size() < 2) fill("0");
  if (arguments.size() < 2) fill("1");
  if (form == &top_k_forms[0] && arguments.size() < 3) fill("100000");
  arguments[0] =
      TRY(cast(r, *arguments[0], types::variant(), CastMode::implicit_cast, call.span));
  if (form == &top_k_forms[1]) {
    const bool number = type.is_number();
    row.engine = r.arena.text("mh_top_k_state(list({distinct}$1){over}, $2, '" +
                              upper_wire_name(type) + "', " +
                              std::to_string(number ? type.precision : 38) + ", " +
                              std::to_string(number ? type.scale : 0) + ")");
  }
  if (!scalar) return make_aggregate(r, scope, call, row, parts, row.result.type);
  BoundCall* made = r.arena.make<BoundCall>(
      *make_call(r, row.engine, row.result.type, r.arena.list(arguments), call.span));
  made->nullable = true;
  return made;
}

}  // namespace

std::span<const Function> estimation_functions() {
  return rows;
}

}  // namespace mockhaus::sql
