#include <algorithm>

#include "sql/errors.h"
#include "sql/functions/function.h"
#include "sql/resolve/aggregate.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/bind_once.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/group_key.h"
#include "sql/resolve/row_sequence.h"
#include "sql/resolve/select.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/spread.h"
#include "sql/resolve/user_function.h"
#include "sql/resolve/variable.h"
#include "sql/parse/parse.h"

namespace mockhaus::sql {

namespace {

Result<ObjectName> static_name(Resolver& r, const ObjectName& name) {
  if (name.dynamic == nullptr) return name;
  const auto text = TRY(constant_text(r, *name.dynamic));
  if (!text) return errors::unsupported("IDENTIFIER() over an expression");
  return parse_object_name_text(*text, r.arena);
}

const Bound* make_scalar(Resolver& r, const Function& function,
                         std::span<const Bound* const> arguments, Span span) {
  BoundCall* call = r.arena.make<BoundCall>(*make_call(
      r, function.engine, result_type(function, arguments), r.arena.list(arguments), span));
  call->carrier = function.carrier;
  if (function.nulls == NullRule::nullable) call->nullable = true;
  if (function.nulls == NullRule::never) call->nullable = false;
  if (function.is_volatile) {
    call->is_volatile = true;
    r.footprint.volatile_result = true;
  }
  return call;
}

// The engine's NULLIF names its first argument twice. Values that are equal hash to the same.
Result<const Bound*> finish_scalar(Resolver& r, const Function& function,
                                   std::vector<const Bound*> arguments, Span span) {
  make_hashable(r, function, arguments);
  if (function.engine.starts_with("mh_array_construct")) {
    for (const Bound*& argument : arguments) argument = without_variant(*argument);
  }
  if (!function.engine.starts_with("nullif(")) return make_scalar(r, function, arguments, span);
  return bind_once(r, *arguments[0], span, [&](const Bound& once) -> Result<const Bound*> {
    arguments[0] = &once;
    return make_scalar(r, function, arguments, span);
  });
}

bool is_star(const Expression* argument) { return argument->kind == ExpressionKind::star; }

// COALESCE(*), CONCAT_WS(',', t.*): functions of any number of arguments take columns by a star.
bool takes_columns(const FunctionCall& call, std::span<const Function> overloads) {
  return std::ranges::any_of(call.arguments, is_star) &&
         std::ranges::any_of(overloads, [](const Function& row) {
           return row.kind == FunctionKind::scalar && row.parameters.ends_with('+');
         });
}

// The call with names in the star's place that mean its columns.
Result<FunctionCall> with_columns(Resolver& r, Scope& scope, const FunctionCall& call) {
  FunctionCall wide = call;
  std::vector<const Expression*> arguments;
  for (const Expression* argument : call.arguments) {
    if (!is_star(argument)) {
      arguments.push_back(argument);
      continue;
    }
    const auto columns = TRY(expand_star(r, scope, as<Star>(*argument)));
    for (const BoundOutput& column : columns) {
      ColumnReference* name = r.arena.make<ColumnReference>();
      name->span = argument->span;
      const std::vector<Identifier> parts = {{.text = column.name, .quoted = true}};
      name->parts = r.arena.list(parts);
      // By its node, not by its text: the same name may stand for two columns.
      scope.replacements.push_back({name, column.value});
      arguments.push_back(name);
    }
  }
  wide.arguments = r.arena.list(arguments);
  return wide;
}

Result<const Bound*> resolve_known(Resolver& r, Scope& scope, const FunctionCall& call,
                                   std::string_view name, std::span<const Function> overloads) {
  const Function& first = overloads.front();
  if (first.parameters != "*+" && takes_columns(call, overloads)) {
    const FunctionCall wide = TRY(with_columns(r, scope, call));
    return resolve_known(r, scope, wide, name, overloads);
  }
  if (first.resolve != nullptr) return first.resolve(r, scope, call);
  if (first.kind == FunctionKind::aggregate || first.kind == FunctionKind::window) {
    return resolve_aggregate_call(r, scope, call, overloads);
  }
  if (call.over != nullptr) {
    return errors::window_not_allowed(r.text_of(call.span), call.span);
  }
  std::vector<const Bound*> arguments;
  for (const Expression* argument : call.arguments) {
    if (argument->kind == ExpressionKind::star && first.parameters == "*+") {
      const auto columns = TRY(expand_star(r, scope, as<Star>(*argument)));
      for (const BoundOutput& column : columns) arguments.push_back(column.value);
      continue;
    }
    arguments.push_back(TRY(resolve_expression(r, scope, *argument)));
  }
  const Function* function =
      TRY(choose_overload(r, name, overloads, arguments, call.span));
  const Bound* result = TRY(finish_scalar(r, *function, arguments, call.span));
  return counts_rows(*result) ? resolve_row_sequence(r, scope, *result) : result;
}

}  // namespace

Result<const Bound*> resolve_call(Resolver& r, Scope& scope, const FunctionCall& written) {
  FunctionCall spread = written;
  spread.arguments = spread_out(r, written.arguments);
  const bool changed = spread.arguments.data() != written.arguments.data();
  const FunctionCall& call = changed ? spread : written;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    if (const Bound* known = find_replacement(*at, written)) return known;
  }
  const ObjectName name = TRY(static_name(r, call.name));
  if (name.parts.size() == 1) {
    const auto overloads = find_functions(name.parts[0].text);
    if (!overloads.empty()) {
      return resolve_known(r, scope, call, name.parts[0].text, overloads);
    }
  }
  const Bound* user = TRY(resolve_user_function(r, scope, call, name));
  if (user != nullptr) return user;
  const std::string full = dotted(name.parts);
  if (is_known_unsupported(full)) return errors::unsupported(full);
  if (name.parts.size() > 1) return errors::unknown_user_function(full, call.span);
  return errors::unknown_function(full, call.span);
}

Result<const Bound*> call_function(Resolver& r, std::string_view name,
                                   std::span<const Bound*> args, Span span) {
  const auto overloads = find_functions(name);
  if (overloads.empty()) return errors::unknown_function(name, span);
  std::vector<const Bound*> arguments(args.begin(), args.end());
  const Function* function = TRY(choose_overload(r, name, overloads, arguments, span));
  return finish_scalar(r, *function, arguments, span);
}

}  // namespace mockhaus::sql
