#include "sql/functions/datetime_forms.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/variable.h"
#include "values/temporal_part.h"

namespace mockhaus::sql {

namespace {

using values::DatePart;
using values::PartUse;

std::string_view name_of(const FunctionCall& call) { return call.name.parts.back().text; }

Result<Done> check_count(Resolver& r, const FunctionCall& call, size_t least, size_t most) {
  const size_t count = call.arguments.size();
  const auto as_int = [](size_t value) { return static_cast<int>(value); };
  if (count < least) {
    return errors::not_enough_arguments(r.text_of(call.span), as_int(least), as_int(count),
                                        call.span);
  }
  if (count > most) {
    return errors::too_many_arguments(r.text_of(call.span), as_int(most), as_int(count),
                                      call.span);
  }
  return Done{};
}

// A bare word or a text constant that names a part.
Result<DatePart> read_part(Resolver& r, const Expression& expression, PartUse use,
                           std::string_view function) {
  std::string word;
  if (expression.kind == ExpressionKind::column_reference &&
      as<ColumnReference>(expression).parts.size() == 1) {
    word = std::string(as<ColumnReference>(expression).parts[0].text);
  } else {
    const auto text = TRY(constant_text(r, expression));
    if (!text) return errors::needs_constant(function, "1", expression.span);
    word = *text;
  }
  const auto part = values::find_part(word, use);
  if (!part) return errors::invalid_date_part(word, function, expression.span);
  return *part;
}

// The last word of the kernels for a type.
const char* kernel_word(const Type& type) {
  switch (type.kind) {
    case TypeKind::date: return "date";
    case TypeKind::time: return "time";
    case TypeKind::timestamp_ltz: return "ltz";
    case TypeKind::timestamp_tz: return "tz";
    default: return "ntz";
  }
}

std::string quoted(std::string_view part) { return "'" + std::string(part) + "'"; }

// Temporal values stay; text and VARIANT become TIMESTAMP_NTZ; everything else is refused.
Result<const Bound*> temporal_value(Resolver& r, const Bound& value, bool takes_text,
                                    std::string_view function, Span span) {
  if (value.type.is_temporal()) return &value;
  const bool converts = value.type.kind == TypeKind::null ||
                        value.type.kind == TypeKind::variant ||
                        (takes_text && value.type.is_text());
  if (!converts) return errors::invalid_argument_types(function, describe(value.type), span);
  return cast(r, value, types::timestamp(TypeKind::timestamp_ntz), CastMode::implicit_cast, span);
}

const Bound* integer_call(Resolver& r, const std::string& engine, Type type,
                          std::initializer_list<const Bound*> arguments, Span span) {
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, r.arena.text(engine), type, arguments, span));
  call->carrier = Carrier::integer;
  return call;
}

bool is_epoch(DatePart part) {
  return part >= DatePart::epoch_second && part <= DatePart::epoch_nanosecond;
}

Type type_of_part(DatePart part) {
  switch (part) {
    case DatePart::year:
    case DatePart::year_of_week:
    case DatePart::year_of_week_iso: return types::number(4, 0);
    case DatePart::day_of_year: return types::number(3, 0);
    case DatePart::nanosecond: return types::number(9, 0);
    case DatePart::quarter:
    case DatePart::day_of_week:
    case DatePart::day_of_week_iso: return types::number(1, 0);
    default: return is_epoch(part) ? types::number(38, 0) : types::number(2, 0);
  }
}

Result<const Bound*> part_of(Resolver& r, DatePart part, const Bound& value,
                             std::string_view function, Span span) {
  const bool is_date = value.type.kind == TypeKind::date;
  const bool is_time = value.type.kind == TypeKind::time;
  const bool zoned = part == DatePart::timezone_hour || part == DatePart::timezone_minute;
  const bool small = part >= DatePart::hour && part <= DatePart::nanosecond;
  if ((is_date && (zoned || small)) || (is_time && !values::is_time_component(part))) {
    return errors::invalid_date_part(values::part_name(part), function, span);
  }
  const std::string name = quoted(values::part_name(part));
  const std::string word = kernel_word(value.type);
  const Type type = type_of_part(part);
  if (is_epoch(part)) {
    return integer_call(r, "mh_epoch_" + word + "(" + name + ", $1)", type, {&value}, span);
  }
  std::string engine = "mh_part_" + word + "(" + name + ", $1";
  if (value.type.kind == TypeKind::timestamp_ltz) engine += ", {timezone}";
  if (!is_time) engine += ", {week_start}, {week_policy}";
  return integer_call(r, engine + ")", type, {&value}, span);
}

struct NamedPart {
  std::string_view function;
  DatePart part;
};
constexpr NamedPart named_parts[] = {
    {"DAY", DatePart::day},
    {"DAYOFMONTH", DatePart::day},
    {"DAYOFWEEK", DatePart::day_of_week},
    {"DAYOFWEEKISO", DatePart::day_of_week_iso},
    {"DAYOFWEEK_ISO", DatePart::day_of_week_iso},
    {"DAYOFYEAR", DatePart::day_of_year},
    {"HOUR", DatePart::hour},
    {"MINUTE", DatePart::minute},
    {"MONTH", DatePart::month},
    {"QUARTER", DatePart::quarter},
    {"SECOND", DatePart::second},
    {"WEEK", DatePart::week},
    {"WEEKISO", DatePart::week_iso},
    {"WEEKOFYEAR", DatePart::week},
    {"YEAR", DatePart::year},
    {"YEAROFWEEK", DatePart::year_of_week},
    {"YEAROFWEEKISO", DatePart::year_of_week_iso},
};

// What TO_x makes, by the words of its name.
Type target_of(Resolver& r, std::string_view name) {
  if (name.ends_with("_NTZ")) return types::timestamp(TypeKind::timestamp_ntz);
  if (name.ends_with("_LTZ")) return types::timestamp(TypeKind::timestamp_ltz);
  if (name.ends_with("_TZ")) return types::timestamp(TypeKind::timestamp_tz);
  if (name.ends_with("DATE")) return types::date();
  if (name.ends_with("TIME")) return types::time();
  switch (r.context.settings.timestamp_type_mapping) {
    case values::TimestampKind::ntz: return types::timestamp(TypeKind::timestamp_ntz);
    case values::TimestampKind::ltz: return types::timestamp(TypeKind::timestamp_ltz);
    case values::TimestampKind::tz: return types::timestamp(TypeKind::timestamp_tz);
  }
  return types::timestamp(TypeKind::timestamp_ntz);
}

const Bound* text_with_format(Resolver& r, const Bound& text, const Bound& format,
                              const Type& target, bool is_try, Span span) {
  const std::string word = kernel_word(target);
  std::string engine = (is_try ? "mh_try_text_to_" : "mh_text_to_") + word + "($1, $2, {century}";
  if (word == "ltz" || word == "tz") engine += ", {timezone}";
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, r.arena.text(engine + ")"), target, {&text, &format}, span));
  call->nullable |= is_try;
  return call;
}

}  // namespace

Result<const Bound*> add_parts(Resolver& r, std::string_view word, const Bound& amount,
                               const Bound& value, std::string_view function, Span span) {
  const auto part = values::find_part(word, PartUse::span);
  if (!part) return errors::invalid_date_part(word, function, span);
  const Bound* temporal = TRY(temporal_value(r, value, true, function, span));
  const bool date_span = values::is_date_span(*part);
  if (temporal->type.kind == TypeKind::time && date_span) {
    return errors::invalid_date_part(word, function, span);
  }
  if (temporal->type.kind == TypeKind::date && !date_span) {
    temporal = TRY(cast(r, *temporal, types::timestamp(TypeKind::timestamp_ntz),
                        CastMode::implicit_cast, span));
  }
  const Bound* count = &amount;
  if (!amount.type.is_numeric()) {
    count = TRY(cast(r, amount, types::number(38, 0), CastMode::implicit_cast, span));
  }
  std::string engine = "mh_add_" + std::string(kernel_word(temporal->type)) + "(" +
                       quoted(values::part_name(*part)) + ", $1, $2";
  if (temporal->type.kind == TypeKind::timestamp_ltz) engine += ", {timezone}";
  return make_call(r, r.arena.text(engine + ")"), temporal->type, {count, temporal}, span);
}

Result<const Bound*> resolve_date_add(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 3, 3));
  const DatePart part = TRY(read_part(r, *call.arguments[0], PartUse::span, name_of(call)));
  const Bound* amount = TRY(resolve_expression(r, scope, *call.arguments[1]));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[2]));
  return add_parts(r, values::part_name(part), *amount, *value, name_of(call), call.span);
}

Result<const Bound*> resolve_date_diff(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 3, 3));
  const DatePart part = TRY(read_part(r, *call.arguments[0], PartUse::span, name_of(call)));
  const Bound* from = TRY(resolve_expression(r, scope, *call.arguments[1]));
  const Bound* to = TRY(resolve_expression(r, scope, *call.arguments[2]));
  from = TRY(temporal_value(r, *from, true, name_of(call), call.span));
  to = TRY(temporal_value(r, *to, true, name_of(call), call.span));
  auto common = common_type_of(from->type, to->type);
  if (!common) {
    return errors::invalid_argument_types(
        name_of(call), describe(from->type) + ", " + describe(to->type), call.span);
  }
  const bool date_span = values::is_date_span(part);
  if (common->kind == TypeKind::time && date_span) {
    return errors::invalid_date_part(values::part_name(part), name_of(call), call.span);
  }
  if (common->kind == TypeKind::date && !date_span) {
    common = types::timestamp(TypeKind::timestamp_ntz);
  }
  from = TRY(cast(r, *from, *common, CastMode::implicit_cast, call.span));
  to = TRY(cast(r, *to, *common, CastMode::implicit_cast, call.span));
  const std::string word = kernel_word(*common);
  std::string engine = "mh_diff_" + word + "(" + quoted(values::part_name(part)) + ", $1, $2";
  if (word == "ltz" || word == "tz") engine += ", {timezone}";
  if (word != "time") engine += ", {week_start}";
  const Type type = date_span                      ? types::number(9, 0)
                    : part == DatePart::nanosecond ? types::number(38, 0)
                                                   : types::number(18, 0);
  return integer_call(r, engine + ")", type, {from, to}, call.span);
}

Result<const Bound*> resolve_date_trunc(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 2, 2));
  const DatePart part = TRY(read_part(r, *call.arguments[0], PartUse::span, name_of(call)));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[1]));
  value = TRY(temporal_value(r, *value, false, name_of(call), call.span));
  const bool is_time = value->type.kind == TypeKind::time;
  if (is_time && values::is_date_span(part)) {
    return errors::invalid_date_part(values::part_name(part), name_of(call), call.span);
  }
  if (value->type.kind == TypeKind::date && !values::is_date_span(part)) return value;
  std::string engine = "mh_trunc_" + std::string(kernel_word(value->type)) + "(" +
                       quoted(values::part_name(part)) + ", $1";
  if (value->type.kind == TypeKind::timestamp_ltz) engine += ", {timezone}";
  if (!is_time) engine += ", {week_start}";
  return make_call(r, r.arena.text(engine + ")"), value->type, {value}, call.span);
}

Result<const Bound*> resolve_date_part(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 2, 2));
  const DatePart part = TRY(read_part(r, *call.arguments[0], PartUse::component, name_of(call)));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[1]));
  value = TRY(temporal_value(r, *value, false, name_of(call), call.span));
  return part_of(r, part, *value, name_of(call), call.span);
}

Result<const Bound*> resolve_named_part(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 1, 1));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  value = TRY(temporal_value(r, *value, false, name_of(call), call.span));
  for (const NamedPart& named : named_parts) {
    if (named.function == name_of(call)) {
      return part_of(r, named.part, *value, name_of(call), call.span);
    }
  }
  return errors::unknown_function(name_of(call), call.span);
}

Result<const Bound*> resolve_last_day(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 1, 2));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  value = TRY(temporal_value(r, *value, false, name_of(call), call.span));
  value = TRY(cast(r, *value, types::date(), CastMode::implicit_cast, call.span));
  DatePart part = DatePart::month;
  if (call.arguments.size() == 2) {
    part = TRY(read_part(r, *call.arguments[1], PartUse::span, name_of(call)));
  }
  if (!values::has_last_day(part)) {
    return errors::invalid_date_part(values::part_name(part), name_of(call), call.span);
  }
  const std::string engine =
      "mh_last_day($1, " + quoted(values::part_name(part)) + ", {week_start})";
  return make_call(r, r.arena.text(engine), types::date(), {value}, call.span);
}

Result<const Bound*> resolve_add_months(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 2, 2));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  const Bound* months = TRY(resolve_expression(r, scope, *call.arguments[1]));
  value = TRY(temporal_value(r, *value, true, name_of(call), call.span));
  if (value->type.kind == TypeKind::time) {
    return errors::invalid_argument_types(name_of(call), describe(value->type), call.span);
  }
  if (!months->type.is_numeric()) {
    months = TRY(cast(r, *months, types::number(38, 0), CastMode::implicit_cast, call.span));
  }
  std::string engine = "mh_add_months_" + std::string(kernel_word(value->type)) + "($1, $2";
  if (value->type.kind == TypeKind::timestamp_ltz) engine += ", {timezone}";
  return make_call(r, r.arena.text(engine + ")"), value->type, {value, months}, call.span);
}

Result<const Bound*> resolve_time_slice(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 3, 4));
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  value = TRY(temporal_value(r, *value, false, name_of(call), call.span));
  const Bound* length = TRY(resolve_expression(r, scope, *call.arguments[1]));
  const DatePart part = TRY(read_part(r, *call.arguments[2], PartUse::span, name_of(call)));
  const bool is_date = value->type.kind == TypeKind::date;
  if (value->type.kind == TypeKind::time || (is_date && !values::is_date_span(part))) {
    return errors::invalid_date_part(values::part_name(part), name_of(call), call.span);
  }
  std::string edge = "START";
  if (call.arguments.size() == 4) {
    const auto given = TRY(constant_text(r, *call.arguments[3]));
    if (!given) return errors::needs_constant(name_of(call), "4", call.span);
    edge = ascii::upper(*given);
    if (edge != "START" && edge != "END") {
      return errors::needs_constant(name_of(call), "4", call.span);
    }
  }
  std::string engine = "mh_slice_" + std::string(kernel_word(value->type)) + "($1, $2, " +
                       quoted(values::part_name(part)) + ", " + quoted(edge);
  if (value->type.kind == TypeKind::timestamp_ltz) engine += ", {timezone}";
  engine += ", {week_start})";
  return make_call(r, r.arena.text(engine), value->type, {value, length}, call.span);
}

Result<const Bound*> resolve_to_temporal(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 1, 2));
  const std::string_view name = name_of(call);
  const bool is_try = name.starts_with("TRY_");
  const Type target = target_of(r, name);
  const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[0]));
  if (call.arguments.size() == 1) {
    const bool number = value->type.is_numeric() && !target.is_timestamp();
    if (number) return errors::invalid_argument_types(name, describe(value->type), call.span);
    return cast(r, *value, target, is_try ? CastMode::try_cast : CastMode::explicit_cast,
                call.span);
  }
  const Bound* second = TRY(resolve_expression(r, scope, *call.arguments[1]));
  if (second->type.is_text() && (value->type.is_text() || value->type.kind == TypeKind::null)) {
    const Bound* text = TRY(cast(r, *value, types::text(), CastMode::implicit_cast, call.span));
    return text_with_format(r, value->type.is_text() ? *value : *text, *second, target, is_try,
                            call.span);
  }
  if (value->type.is_numeric() && second->type.is_number() && target.is_timestamp() && !is_try) {
    std::string engine = "mh_number_to_" + std::string(kernel_word(target)) +
                         "($1, CAST($2 AS INTEGER)";
    if (target.kind == TypeKind::timestamp_tz) engine += ", {timezone}";
    return make_call(r, r.arena.text(engine + ")"), target, {value, second}, call.span);
  }
  return errors::invalid_argument_types(
      name, describe(value->type) + ", " + describe(second->type), call.span);
}

}  // namespace mockhaus::sql
