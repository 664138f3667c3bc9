#include "sql/functions/search_form.h"

#include "sql/errors.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"
#include "sql/resolve/select.h"
#include "sql/resolve/variable.h"
#include "values/address_search.h"
#include "values/search.h"

namespace mockhaus::sql {

namespace {

bool is_searched(const Type& type) {
  return type.is_text() || type.is_semi_structured() || type.kind == TypeKind::null;
}

// One member of the searched columns: a star stands for its columns that hold texts.
Result<Done> add_member(Resolver& r, Scope& scope, std::string_view function,
                        const Expression& member, std::vector<const Bound*>& into) {
  std::vector<const Bound*> values;
  if (member.kind == ExpressionKind::star) {
    const auto outputs = TRY(expand_star(r, scope, as<Star>(member)));
    for (const BoundOutput& output : outputs) {
      if (is_searched(output.value->type)) values.push_back(output.value);
    }
  } else {
    values.push_back(TRY(resolve_expression(r, scope, member)));
  }
  for (const Bound* value : values) {
    if (!is_searched(value->type)) {
      return errors::invalid_argument_types(function, describe(value->type), member.span);
    }
    const Bound* text = TRY(cast(r, *value, types::text(), CastMode::explicit_cast, member.span));
    into.push_back(text);
  }
  return Done{};
}

// One column, or a list of them in parentheses.
Result<Done> add_searched(Resolver& r, Scope& scope, std::string_view function,
                          const Expression& searched, std::vector<const Bound*>& into) {
  if (searched.kind != ExpressionKind::row) return add_member(r, scope, function, searched, into);
  for (const Expression* member : as<Row>(searched).items) {
    TRY(add_member(r, scope, function, *member, into));
  }
  return Done{};
}

Result<const Bound*> constant_argument(Resolver& r, const Expression& argument) {
  const auto text = TRY(constant_text(r, argument));
  if (!text) return errors::needs_constant("SEARCH", r.text_of(argument.span), argument.span);
  return make_constant(r, types::text(), r.arena.text(*text), argument.span);
}

// ANALYZER => 'name', SEARCH_MODE => 'word', in any order.
Result<Done> read_option(Resolver& r, const Expression& argument, const Bound*& mode,
                         const Bound*& analyzer) {
  if (argument.kind != ExpressionKind::named_argument) {
    return errors::unsupported("SEARCH with an unnamed option");
  }
  const auto& named = as<NamedArgument>(argument);
  const Bound* value = TRY(constant_argument(r, *named.value));
  const std::string_view text = as<BoundConstant>(*value).text;
  if (named.name.text == "SEARCH_MODE" && values::parse_search_mode(text)) {
    mode = value;
  } else if (named.name.text == "ANALYZER" && values::parse_analyzer(text)) {
    analyzer = value;
  } else {
    return errors::unsupported("SEARCH with " + std::string(named.name.text) + " => '" +
                               std::string(text) + "'");
  }
  return Done{};
}

}  // namespace

Result<const Bound*> resolve_search(Resolver& r, Scope& scope, const FunctionCall& call) {
  if (call.arguments.size() < 2) {
    return errors::not_enough_arguments(r.text_of(call.span), 2,
                                        static_cast<int>(call.arguments.size()), call.span);
  }
  const Bound* query = TRY(constant_argument(r, *call.arguments[1]));
  const Bound* mode = make_constant(r, types::text(), "OR", call.span);
  const Bound* analyzer = make_constant(r, types::text(), "DEFAULT_ANALYZER", call.span);
  for (const Expression* option : call.arguments.subspan(2)) {
    TRY(read_option(r, *option, mode, analyzer));
  }
  std::vector<const Bound*> arguments{query, mode, analyzer};
  TRY(add_searched(r, scope, "SEARCH", *call.arguments[0], arguments));
  return make_call(r, "mh_search($*)", types::boolean(), BoundList(r.arena.list(arguments)),
                   call.span);
}

Result<const Bound*> resolve_search_ip(Resolver& r, Scope& scope, const FunctionCall& call) {
  const int count = static_cast<int>(call.arguments.size());
  if (count < 2) return errors::not_enough_arguments(r.text_of(call.span), 2, count, call.span);
  if (count > 2) return errors::too_many_arguments(r.text_of(call.span), 2, count, call.span);
  const auto address = TRY(constant_text(r, *call.arguments[1]));
  if (!address) return errors::needs_constant("SEARCH_IP", "2", call.arguments[1]->span);
  if (!values::AddressSearch::make(*address)) {
    return errors::invalid_search_address(*address, call.arguments[1]->span);
  }
  std::vector<const Bound*> arguments{
      make_constant(r, types::text(), r.arena.text(*address), call.span)};
  TRY(add_searched(r, scope, "SEARCH_IP", *call.arguments[0], arguments));
  return make_call(r, "mh_search_ip($*)", types::boolean(), BoundList(r.arena.list(arguments)),
                   call.span);
}

}  // namespace mockhaus::sql
