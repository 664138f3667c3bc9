// table: functions of VECTOR values.
#include "sql/errors.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/aggregate.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "values/embedding.h"

namespace mockhaus::sql {

namespace {

using Arguments = std::vector<const Bound*>;

bool is_vector(const Type& type) { return type.kind == TypeKind::vector; }

Result<Arguments> resolve_arguments(Resolver& r, Scope& scope, const FunctionCall& call,
                                    size_t count) {
  const size_t given = call.arguments.size();
  const std::string_view text = r.text_of(call.span);
  const int wanted = static_cast<int>(count), found = static_cast<int>(given);
  if (given < count) return errors::not_enough_arguments(text, wanted, found, call.span);
  if (given > count) return errors::too_many_arguments(text, wanted, found, call.span);
  return resolve_each(r, scope, call);
}

// mh_float_vector_sum or mh_int_vector_sum, over `inside`.
std::string_view kernel(Resolver& r, const Type& type, std::string_view name,
                        std::string_view inside) {
  return r.arena.text((is_float_vector(type) ? "mh_float_vector_" : "mh_int_vector_") +
                      std::string(name) + "(" + std::string(inside) + ")");
}

// Two vectors of one type. 1 - similarity is the cosine distance.
template <const std::string_view& name>
Result<const Bound*> resolve_pair(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 2));
  const Type& type = is_vector(arguments[0]->type) ? arguments[0]->type : arguments[1]->type;
  Arguments vectors;
  for (const Bound* argument : arguments) {
    const bool fits = argument->type == type || argument->type.kind == TypeKind::null;
    if (!is_vector(type) || !fits) return wrong_types(call, arguments);
    vectors.push_back(TRY(cast(r, *argument, type, CastMode::implicit_cast, call.span)));
  }
  const std::string_view engine = name == "cosine_distance"
                                      ? kernel(r, type, "cosine_similarity", "$1, $2")
                                      : kernel(r, type, name, "$1, $2");
  const std::string_view whole =
      name == "cosine_distance" ? r.arena.text("1 - " + std::string(engine)) : engine;
  return make_call(r, whole, types::floating(), BoundList(r.arena.list(vectors)), call.span);
}

Result<const Bound*> resolve_normalize(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 1));
  const Type& type = arguments[0]->type;
  if (!is_vector(type)) return wrong_types(call, arguments);
  return make_call(r, kernel(r, type, "normalize", "$1"),
                   types::vector(types::VectorElement::floating, type.length), {arguments[0]},
                   call.span);
}

// VECTOR_TRUNCATE(vector, dimension): the type says how many elements stay, so it is a constant.
Result<const Bound*> resolve_truncate(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Arguments arguments = TRY(resolve_arguments(r, scope, call, 2));
  Type type = arguments[0]->type;
  if (!is_vector(type) || !arguments[1]->type.is_number()) return wrong_types(call, arguments);
  const std::optional<int64_t> dimension = position_of(*call.arguments[1]);
  if (!dimension) {
    return errors::needs_constant("VECTOR_TRUNCATE", "2", call.arguments[1]->span);
  }
  if (*dimension < 1 || *dimension > type.length) {
    return errors::invalid_vector("Vector dimension " + std::to_string(*dimension) +
                                  " must be between 1 and " + std::to_string(type.length));
  }
  type.length = *dimension;
  return make_call(r, "mh_vector_truncate($1, $2)", type, {arguments[0], arguments[1]},
                   call.span);
}

template <const std::string_view& name>
Result<const Bound*> resolve_fold(Resolver& r, Scope& scope, const FunctionCall& call) {
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  if (parts.arguments.size() != 1 || !is_vector(parts.arguments[0]->type)) {
    return wrong_types(call, parts.arguments);
  }
  const Type& type = parts.arguments[0]->type;
  Function row;
  row.name = call.name.parts.back().text;
  row.parameters = "*";
  row.engine = kernel(r, type, name, "list({distinct}$1){over}");
  row.nulls = NullRule::nullable;
  row.kind = FunctionKind::aggregate;
  const Type result = name == "avg" ? types::vector(types::VectorElement::floating, type.length)
                                    : type;
  return make_aggregate(r, scope, call, row, parts, result);
}

constexpr std::string_view avg = "avg", sum = "sum", least = "min", greatest = "max",
                           cosine_distance = "cosine_distance",
                           cosine_similarity = "cosine_similarity",
                           inner_product = "inner_product", l1_distance = "l1_distance",
                           l2_distance = "l2_distance";

template <const std::string_view& name>
constexpr Function pair(std::string_view function) {
  return {.name = function, .resolve = resolve_pair<name>};
}
template <const std::string_view& name>
constexpr Function fold(std::string_view function) {
  return {.name = function, .kind = FunctionKind::aggregate, .resolve = resolve_fold<name>};
}

constexpr Function rows[] = {
    fold<avg>("VECTOR_AVG"),
    pair<cosine_distance>("VECTOR_COSINE_DISTANCE"),
    pair<cosine_similarity>("VECTOR_COSINE_SIMILARITY"),
    pair<inner_product>("VECTOR_INNER_PRODUCT"),
    pair<l1_distance>("VECTOR_L1_DISTANCE"),
    pair<l2_distance>("VECTOR_L2_DISTANCE"),
    fold<greatest>("VECTOR_MAX"),
    fold<least>("VECTOR_MIN"),
    {.name = "VECTOR_NORMALIZE", .resolve = resolve_normalize},
    fold<sum>("VECTOR_SUM"),
    {.name = "VECTOR_TRUNCATE", .resolve = resolve_truncate},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> embedding_functions() { return rows; }

}  // namespace mockhaus::sql
