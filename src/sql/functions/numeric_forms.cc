#include "sql/functions/numeric_forms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/ascii.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/operators.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

using Arguments = std::vector<const Bound*>;

// Resolves between `least` and `most` arguments. Named ones go to the place of their name.
Result<Arguments> resolve_arguments(Resolver& r, Scope& scope, const FunctionCall& call, int least,
                                    int most, std::span<const std::string_view> names = {}) {
  const int count = static_cast<int>(call.arguments.size());
  const std::string_view text = r.text_of(call.span);
  if (count < least) return errors::not_enough_arguments(text, least, count, call.span);
  if (count > most) return errors::too_many_arguments(text, most, count, call.span);
  Arguments arguments(call.arguments.size());
  size_t next = 0;
  for (const Expression* argument : call.arguments) {
    size_t place = next++;
    if (argument->kind == ExpressionKind::named_argument) {
      const auto& named = as<NamedArgument>(*argument);
      place = static_cast<size_t>(std::find(names.begin(), names.end(), named.name.text) -
                                  names.begin());
      argument = named.value;
    }
    if (place >= arguments.size() || arguments[place] != nullptr) {
      return errors::unsupported("named arguments of this function");
    }
    arguments[place] = TRY(resolve_expression(r, scope, *argument));
  }
  return arguments;
}

// The value of a whole constant, such as a scale.
std::optional<int> constant_integer(const Bound& value) {
  if (value.kind != BoundKind::constant || !value.type.is_number()) return std::nullopt;
  const auto& constant = as<BoundConstant>(value);
  if (constant.is_null || value.type.scale != 0) return std::nullopt;
  int number = 0;
  const char* end = constant.text.data() + constant.text.size();
  if (std::from_chars(constant.text.data(), end, number).ptr != end) return std::nullopt;
  return number;
}

std::optional<std::string> constant_upper(const Bound& value) {
  if (value.kind != BoundKind::constant || !value.type.is_text()) return std::nullopt;
  return ascii::upper(as<BoundConstant>(value).text);
}

// Text and VARIANT become FLOAT, NULL and BOOLEAN a NUMBER.
Result<const Bound*> as_numeric(Resolver& r, const Bound& value) {
  if (value.type.is_number()) {
    return value.carrier == Carrier::integer ? exact(r, value) : &value;
  }
  if (value.type.is_float()) return &value;
  const bool to_number = value.type.kind == TypeKind::null || value.type.kind == TypeKind::boolean;
  const Type target = to_number ? types::number(1, 0) : types::floating();
  return cast(r, value, target, CastMode::implicit_cast, value.span);
}

const Bound* make_wide(Resolver& r, const std::string& engine, Type type, BoundList arguments,
                       Span span) {
  auto* call = r.arena.make<BoundCall>(
      *make_call(r, r.arena.text(engine), type, r.arena.list(arguments), span));
  call->carrier = Carrier::wide;
  return call;
}

// One of ROUND, TRUNC, CEIL, FLOOR over its value and, if it is there, its scale.
Result<const Bound*> make_rounding(Resolver& r, const std::string& kernel,
                                   std::span<const Bound* const> arguments, Span span) {
  const Bound* value = TRY(as_numeric(r, *arguments[0]));
  const Bound* places = make_constant(r, types::number(1, 0), "0", span);
  if (arguments.size() > 1) places = TRY(as_numeric(r, *arguments[1]));
  const std::array<const Bound*, 2> both = {value, places};
  if (!value->type.is_number()) {
    return make_call(r, r.arena.text(kernel + "($1, $2)"), types::floating(),
                     r.arena.list(BoundList(both)), span);
  }
  const int precision = value->type.precision, scale = value->type.scale;
  int wanted = scale;
  int more = 1;
  if (const auto constant = constant_integer(*places)) {
    if (*constant >= scale) return value;
    wanted = std::max(*constant, 0);
    more += std::max(0, -*constant - (precision - scale));
  }
  // Digits behind the point that go make room for the one that rounding may add in front.
  const int digits = std::min(number_precision_max, precision + std::min(more, 38));
  return make_wide(r, kernel + "_" + std::to_string(wanted) + "($1, $2)",
                   types::number(digits, wanted), both, span);
}

Result<const Bound*> resolve_rounding(Resolver& r, Scope& scope, const FunctionCall& call,
                                      const char* kernel) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 1, 2));
  return make_rounding(r, kernel, arguments, call.span);
}

Result<const Bound*> make_zero_division(Resolver& r, Scope& scope, const FunctionCall& call,
                                        const char* divisor) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 2, 2));
  const Bound* a = TRY(as_numeric(r, *arguments[0]));
  const Bound* b = TRY(as_numeric(r, *arguments[1]));
  if (!a->type.is_number() || !b->type.is_number()) {
    a = TRY(cast(r, *a, types::floating(), CastMode::implicit_cast, call.span));
    b = TRY(cast(r, *b, types::floating(), CastMode::implicit_cast, call.span));
    const std::string engine = std::string("mh_float_div0($1, ") + divisor + ")";
    return make_call(r, r.arena.text(engine), types::floating(), {a, b}, call.span);
  }
  const int scale = std::max<int>(a->type.scale, std::min(a->type.scale + 6, 12));
  const int leading = a->type.precision - a->type.scale + b->type.scale;
  const Type type = types::number(std::clamp(leading + scale, 1, number_precision_max), scale);
  const std::array<const Bound*, 2> both = {a, b};
  return make_wide(r, "mh_div0_" + std::to_string(scale) + "($1, " + divisor + ")", type, both,
                   call.span);
}

// What stands behind the value in TO_NUMBER: [format] [precision [scale]].
struct NumberTarget {
  const Bound* format = nullptr;
  Type type = types::number(38, 0);
};

Result<NumberTarget> read_target(Resolver& r, const Arguments& arguments, Span span) {
  NumberTarget target;
  size_t next = 1;
  if (next < arguments.size() && arguments[next]->type.is_text()) target.format = arguments[next++];
  int numbers[2] = {38, 0};
  for (int i = 0; next < arguments.size(); ++i, ++next) {
    const auto constant = constant_integer(*arguments[next]);
    if (!constant || i == 2) {
      return errors::needs_constant("TO_NUMBER", r.text_of(arguments[next]->span), span);
    }
    numbers[i] = *constant;
  }
  if (numbers[0] < 1 || numbers[0] > 38) return errors::invalid_precision(numbers[0], 38);
  if (numbers[1] < 0 || numbers[1] > std::min(numbers[0], 37)) {
    return errors::invalid_scale(numbers[1], std::min(numbers[0], 37));
  }
  target.type = types::number(numbers[0], numbers[1]);
  return target;
}

const Bound* make_parse(Resolver& r, const char* kernel, const Bound& text,
                        const NumberTarget& target, Span span) {
  std::string engine = kernel + std::to_string(target.type.scale) + "($1, " +
                       std::to_string(target.type.precision);
  if (target.format == nullptr) {
    const std::array<const Bound*, 1> one = {&text};
    return make_wide(r, engine + ")", target.type, one, span);
  }
  const std::array<const Bound*, 2> both = {&text, target.format};
  return make_wide(r, engine + ", $2)", target.type, both, span);
}

}  // namespace

Result<const Bound*> resolve_ceil(Resolver& r, Scope& scope, const FunctionCall& call) {
  return resolve_rounding(r, scope, call, "mh_ceil");
}

Result<const Bound*> resolve_floor(Resolver& r, Scope& scope, const FunctionCall& call) {
  return resolve_rounding(r, scope, call, "mh_floor");
}

Result<const Bound*> resolve_round(Resolver& r, Scope& scope, const FunctionCall& call) {
  static constexpr std::string_view names[] = {"EXPR", "SCALE", "ROUNDING_MODE"};
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 1, 3, names));
  std::string kernel = "mh_round";
  if (arguments.size() == 3) {
    const auto mode = constant_upper(*arguments[2]);
    if (mode == "HALF_TO_EVEN") {
      kernel = "mh_round_even";
    } else if (mode != "HALF_AWAY_FROM_ZERO") {
      return errors::needs_constant("ROUND", r.text_of(arguments[2]->span), call.span);
    }
  }
  return make_rounding(r, kernel, std::span(arguments).first(std::min<size_t>(2, arguments.size())),
                       call.span);
}

// TRUNC(date, part) is DATE_TRUNC(part, date).
Result<const Bound*> resolve_trunc(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 1, 2));
  if (arguments[0]->type.is_temporal()) {
    if (arguments.size() < 2) {
      return errors::not_enough_arguments(r.text_of(call.span), 2, 1, call.span);
    }
    FunctionCall truncation = call;
    const std::array<const Expression*, 2> swapped = {call.arguments[1], call.arguments[0]};
    truncation.arguments = r.arena.list(std::span<const Expression* const>(swapped));
    const auto overloads = find_functions("DATE_TRUNC");
    if (!overloads.empty() && overloads.front().resolve != nullptr) {
      return overloads.front().resolve(r, scope, truncation);
    }
    std::array<const Bound*, 2> bound = {arguments[1], arguments[0]};
    return call_function(r, "DATE_TRUNC", bound, call.span);
  }
  return make_rounding(r, "mh_trunc", arguments, call.span);
}

Result<const Bound*> resolve_mod(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 2, 2));
  return resolve_arithmetic(r, BinaryOperator::modulo, *arguments[0], *arguments[1], call.span);
}

Result<const Bound*> resolve_div(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 2, 2));
  return resolve_arithmetic(r, BinaryOperator::divide, *arguments[0], *arguments[1], call.span);
}

Result<const Bound*> resolve_div0(Resolver& r, Scope& scope, const FunctionCall& call) {
  return make_zero_division(r, scope, call, "$2");
}

Result<const Bound*> resolve_div0null(Resolver& r, Scope& scope, const FunctionCall& call) {
  return make_zero_division(r, scope, call, "coalesce($2, 0)");
}

Result<const Bound*> resolve_to_number(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 1, 4));
  const NumberTarget target = TRY(read_target(r, arguments, call.span));
  const Bound& value = *arguments[0];
  if (value.type.is_text()) return make_parse(r, "mh_to_decimal_", value, target, call.span);
  return cast(r, value, target.type, CastMode::explicit_cast, call.span);
}

Result<const Bound*> resolve_try_to_number(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 1, 4));
  const NumberTarget target = TRY(read_target(r, arguments, call.span));
  const Bound& value = *arguments[0];
  if (value.type.kind == TypeKind::null) return make_null(r, target.type, call.span);
  if (!value.type.is_text()) {
    return errors::cast_not_possible("TRY_CAST", describe(value.type), describe(target.type),
                                     call.span);
  }
  const Bound* parsed = make_parse(r, "mh_try_to_decimal_", value, target, call.span);
  auto* result = r.arena.make<BoundCall>(as<BoundCall>(*parsed));
  result->nullable = true;
  return result;
}

}  // namespace mockhaus::sql
