#include "sql/resolve/lambda.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/limits.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/query_columns.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/structured.h"

namespace mockhaus::sql {

namespace {

constexpr std::string_view elements_kernel = "mh_array_elements($1)";

Result<Done> check_count(Resolver& r, const FunctionCall& call, int wanted) {
  const int count = static_cast<int>(call.arguments.size());
  if (call.over != nullptr) return errors::window_not_allowed(r.text_of(call.span), call.span);
  if (count < wanted) {
    return errors::not_enough_arguments(r.text_of(call.span), wanted, count, call.span);
  }
  if (count > wanted) {
    return errors::too_many_arguments(r.text_of(call.span), wanted, count, call.span);
  }
  return Done{};
}

Result<const Bound*> resolve_array(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Bound* array = TRY(resolve_expression(r, scope, *call.arguments[0]));
  if (array->type.kind == TypeKind::array) return array;
  const bool fits = array->type.kind == TypeKind::variant || array->type.kind == TypeKind::null;
  if (!fits) {
    return errors::invalid_argument_types(call.name.parts.back().text, describe(array->type),
                                          call.span);
  }
  return cast(r, *array, types::array(), CastMode::implicit_cast, call.span);
}

Result<const Lambda*> lambda_of(const FunctionCall& call, size_t place, size_t parameters) {
  const Expression& argument = *call.arguments[place];
  const bool fits = argument.kind == ExpressionKind::lambda &&
                    as<Lambda>(argument).parameters.size() == parameters;
  if (!fits) {
    return errors::invalid_argument_types(call.name.parts.back().text, "this argument",
                                          argument.span);
  }
  return &as<Lambda>(argument);
}

// The element as the body sees it: of the written type, else of the array's element type.
Result<const Bound*> element_value(Resolver& r, const EngineParameter& parameter,
                                   const LambdaParameter& written, const Type& array) {
  Type type = types::variant();
  if (array.structured && !array.fields.empty()) type = array.fields[0].type;
  const Bound* value =
      TRY(cast(r, *parameter.value, type, CastMode::explicit_cast, written.name.span));
  if (written.type == nullptr) return value;
  const Type wanted =
      TRY(resolve_any_type(*written.type, r.context, r.arena, r.source));
  return cast(r, *value, wanted, CastMode::explicit_cast, written.name.span);
}

// The engine does not find columns of a block around the query that the lambda stands in.
bool reads_outer_block(const Scope& lambda, const Bound& body) {
  const Scope* block = lambda.outer;
  while (block != nullptr && !block->parameters.empty()) block = block->outer;
  if (block == nullptr) return false;
  const auto offers = [](const Scope& scope, const BoundColumn& column) {
    return std::ranges::any_of(scope.items, [&](const ScopeItem& item) {
      return std::ranges::any_of(item.columns, [&](const ScopeColumn& own) {
        return own.value->kind == BoundKind::column &&
               as<BoundColumn>(*own.value).relation == column.relation;
      });
    });
  };
  return reads_column(body, [&](const BoundColumn& column) {
    for (const Scope* at = block->outer; at != nullptr; at = at->outer) {
      if (offers(*at, column)) return !offers(*block, column);
    }
    return false;
  });
}

Result<const Bound*> resolve_lambda_body(Resolver& r, Scope& scope, const Lambda& lambda,
                                         std::initializer_list<const Bound*> values) {
  Scope inner(&scope);
  inner.clause = scope.clause;
  inner.windows_allowed = false;
  inner.aliases_allowed = false;
  for (const Bound* value : values) {
    const Identifier& name = lambda.parameters[inner.parameters.size()].name;
    inner.parameters.push_back({name.text, value});
  }
  if (++r.lambda_depth > Limits{}.lambdas) {
    return errors::lambdas_too_deep(Limits{}.lambdas, lambda.span);
  }
  const Bound* body = TRY(resolve_expression(r, inner, *lambda.body));
  --r.lambda_depth;
  if (body->has_subquery) return errors::unsupported("a subquery in a lambda expression");
  if (reads_outer_block(inner, *body)) return errors::unsupported_subquery(lambda.span);
  if (body->has_aggregate || body->has_window) {
    return errors::unsupported("an aggregate function in a lambda expression");
  }
  return body;
}

const Bound* call_lambda(Resolver& r, const std::string& engine, const Type& type,
                         std::initializer_list<const Bound*> arguments, Span span) {
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, r.arena.text(engine), type, arguments, span));
  call->nullable = true;
  return call;
}

std::string list_call(const char* function, const EngineParameter& parameter) {
  return "mh_array_of_list(" + std::string(function) + "(" + std::string(elements_kernel) +
         ", lambda " + std::string(parameter.name) + ": $2))";
}

// The accumulator's own type: a written one, else that of the initial value, wide enough.
Result<Type> accumulator_type(Resolver& r, const Lambda& lambda, const Bound& initial) {
  const TypeName* written = lambda.parameters[0].type;
  if (written != nullptr) {
    return resolve_any_type(*written, r.context, r.arena, r.source);
  }
  Type type = initial.type;
  if (type.kind == TypeKind::null) return types::variant();
  if (type.is_number()) type.precision = number_precision_max;
  if (type.is_text()) type.length = text_length_default;
  return type;
}

struct Reduction {
  Type type;
  const Bound* body = nullptr;
};

// The largest of the three types counts (initial value, parameter, body): where the body's is
// larger, the accumulator takes it and the body is resolved once more.
Result<Reduction> resolve_reduction(Resolver& r, Scope& scope, const Lambda& lambda, Type type,
                                    const Bound& accumulator, const Bound& element) {
  for (int round = 0;; ++round) {
    const Bound* value = TRY(cast(r, accumulator, type, CastMode::explicit_cast, lambda.span));
    const Bound* body = TRY(resolve_lambda_body(r, scope, lambda, {value, &element}));
    auto common = common_type_of(type, body->type);
    if (!common) {
      return errors::incompatible_types(describe(type), describe(body->type), lambda.span);
    }
    if (common->is_number()) common->precision = number_precision_max;
    if (*common == type || round == 2) {
      body = TRY(cast(r, *body, type, CastMode::implicit_cast, lambda.span));
      return Reduction{type, body};
    }
    type = *common;
  }
}

}  // namespace

EngineParameter new_parameter(Resolver& r, Span span) {
  const std::string_view name = r.arena.text("p" + std::to_string(r.next_relation++));
  BoundCall* value = r.arena.make<BoundCall>(*make_call(r, name, types::variant(), BoundList(),
                                                        span));
  value->nullable = true;
  return {name, value};
}

Result<const Bound*> resolve_filter(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 2));
  const Bound* array = TRY(resolve_array(r, scope, call));
  const Lambda* lambda = TRY(lambda_of(call, 1, 1));
  const EngineParameter parameter = new_parameter(r, lambda->span);
  const Bound* element =
      TRY(element_value(r, parameter, lambda->parameters[0], array->type));
  const Bound* body = TRY(resolve_lambda_body(r, scope, *lambda, {element}));
  body = TRY(cast(r, *body, types::boolean(), CastMode::implicit_cast, lambda->body->span));
  return call_lambda(r, list_call("list_filter", parameter), array->type, {array, body},
                     call.span);
}

Result<const Bound*> resolve_transform(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 2));
  const Bound* array = TRY(resolve_array(r, scope, call));
  const Lambda* lambda = TRY(lambda_of(call, 1, 1));
  const EngineParameter parameter = new_parameter(r, lambda->span);
  const Bound* element =
      TRY(element_value(r, parameter, lambda->parameters[0], array->type));
  const Bound* body = TRY(resolve_lambda_body(r, scope, *lambda, {element}));
  Type type = types::array();
  if (array->type.structured) {
    type.structured = true;
    const StructuredField field{{}, body->type, true};
    type.fields = r.arena.list(std::span(&field, 1));
  }
  body = TRY(as_variant(r, *body, lambda->body->span));
  return call_lambda(r, list_call("list_transform", parameter), type, {array, body}, call.span);
}

Result<const Bound*> resolve_reduce(Resolver& r, Scope& scope, const FunctionCall& call) {
  TRY(check_count(r, call, 3));
  const Bound* array = TRY(resolve_array(r, scope, call));
  const Bound* initial = TRY(resolve_expression(r, scope, *call.arguments[1]));
  const Lambda* lambda = TRY(lambda_of(call, 2, 2));
  const EngineParameter accumulator = new_parameter(r, lambda->span);
  const EngineParameter parameter = new_parameter(r, lambda->span);
  const Bound* element =
      TRY(element_value(r, parameter, lambda->parameters[1], array->type));
  const Type start = TRY(accumulator_type(r, *lambda, *initial));
  const Reduction reduction =
      TRY(resolve_reduction(r, scope, *lambda, start, *accumulator.value, *element));
  initial = TRY(cast(r, *initial, reduction.type, CastMode::implicit_cast, call.span));
  initial = TRY(as_variant(r, *initial, call.span));
  const Bound* body = TRY(as_variant(r, *reduction.body, lambda->body->span));
  const std::string engine = "list_reduce(" + std::string(elements_kernel) + ", lambda " +
                             std::string(accumulator.name) + ", " + std::string(parameter.name) +
                             ": $2, $3)";
  const Bound* result =
      call_lambda(r, engine, types::variant(), {array, body, initial}, call.span);
  return cast(r, *result, reduction.type, CastMode::explicit_cast, call.span);
}

}  // namespace mockhaus::sql
