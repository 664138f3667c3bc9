#include "sql/resolve/user_function.h"

#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"
#include "sql/check_function.h"

namespace mockhaus::sql {

namespace {

constexpr int inline_depth_max = 32;  // a function that calls itself ends here

struct Candidates {
  std::string database, schema, name;
  std::vector<const UserFunctionInfo*> functions;
};

Candidates candidates_of(const Resolver& r, const ObjectName& name) {
  Candidates found;
  const auto& parts = name.parts;
  const bool inside = !r.view_database.empty();
  found.database = parts.size() > 2 ? std::string(parts[0].text)
                   : inside         ? r.view_database
                                    : r.context.database;
  found.schema = parts.size() > 1 ? std::string(parts[parts.size() - 2].text)
                 : inside         ? r.view_schema
                                  : r.context.schema;
  found.name = std::string(parts.back().text);
  found.functions = r.catalog.find_functions(found.database, found.schema, found.name);
  return found;
}

// The arguments in the order of the parameters; null where the default stands.
std::optional<std::vector<const Expression*>> in_order(const UserFunctionInfo& function,
                                                       const FunctionCall& call) {
  const size_t count = function.parameters.size();
  if (call.arguments.size() > count) return std::nullopt;
  std::vector<const Expression*> ordered(count);
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    size_t place = i;
    const Expression* value = call.arguments[i];
    if (value->kind == ExpressionKind::named_argument) {
      const auto& named = as<NamedArgument>(*value);
      value = named.value;
      for (place = 0; place < count; ++place) {
        if (function.parameters[place].first == named.name.text) break;
      }
    }
    if (place >= count || ordered[place] != nullptr) return std::nullopt;
    ordered[place] = value;
  }
  for (size_t i = 0; i < count; ++i) {
    if (ordered[i] == nullptr && function.defaults[i].empty()) return std::nullopt;
  }
  return ordered;
}

using Arguments = std::vector<const Bound*>;

struct Choice {
  const UserFunctionInfo* function = nullptr;
  Arguments arguments;
};

// How far the arguments are from the parameters; nothing where they do not fit.
std::optional<int> distance(const UserFunctionInfo& function, const Arguments& arguments) {
  int distance = 0;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Type& from = arguments[i]->type;
    const Type& to = function.parameters[i].second;
    if (from.kind == to.kind) continue;
    if (from.kind != TypeKind::null && !can_coerce(from, to)) return std::nullopt;
    distance += from.kind == TypeKind::null ? 0 : from.is_numeric() && to.is_numeric() ? 1 : 2;
  }
  return distance;
}

// The overload whose parameters are nearest to the arguments.
Result<Choice> choose(Resolver& r, Scope& scope, const Candidates& candidates,
                      const FunctionCall& call) {
  Arguments written;
  for (const Expression* argument : call.arguments) {
    const bool named = argument->kind == ExpressionKind::named_argument;
    const Expression& value = named ? *as<NamedArgument>(*argument).value : *argument;
    written.push_back(TRY(resolve_expression(r, scope, value)));
  }
  Choice best;
  int least = 0;
  for (const UserFunctionInfo* function : candidates.functions) {
    const auto ordered = in_order(*function, call);
    if (!ordered) continue;
    Arguments arguments;
    for (size_t i = 0; i < ordered->size(); ++i) {
      if ((*ordered)[i] != nullptr) {
        arguments.push_back(TRY(resolve_expression(r, scope, *(*ordered)[i])));
        continue;
      }
      const InsideObject inside(r, function->defaults[i], candidates.database, candidates.schema);
      Scope empty(nullptr);
      const Expression* value = TRY(parse_expression_text(function->defaults[i], r.arena));
      arguments.push_back(TRY(resolve_expression(r, empty, *value)));
    }
    const auto far = distance(*function, arguments);
    if (!far || (best.function != nullptr && *far >= least)) continue;
    best = {function, std::move(arguments)};
    least = *far;
  }
  if (best.function != nullptr) return best;
  return errors::invalid_argument_types(candidates.name, types_text(written), call.span);
}

// A body is one expression, or a query that gives one value.
Result<const Bound*> resolve_body(Resolver& r, Scope& scope, const UserFunctionInfo& function,
                                  const Candidates& at) {
  const InsideObject inside(r, function.body, at.database, at.schema);
  auto expression = parse_expression_text(function.body, r.arena);
  if (expression.ok()) return resolve_expression(r, scope, **expression);
  ScalarSubquery* subquery = r.arena.make<ScalarSubquery>();
  subquery->query = TRY(parse_query_text(function.body, r.arena));
  return resolve_expression(r, scope, *subquery);
}

Result<Done> add_parameters(Resolver& r, Scope& scope, const UserFunctionInfo& function,
                            Arguments& arguments, Span span) {
  if (r.view_depth >= inline_depth_max) return errors::unsupported("functions nested this deeply");
  for (size_t i = 0; i < arguments.size(); ++i) {
    const auto& [name, type] = function.parameters[i];
    arguments[i] = TRY(cast(r, *arguments[i], type, CastMode::implicit_cast, span));
    scope.parameters.push_back({r.arena.text(name), arguments[i]});
  }
  return Done{};
}

// RETURNS NULL ON NULL INPUT: the body does not run for a NULL argument.
const Bound* null_for_null(Resolver& r, const Bound* value, const Arguments& arguments,
                           Span span) {
  std::string engine = "CASE WHEN ";
  std::vector<const Bound*> all;
  for (const Bound* argument : arguments) {
    all.push_back(argument);
    if (all.size() > 1) engine += " OR ";
    engine += "$" + std::to_string(all.size()) + " IS NULL";
  }
  all.push_back(value);
  engine += " THEN NULL ELSE $" + std::to_string(all.size()) + " END";
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, r.arena.text(engine), value->type, BoundList(r.arena.list(all)), span));
  call->carrier = value->carrier;
  call->nullable = true;
  return call;
}

// The body with its parameters bound to the arguments.
Result<const Bound*> inline_body(Resolver& r, const UserFunctionInfo& function,
                                 const Candidates& at, Arguments arguments, Span span) {
  Scope scope(nullptr);
  TRY(add_parameters(r, scope, function, arguments, span));
  const Bound* value = TRY(resolve_body(r, scope, function, at));
  value = TRY(cast(r, *value, function.result, CastMode::implicit_cast, span));
  if (!function.strict || arguments.empty()) return value;
  return null_for_null(r, value, arguments, span);
}

bool all_constant(const Arguments& arguments) {
  for (const Bound* argument : arguments) {
    if (argument->kind != BoundKind::constant) return false;
  }
  return true;
}

// The query of a table function, its columns named and typed as RETURNS TABLE says.
Result<const BoundQuery*> inline_query(Resolver& r, const UserFunctionInfo& function,
                                       const Candidates& at, Arguments& arguments, Span span) {
  Scope scope(nullptr);
  TRY(add_parameters(r, scope, function, arguments, span));
  const InsideObject inside(r, function.body, at.database, at.schema);
  const Query* query = TRY(parse_query_text(function.body, r.arena));
  const BoundQuery* bound = TRY(resolve_query(r, *query, &scope));
  if (bound->outputs.size() != function.result_columns.size()) {
    return errors::view_column_count(function.name, function.result_columns.size(),
                                     bound->outputs.size());
  }
  std::vector<Type> wanted;
  for (const auto& [name, type] : function.result_columns) wanted.push_back(type);
  return convert_outputs(r, *bound, wanted, OutputForm::plain);
}

}  // namespace

Result<const Bound*> resolve_user_function(Resolver& r, Scope& scope, const FunctionCall& call,
                                           const ObjectName& name) {
  const Candidates candidates = candidates_of(r, name);
  if (candidates.functions.empty()) return static_cast<const Bound*>(nullptr);
  Choice choice = TRY(choose(r, scope, candidates, call));
  const UserFunctionInfo& function = *choice.function;
  if (function.is_table) return errors::unsupported("table function as a value");
  if (function.language != "SQL") return errors::unsupported("LANGUAGE " + function.language);
  return inline_body(r, function, candidates, std::move(choice.arguments), call.span);
}

Result<const BoundRelation*> resolve_user_table_function(Resolver& r, Scope& scope,
                                                         const FunctionCall& call,
                                                         const TableFunction& table) {
  const Candidates candidates = candidates_of(r, call.name);
  if (candidates.functions.empty()) return static_cast<const BoundRelation*>(nullptr);
  Choice choice = TRY(choose(r, scope, candidates, call));
  const UserFunctionInfo& function = *choice.function;
  if (!function.is_table) return errors::unsupported("scalar function in FROM");
  if (function.language != "SQL") return errors::unsupported("LANGUAGE " + function.language);
  BoundDerived* derived = r.arena.make<BoundDerived>();
  derived->lateral = !all_constant(choice.arguments);
  derived->query = TRY(inline_query(r, function, candidates, choice.arguments, call.span));
  derived->id = r.next_relation++;
  std::vector<BoundOutput> outputs(derived->query->outputs.begin(), derived->query->outputs.end());
  for (size_t i = 0; i < outputs.size(); ++i) {
    outputs[i].name = r.arena.text(function.result_columns[i].first);
  }
  const std::string_view alias =
      table.has_alias ? table.alias.text : r.arena.text(function.name);
  add_query_columns(r, scope, derived->id, outputs, alias);
  return derived;
}

Result<Done> check_function(const UserFunctionInfo& function, const SessionContext& context,
                            const CatalogView& catalog) {
  Arena arena;
  Resolver r(arena, function.body, context, catalog);
  const Candidates at{function.database, function.schema, function.name, {}};
  Arguments arguments;
  const uint32_t relation = r.next_relation++;
  for (const auto& [name, type] : function.parameters) {
    arguments.push_back(make_column(r, relation, name, type, true, name, Span{}));
  }
  if (function.is_table) {
    auto query = inline_query(r, function, at, arguments, Span{});
    if (!query.ok()) return locate(query.error(), function.body);
    return Done{};
  }
  auto value = inline_body(r, function, at, std::move(arguments), Span{});
  if (!value.ok()) return locate(value.error(), function.body);
  return Done{};
}

}  // namespace mockhaus::sql
