#include "sql/resolve/system_typeof.h"

#include <charconv>

#include "sql/errors.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

// A literal counts by its digits, all else by what its precision allows.
std::string_view number_layout(const Bound& value) {
  if (value.kind == BoundKind::constant && !as<BoundConstant>(value).is_null) {
    std::string digits;
    for (char c : as<BoundConstant>(value).text) {
      if (c != '.') digits += c;
    }
    int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc()) return "SB16";
    if (number >= INT8_MIN && number <= INT8_MAX) return "SB1";
    if (number >= INT16_MIN && number <= INT16_MAX) return "SB2";
    return number >= INT32_MIN && number <= INT32_MAX ? "SB4" : "SB8";
  }
  const int precision = value.type.precision;
  if (precision <= 2) return "SB1";
  if (precision <= 4) return "SB2";
  if (precision <= 9) return "SB4";
  return precision <= 18 ? "SB8" : "SB16";
}

std::string_view layout(const Bound& value) {
  switch (value.type.kind) {
    case TypeKind::number: return number_layout(value);
    case TypeKind::floating: return "DOUBLE";
    case TypeKind::boolean: return "SB1";
    case TypeKind::date: return "SB4";
    case TypeKind::time: return "SB8";
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz:
      return "SB16";
    default: return "LOB";
  }
}

}  // namespace

Result<const Bound*> resolve_system_typeof(Resolver& r, Scope& scope, const FunctionCall& call) {
  const int count = static_cast<int>(call.arguments.size());
  const std::string_view text = r.text_of(call.span);
  if (count < 1) return errors::not_enough_arguments(text, 1, count, call.span);
  if (count > 1) return errors::too_many_arguments(text, 1, count, call.span);
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  std::string name = value->type.kind == TypeKind::null ? "NULL" : describe(value->type);
  name.append("[").append(layout(*value)).append("]");
  return make_constant(r, types::text(), r.arena.text(name), call.span);
}

}  // namespace mockhaus::sql
