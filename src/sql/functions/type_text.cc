// table: SYSTEM$TYPEOF, the type of an expression with the name of what holds it.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

// 10 to the scale as text: what a NUMBER is multiplied by to become the integer that is stored.
std::string unit_of(const Type& type) { return "1" + std::string(type.scale, '0'); }

// SB1 to SB16: how many bytes hold the value itself.
const Bound* number_text(Resolver& r, const Bound& value, Span span) {
  const std::string engine =
      "('" + describe(value.type) + "[SB' || list_transform([abs($1)], lambda v: CASE WHEN v <= "
      "127 / " + unit_of(value.type) + " THEN '1' WHEN v <= 32767 / " + unit_of(value.type) +
      " THEN '2' WHEN v <= 2147483647 / " + unit_of(value.type) +
      " THEN '4' WHEN v <= 9223372036854775807 / " + unit_of(value.type) +
      " THEN '8' ELSE '16' END)[1] || ']')";
  return make_call(r, r.arena.text(engine), types::text(), {&value}, span);
}

std::string_view holder_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::floating:
    case TypeKind::decfloat: return "[DOUBLE]";
    case TypeKind::boolean: return "[SB1]";
    case TypeKind::date: return "[SB4]";
    case TypeKind::time: return "[SB8]";
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz: return "[SB16]";
    default: return "[LOB]";
  }
}

Result<const Bound*> resolve_typeof(Resolver& r, Scope& scope, const FunctionCall& call) {
  if (call.arguments.size() != 1) {
    return errors::not_enough_arguments(r.text_of(call.span), 1,
                                        static_cast<int>(call.arguments.size()), call.span);
  }
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  if (value->type.is_number()) return number_text(r, *value, call.span);
  const std::string name = value->type.kind == TypeKind::null ? "NULL" : describe(value->type);
  return make_constant(r, types::text(), r.arena.text(name + std::string(holder_of(value->type))),
                       call.span);
}

constexpr Function rows[] = {
    {.name = "SYSTEM$TYPEOF", .resolve = resolve_typeof},
};

}  // namespace

std::span<const Function> type_text_functions() { return rows; }

}  // namespace mockhaus::sql
