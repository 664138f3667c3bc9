#include "sql/resolve/arguments.h"

#include <algorithm>
#include <climits>

#include "sql/errors.h"
#include "sql/functions/collation_forms.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

struct Parameter {
  char letter = '*';
  bool strict = false;
  bool optional = false;
  bool repeated = false;
};

// Reads "ti?n+" (functions/function.h explains the letters).
class Parameters {
 public:
  explicit Parameters(std::string_view text) {
    for (char c : text) {
      if (c == '!') list_[count_ - 1].strict = true;
      else if (c == '?') list_[count_ - 1].optional = true;
      else if (c == '+') list_[count_ - 1].repeated = true;
      else if (count_ < std::size(list_)) list_[count_++].letter = c;
    }
  }
  int least() const {
    int count = 0;
    while (count < static_cast<int>(count_) && !list_[count].optional) ++count;
    return count;
  }
  int most() const {
    return count_ > 0 && list_[count_ - 1].repeated ? INT_MAX : static_cast<int>(count_);
  }
  const Parameter& at(size_t i) const { return list_[std::min(i, count_ - 1)]; }

 private:
  Parameter list_[12];
  size_t count_ = 0;
};

bool is_null(const Type& type) { return type.kind == TypeKind::null; }

// The type that an argument of `type` must become; nothing where the letter does not take it.
std::optional<Type> wanted_type(const Parameter& parameter, const Type& type) {
  const auto keep_if = [&](bool fits) { return fits ? std::optional(type) : std::nullopt; };
  const auto coerced = [&](const Type& target) -> std::optional<Type> {
    if (type.kind == target.kind) return type;
    if (is_null(type) || (!parameter.strict && can_coerce(type, target))) return target;
    return std::nullopt;
  };
  switch (parameter.letter) {
    case 't': return coerced(types::text());
    case 'n':
      if (type.is_numeric() || is_null(type)) return is_null(type) ? types::number(1, 0) : type;
      if (type.is_text() && !parameter.strict) return types::floating();
      return coerced(types::number(38, 0));
    case 'N':
      if (type.is_number()) return type;
      return coerced(types::number(38, type.is_text() ? 5 : 0));
    case 'i':
      if (type.is_number() && type.scale == 0) return type;
      if (type.is_numeric() || is_null(type)) return types::number(38, 0);
      return coerced(types::number(38, 0));
    case 'f': return coerced(types::floating());
    case 'b': return coerced(types::boolean());
    case 'x': return coerced(types::binary());
    case 'y':
      if (type.kind == TypeKind::binary) return type;
      return coerced(types::text());
    case 'd': return coerced(types::date());
    case 'm': return coerced(types::time());
    case 'z': return is_null(type) ? types::timestamp(TypeKind::timestamp_ntz)
                                   : keep_if(type.is_timestamp());
    case 'p': return coerced(types::timestamp(TypeKind::timestamp_ntz));
    case 'P': return coerced(types::timestamp(TypeKind::timestamp_ltz));
    case 'q': return coerced(types::timestamp(TypeKind::timestamp_tz));
    case 'D': return is_null(type) ? types::date() : keep_if(type.is_temporal());
    case 'E':
      if (type.kind == TypeKind::date || type.is_timestamp()) return type;
      return coerced(types::timestamp(TypeKind::timestamp_ntz));
    case 'v':
    case 'V': return coerced(types::variant());
    case 'a': return coerced(types::array());
    case 'o': return coerced(types::object());
    case 's': return is_null(type) ? types::variant() : keep_if(type.is_semi_structured());
    case '=':
    case 'c':
    case '*':
    default:
      return type;
  }
}

// All the '=' arguments together, or nothing where they have no common type.
std::optional<Type> common_of(const Parameters& parameters,
                              std::span<const Bound* const> arguments) {
  Type common;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (parameters.at(i).letter != '=') continue;
    const auto both = common_type_of(common, arguments[i]->type);
    if (!both) return std::nullopt;
    common = *both;
  }
  return common;
}

// What Snowflake makes no VARIANT by itself.
bool needs_variant_cast(const Type& type) {
  return type.is_text() || type.kind == TypeKind::binary || type.is_temporal();
}

bool accepts(const Function& function, std::span<const Bound* const> arguments) {
  const Parameters parameters(function.parameters);
  const bool structured = std::ranges::any_of(
      arguments, [](const Bound* argument) { return argument->type.structured; });
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Type& type = arguments[i]->type;
    if (!wanted_type(parameters.at(i), type)) return false;
    if (parameters.at(i).letter == 'V' && !structured && needs_variant_cast(type)) return false;
  }
  return common_of(parameters, arguments).has_value();
}

Result<Done> check_constants(const Function& function,
                             std::span<const Bound* const> arguments, Span span) {
  if (!function.name.starts_with("SEQ")) return Done{};  // the others see to it themselves
  const Parameters parameters(function.parameters);
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (parameters.at(i).letter != 'c' || is_constant(*arguments[i])) continue;
    return errors::needs_constant(function.name, std::to_string(i + 1), span);
  }
  return Done{};
}

Result<Done> convert(Resolver& r, const Function& function, std::vector<const Bound*>& arguments) {
  const Parameters parameters(function.parameters);
  const std::optional<Type> common = common_of(parameters, arguments);
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Parameter& parameter = parameters.at(i);
    const Type target = parameter.letter == '=' ? *common
                                                : *wanted_type(parameter, arguments[i]->type);
    const Bound& argument = *arguments[i];
    const bool rounds = parameter.letter == 'i' && argument.type.scale != 0;
    if (argument.type == target && !rounds) continue;
    arguments[i] = TRY(cast(r, argument, target, CastMode::implicit_cast, argument.span));
  }
  return Done{};
}

}  // namespace

bool is_constant(const Bound& value) {
  if (value.is_volatile) return false;
  if (value.kind == BoundKind::constant) return true;
  if (value.kind != BoundKind::call) return false;
  const BoundList parts = as<BoundCall>(value).arguments;
  return std::all_of(parts.begin(), parts.end(),
                     [](const Bound* part) { return is_constant(*part); });
}

std::string types_text(std::span<const Bound* const> arguments) {
  std::string text;
  for (const Bound* argument : arguments) {
    if (!text.empty()) text += ", ";
    text += is_null(argument->type) ? "NULL" : describe(argument->type);
  }
  return text;
}

Error wrong_types(const FunctionCall& call, std::span<const Bound* const> arguments) {
  return errors::invalid_argument_types(call.name.parts.back().text, types_text(arguments),
                                        call.span);
}

Result<std::vector<const Bound*>> resolve_each(Resolver& r, Scope& scope,
                                               const FunctionCall& call) {
  std::vector<const Bound*> arguments;
  for (const Expression* argument : call.arguments) {
    arguments.push_back(TRY(resolve_expression(r, scope, *argument)));
  }
  return arguments;
}

Result<const Function*> choose_overload(Resolver& r, std::string_view name,
                                        std::span<const Function> overloads,
                                        std::vector<const Bound*>& arguments, Span span) {
  const int count = static_cast<int>(arguments.size());
  int least = INT_MAX;
  int most = 0;
  bool count_fits = false;
  const Function* found = nullptr;
  for (const Function& function : overloads) {
    const Parameters parameters(function.parameters);
    least = std::min(least, parameters.least());
    most = std::max(most, parameters.most());
    if (count < parameters.least() || count > parameters.most()) continue;
    count_fits = true;
    if (found == nullptr && accepts(function, arguments)) found = &function;
  }
  if (found != nullptr) {
    TRY(check_constants(*found, arguments, span));
    TRY(convert(r, *found, arguments));
    return collated_function(r, *found, arguments, span);
  }
  if (count_fits) return errors::invalid_argument_types(name, types_text(arguments), span);
  const std::string_view call = r.text_of(span);
  if (count < least) return errors::not_enough_arguments(call, least, count, span);
  return errors::too_many_arguments(call, most, count, span);
}

Type result_type(const Function& function, std::span<const Bound* const> arguments) {
  std::vector<Type> types;
  for (const Bound* argument : arguments) types.push_back(argument->type);
  switch (function.result.rule) {
    case ResultRule::fixed:
      return function.result.type;
    case ResultRule::same_as_first:
      return types.at(0);
    case ResultRule::same_as_second:
      return types.at(1);
    case ResultRule::common: {
      const Parameters parameters(function.parameters);
      return common_of(parameters, arguments).value_or(Type{});
    }
    case ResultRule::text_of_first: {
      Type text = types::text(types.at(0).is_text() ? types.at(0).length : text_length_default);
      text.collation = types.at(0).collation;
      return text;
    }
    case ResultRule::computed:
      return function.result.compute(types);
  }
  return {};
}

}  // namespace mockhaus::sql
