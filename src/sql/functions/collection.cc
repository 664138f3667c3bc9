// table: aggregates that collect values: lists of text, arrays, objects.
#include "sql/errors.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/resolve/aggregate.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

namespace {

Result<const Bound*> resolve_array_agg(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_listagg(Resolver& r, Scope& scope, const FunctionCall& call);

#define COLLECTS(name, parameters, type, engine) \
  { name, parameters, type, engine, NullRule::never, Carrier::exact, FunctionKind::aggregate }

// The kernels pass over NULLs and make no rows at all an empty array or object.
#define ARRAYS(name)                                                                          \
  {                                                                                           \
    name, "v", returns(types::array()), "", NullRule::never, Carrier::exact,                  \
        FunctionKind::aggregate, false, resolve_array_agg                                     \
  }
#define OBJECTS(name) \
  COLLECTS(name, "tV", returns(types::object()), \
           "mh_object_of(list({distinct}struct_pack(k := $1, v := $2)){over})")

constexpr Function rows[] = {
    ARRAYS("ARRAYAGG"),
    ARRAYS("ARRAY_AGG"),
    COLLECTS("ARRAY_UNION_AGG", "a", returns(types::array()), "mh_array_union_of(list($1){over})"),
    COLLECTS("ARRAY_UNIQUE_AGG", "v", returns(types::array()),
             "mh_array_distinct_of(list($1){over})"),
    {"LISTAGG", "tt?", text_of_first, "", NullRule::never, Carrier::exact, FunctionKind::aggregate,
     false, resolve_listagg},
    OBJECTS("OBJECTAGG"),
    OBJECTS("OBJECT_AGG"),
};
static_assert(sorted_by_name(rows));

// DISTINCT with WITHIN GROUP. The engine wants the order to be an argument, but the argument is
// often a cast of what Snowflake orders by: both go into the list, which is sorted afterwards.
Result<std::string> sorted_distinct_list(AggregateParts& parts) {
  if (parts.order.size() != 1) return errors::unsupported("DISTINCT with several ORDER BY items");
  const BoundOrder order = parts.order[0];
  parts.order = {};
  parts.arguments.push_back(order.value);
  return "list_transform(list_sort(list(DISTINCT struct_pack(k := $" +
         std::to_string(parts.arguments.size()) + ", v := $1)){over}, '" +
         (order.descending ? "DESC" : "ASC") + "', '" +
         (order.nulls_first ? "NULLS FIRST" : "NULLS LAST") + "'), lambda s: s.v)";
}

Result<const Bound*> resolve_array_agg(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function overloads[] = {
      COLLECTS("ARRAY_AGG", "v", returns(types::array()),
               "mh_array_agg_of(list({distinct}$1{order}){over})"),
  };
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const Function* found =
      TRY(choose_overload(r, "ARRAY_AGG", overloads, parts.arguments, call.span));
  Function row = *found;
  if (call.distinct && !parts.order.empty()) {
    const std::string list = TRY(sorted_distinct_list(parts));
    row.engine = r.arena.text("mh_array_agg_of(" + list + ")");
  }
  // Equal values may differ in their bytes: 1 and 1.0.
  if (call.distinct) {
    row.engine = r.arena.text("mh_array_distinct(" + std::string(row.engine) + ")");
  }
  return make_aggregate(r, scope, call, row, parts, types::array());
}

Result<const Bound*> resolve_listagg(Resolver& r, Scope& scope, const FunctionCall& call) {
  constexpr Function overloads[] = {
      COLLECTS("LISTAGG", "t", text_of_first,
               "coalesce(string_agg({distinct}$1, ''{order}){over}, '')"),
      COLLECTS("LISTAGG", "tt", text_of_first,
               "coalesce(string_agg({distinct}$1, $2{order}){over}, '')"),
  };
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  if (parts.arguments.size() > 1 && !is_constant(*parts.arguments[1])) {
    return errors::needs_constant("LISTAGG", "2", call.span);
  }
  const Function* row = TRY(choose_overload(r, "LISTAGG", overloads, parts.arguments, call.span));
  const Type type = result_type(*row, parts.arguments);
  Function function = *row;
  if (call.distinct && !parts.order.empty()) {
    const std::string separator = parts.arguments.size() > 1 ? "$2" : "''";
    const std::string list = TRY(sorted_distinct_list(parts));
    function.engine =
        r.arena.text("coalesce(array_to_string(" + list + ", " + separator + "), '')");
  }
  return make_aggregate(r, scope, call, function, parts, type);
}

}  // namespace

std::span<const Function> collection_functions() {
  return rows;
}

}  // namespace mockhaus::sql
