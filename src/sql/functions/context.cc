// context functions: what the session and the statement are. Their values are constants of the
// statement, taken from the context when it is translated.
#include <algorithm>
#include <charconv>
#include <cstdio>

#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"
#include "sql/resolve/variable.h"
#include "values/civil.h"
#include "values/zone.h"

namespace mockhaus::sql {

namespace {

const Bound* text_or_null(Resolver& r, const FunctionCall& call, const std::string& text) {
  r.footprint.volatile_result = true;
  if (text.empty()) return make_null(r, text_type, call.span);
  return make_constant(r, text_type, r.arena.text(text), call.span);
}

template <std::string SessionContext::*field>
Result<const Bound*> session_text(Resolver& r, Scope&, const FunctionCall& call) {
  return text_or_null(r, call, r.context.*field);
}

Result<const Bound*> session_number(Resolver& r, Scope&, const FunctionCall& call) {
  return text_or_null(r, call, std::to_string(r.context.session_id));
}

// What every session of this server has in common.
constexpr std::string_view organization = "MOCKHAUS";
constexpr std::string_view region = "AWS_US_WEST_2";

template <const std::string_view& value>
Result<const Bound*> fixed_text(Resolver& r, Scope&, const FunctionCall& call) {
  return make_constant(r, text_type, value, call.span);
}
constexpr std::string_view role_type = "ROLE";

Result<const Bound*> nothing(Resolver& r, Scope&, const FunctionCall& call) {
  return make_null(r, text_type, call.span);
}

Result<const Bound*> statement_text(Resolver& r, Scope&, const FunctionCall& call) {
  return text_or_null(r, call, std::string(r.source));
}

// GETVARIABLE('NAME'): the value as text; NULL where it is not set.
Result<const Bound*> variable_text(Resolver& r, Scope&, const FunctionCall& call) {
  if (call.arguments.size() != 1) {
    return errors::not_enough_arguments(r.text_of(call.span), 1,
                                        static_cast<int>(call.arguments.size()), call.span);
  }
  const auto name = TRY(constant_text(r, *call.arguments[0]));
  if (!name) return errors::unsupported("GETVARIABLE of an expression");
  r.footprint.volatile_result = true;
  const auto found = r.context.variables.find(*name);
  if (found == r.context.variables.end() || !found->second.text) {
    return make_null(r, text_type, call.span);
  }
  return make_constant(r, text_type, r.arena.text(*found->second.text), call.span);
}

Result<const Bound*> last_query(Resolver& r, Scope&, const FunctionCall& call) {
  if (call.arguments.empty()) return text_or_null(r, call, r.context.last_query_id);
  const Expression* argument = call.arguments[0];
  const bool negative = argument->kind == ExpressionKind::unary;
  if (negative) argument = as<Unary>(*argument).operand;
  if (argument->kind != ExpressionKind::literal) {
    return errors::unsupported("LAST_QUERY_ID of an expression");
  }
  const std::string_view digits = as<Literal>(*argument).text;
  int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const auto count = static_cast<int64_t>(r.context.query_ids.size());
  const int64_t place = negative ? count - number : number - 1;
  const bool known = place >= 0 && place < count;
  return text_or_null(r, call, known ? r.context.query_ids[static_cast<size_t>(place)] : "");
}

Result<const Bound*> schemas(Resolver& r, Scope&, const FunctionCall& call) {
  const SessionContext& c = r.context;
  if (c.schema.empty()) return text_or_null(r, call, "[]");
  return text_or_null(r, call, "[\"" + c.database + "." + c.schema + "\"]");
}

Result<const Bound*> available_roles(Resolver& r, Scope&, const FunctionCall& call) {
  std::string list;
  for (const std::string& role : r.context.available_roles) {
    list += (list.empty() ? "\"" : ",\"") + role + "\"";
  }
  return text_or_null(r, call, "[" + list + "]");
}

// The digits of a 128-bit number.
std::string digits_of(values::int128 value) {
  const bool negative = value < 0;
  if (negative) value = -value;
  std::string text;
  do {
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return negative ? "-" + text : text;
}

std::string iso_date(int64_t days) {
  const values::Civil date = values::civil_from_days(days);
  char text[40];
  std::snprintf(text, sizeof text, "%04lld-%02d-%02d", static_cast<long long>(date.year),
                date.month, date.day);
  return text;
}

values::int128 wall_clock(const SessionContext& context) {
  std::optional<values::Zone> zone = values::Zone::find(context.settings.timezone);
  return zone ? zone->to_wall(context.now) : context.now;
}

const Bound* moment(Resolver& r, const FunctionCall& call, Type type, values::int128 value) {
  r.footprint.volatile_result = true;
  // A precision cuts digits off: CURRENT_TIMESTAMP(3).
  if (!call.arguments.empty() && call.arguments[0]->kind == ExpressionKind::literal) {
    const std::string_view digits = as<Literal>(*call.arguments[0]).text;
    int scale = 9;
    std::from_chars(digits.data(), digits.data() + digits.size(), scale);
    type.scale = static_cast<uint8_t>(std::clamp(scale, 0, 9));
    values::int128 unit = 1;
    for (int i = type.scale; i < 9; ++i) unit *= 10;
    value -= value % unit;
  }
  return make_constant(r, type, r.arena.text(digits_of(value)), call.span);
}

Result<const Bound*> timestamp_now(Resolver& r, Scope&, const FunctionCall& call) {
  return moment(r, call, types::timestamp(TypeKind::timestamp_ltz, 9), r.context.now);
}

Result<const Bound*> timestamp_utc(Resolver& r, Scope&, const FunctionCall& call) {
  return moment(r, call, types::timestamp(TypeKind::timestamp_ntz, 9), r.context.now);
}

Result<const Bound*> time_now(Resolver& r, Scope&, const FunctionCall& call) {
  const values::int128 wall = wall_clock(r.context);
  return moment(r, call, types::time(9), wall % values::nanoseconds_per_day);
}

Result<const Bound*> date_now(Resolver& r, Scope&, const FunctionCall& call) {
  r.footprint.volatile_result = true;
  const auto days =
      static_cast<int64_t>(wall_clock(r.context) / values::nanoseconds_per_day);
  return make_constant(r, types::date(), r.arena.text(iso_date(days)), call.span);
}

constexpr ResultType as_text = returns(text_type);

constexpr Function context_row(std::string_view name, std::string_view parameters,
                               Result<const Bound*> (*resolve)(Resolver&, Scope&,
                                                               const FunctionCall&)) {
  Function row{name, parameters, as_text, ""};
  row.kind = FunctionKind::context;
  row.resolve = resolve;
  return row;
}

constexpr Function rows[] = {
    context_row("CURRENT_ACCOUNT", "", session_text<&SessionContext::account>),
    context_row("CURRENT_ACCOUNT_NAME", "", session_text<&SessionContext::account>),
    context_row("CURRENT_AVAILABLE_ROLES", "", available_roles),
    context_row("CURRENT_CLIENT", "", session_text<&SessionContext::client_version>),
    context_row("CURRENT_DATABASE", "", session_text<&SessionContext::database>),
    context_row("CURRENT_DATE", "", date_now),
    context_row("CURRENT_IP_ADDRESS", "", session_text<&SessionContext::ip_address>),
    context_row("CURRENT_ORGANIZATION_NAME", "", fixed_text<organization>),
    context_row("CURRENT_ORGANIZATION_USER", "", nothing),
    context_row("CURRENT_REGION", "", fixed_text<region>),
    context_row("CURRENT_ROLE", "", session_text<&SessionContext::role>),
    context_row("CURRENT_ROLE_TYPE", "", fixed_text<role_type>),
    context_row("CURRENT_SCHEMA", "", session_text<&SessionContext::schema>),
    context_row("CURRENT_SCHEMAS", "", schemas),
    context_row("CURRENT_SESSION", "", session_number),
    context_row("CURRENT_STATEMENT", "", statement_text),
    context_row("CURRENT_TIME", "c?", time_now),
    context_row("CURRENT_TIMESTAMP", "c?", timestamp_now),
    context_row("CURRENT_TRANSACTION", "", session_text<&SessionContext::current_transaction>),
    context_row("CURRENT_USER", "", session_text<&SessionContext::user>),
    context_row("CURRENT_VERSION", "", session_text<&SessionContext::server_version>),
    context_row("CURRENT_WAREHOUSE", "", session_text<&SessionContext::warehouse>),
    context_row("GETDATE", "", timestamp_now),
    context_row("GETVARIABLE", "c", variable_text),
    context_row("INVOKER_ROLE", "", session_text<&SessionContext::role>),
    context_row("INVOKER_SHARE", "", nothing),
    context_row("LAST_QUERY_ID", "c?", last_query),
    context_row("LAST_TRANSACTION", "", session_text<&SessionContext::last_transaction>),
    context_row("LOCALTIME", "c?", time_now),
    context_row("LOCALTIMESTAMP", "c?", timestamp_now),
    context_row("SYSDATE", "", timestamp_utc),
    context_row("SYSTIMESTAMP", "", timestamp_now),
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> context_functions() { return rows; }

}  // namespace mockhaus::sql
