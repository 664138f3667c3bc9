#include "sql/resolve/user_function.h"

#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"

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

// The first overload whose parameters take the arguments.
const UserFunctionInfo* choose(const Candidates& candidates,
                               const std::vector<const Bound*>& arguments) {
  for (const UserFunctionInfo* function : candidates.functions) {
    if (function->parameters.size() != arguments.size()) continue;
    bool fits = true;
    for (size_t i = 0; i < arguments.size(); ++i) {
      fits &= arguments[i]->type.kind == function->parameters[i].second.kind ||
              can_coerce(arguments[i]->type, function->parameters[i].second);
    }
    if (fits) return function;
  }
  return nullptr;
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

// The body with its parameters bound to the arguments.
Result<const Bound*> inline_body(Resolver& r, const UserFunctionInfo& function,
                                 const Candidates& at, std::vector<const Bound*> arguments,
                                 Span span) {
  if (r.view_depth >= inline_depth_max) return errors::unsupported("functions nested this deeply");
  Scope scope(nullptr);
  for (size_t i = 0; i < arguments.size(); ++i) {
    const auto& [name, type] = function.parameters[i];
    arguments[i] = TRY(cast(r, *arguments[i], type, CastMode::implicit_cast, span));
    scope.parameters.push_back({r.arena.text(name), arguments[i]});
  }
  const Bound* value = TRY(resolve_body(r, scope, function, at));
  return cast(r, *value, function.result, CastMode::implicit_cast, span);
}

}  // namespace

Result<const Bound*> resolve_user_function(Resolver& r, Scope& scope, const FunctionCall& call,
                                           const ObjectName& name) {
  const Candidates candidates = candidates_of(r, name);
  if (candidates.functions.empty()) return static_cast<const Bound*>(nullptr);
  std::vector<const Bound*> arguments;
  for (const Expression* argument : call.arguments) {
    arguments.push_back(TRY(resolve_expression(r, scope, *argument)));
  }
  const UserFunctionInfo* function = choose(candidates, arguments);
  if (function == nullptr) {
    return errors::invalid_argument_types(candidates.name, types_text(arguments), call.span);
  }
  if (function->is_table) return errors::unsupported("table function as a value");
  if (function->language != "SQL") {
    return errors::unsupported("functions in " + function->language);
  }
  return inline_body(r, *function, candidates, std::move(arguments), call.span);
}

}  // namespace mockhaus::sql
