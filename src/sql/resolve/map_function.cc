#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/structured.h"

namespace mockhaus::sql {

namespace {

enum class Gives : uint8_t { map, keys, entries, size, flag };

// Parameters: m the map, k a key, v a value, b the update flag; + repeats the last.
struct MapFunction {
  std::string_view name;
  std::string_view parameters;
  int least;
  std::string_view engine;
  Gives gives;
};
constexpr MapFunction map_functions[] = {
    {"MAP_CAT", "mm", 2, "mh_object_merge($1, $2)", Gives::map},
    {"MAP_CONTAINS_KEY", "km", 2, "mh_object_has_key($2, $1)", Gives::flag},
    {"MAP_DELETE", "mk+", 2, "mh_object_delete($*)", Gives::map},
    {"MAP_ENTRIES", "m", 1, "mh_object_entries($1)", Gives::entries},
    {"MAP_INSERT", "mkvb", 3, "mh_object_insert($*)", Gives::map},
    {"MAP_KEYS", "m", 1, "mh_object_keys($1)", Gives::keys},
    {"MAP_PICK", "mk+", 2, "mh_object_pick($*)", Gives::map},
    {"MAP_SIZE", "m", 1, "mh_object_size($1)", Gives::size},
};

char parameter_at(const MapFunction& function, size_t index) {
  const bool repeats = function.parameters.back() == '+';
  const size_t count = function.parameters.size() - (repeats ? 1 : 0);
  if (index < count) return function.parameters[index];
  return repeats ? function.parameters[count - 1] : '\0';
}

Result<const Bound*> convert(Resolver& r, char parameter, const Bound& value, const Type& map) {
  const Span span = value.span;
  if (parameter == 'k') {
    const Bound* key =
        TRY(cast(r, value, map.fields[0].type, CastMode::implicit_cast, span));
    return cast(r, *key, types::text(), CastMode::implicit_cast, span);
  }
  if (parameter == 'b') return cast(r, value, types::boolean(), CastMode::implicit_cast, span);
  if (parameter == 'v') {
    const Bound* part =
        TRY(cast(r, value, map.fields[1].type, CastMode::implicit_cast, span));
    part = TRY(as_variant(r, *part, span));
    return make_call(r, "coalesce($1, '\\x01'::BLOB)", types::variant(), {part}, span);
  }
  return cast(r, value, map, CastMode::implicit_cast, span);
}

Type array_of(Resolver& r, const Type& element) {
  Type type = types::array();
  type.structured = true;
  const StructuredField field{{}, element, true};
  type.fields = r.arena.list(std::span(&field, 1));
  return type;
}

Result<const Bound*> finish(Resolver& r, const MapFunction& function, std::string_view engine,
                            const std::vector<const Bound*>& arguments, const Type& map,
                            Span span) {
  Type type = map;
  if (function.gives == Gives::flag) type = types::boolean();
  if (function.gives == Gives::size) type = types::number(9, 0);
  if (function.gives == Gives::keys || function.gives == Gives::entries) type = types::array();
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, engine, type, BoundList(r.arena.list(arguments)), span));
  call->nullable = true;
  if (function.gives == Gives::size) call->carrier = Carrier::integer;
  if (function.gives != Gives::keys) return call;
  return cast(r, *call, array_of(r, map.fields[0].type), CastMode::explicit_cast, span);
}

}  // namespace

Result<const Bound*> resolve_map_function(Resolver& r, Scope& scope, const FunctionCall& call) {
  const std::string_view name = call.name.parts.back().text;
  const MapFunction& function = *std::ranges::find(map_functions, name, &MapFunction::name);
  std::vector<const Bound*> arguments = TRY(resolve_each(r, scope, call));
  const int count = static_cast<int>(arguments.size());
  if (count < function.least) {
    return errors::not_enough_arguments(r.text_of(call.span), function.least, count, call.span);
  }
  const size_t place = function.parameters.find('m');
  const Type map = arguments[place]->type;
  if (map.kind != TypeKind::map || !map.structured) {
    return wrong_types(call, arguments);
  }
  if (name == "MAP_PICK" && arguments[1]->type.kind == TypeKind::array) {
    return finish(r, function, "mh_object_pick_array($1, $2)", arguments, map, call.span);
  }
  for (size_t i = 0; i < arguments.size(); ++i) {
    const char parameter = parameter_at(function, i);
    if (parameter == '\0') {
      const int most = static_cast<int>(function.parameters.size());
      return errors::too_many_arguments(r.text_of(call.span), most, count, call.span);
    }
    arguments[i] = TRY(convert(r, parameter, *arguments[i], map));
  }
  return finish(r, function, function.engine, arguments, map, call.span);
}

}  // namespace mockhaus::sql
