// ARRAY_CONSTRUCT_STRUCTURED, OBJECT_CONSTRUCT_KEEP_NULL_STRUCTURED, MAP_CONSTRUCT: values in the
// types that their arguments give them.
#include "sql/resolve/arguments.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/select.h"
#include "sql/resolve/semi_structured.h"
#include "sql/resolve/structured.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

using Values = std::vector<const Bound*>;

// The one type of all; nothing where they do not fit together or all are NULL.
std::optional<Type> common_of_all(const Values& values) {
  std::optional<Type> common;
  for (const Bound* value : values) {
    if (value->type.kind == TypeKind::null) continue;
    common = common ? common_type_of(*common, value->type) : value->type;
    if (!common) return std::nullopt;
  }
  return common;
}

// Of the keys of a map: a text beside whole numbers is one, too.
std::optional<Type> common_of_keys(const Values& keys) {
  const std::optional<Type> common = common_of_all(keys);
  if (!common || !common->is_number() || common->scale == 0) return common;
  for (const Bound* key : keys) {
    if (key->type.is_number() && key->type.scale != 0) return common;
  }
  return types::number(38, 0);
}

bool any_nullable(const Values& values) {
  for (const Bound* value : values) {
    if (value->nullable || value->type.kind == TypeKind::null) return true;
  }
  return false;
}

Result<const Bound*> as_element(Resolver& r, const Bound& value, const Type& type) {
  const Bound* made = &value;
  if (!(value.type == type)) {
    made = TRY(cast(r, value, type, CastMode::implicit_cast, value.span));
  }
  return as_variant(r, *made, value.span);
}

const Bound* finish(Resolver& r, std::string_view engine, Type type, TypeKind kind,
                    const std::vector<StructuredField>& fields, const Values& arguments,
                    Span span) {
  type.kind = kind;
  type.structured = true;
  type.fields = r.arena.list(fields);
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, engine, type, BoundList(r.arena.list(arguments)), span));
  call->nullable = false;
  return call;
}

Error odd_count(Resolver& r, const FunctionCall& call) {
  const int count = static_cast<int>(call.arguments.size());
  return errors::not_enough_arguments(r.text_of(call.span), count + 1, count, call.span);
}

}  // namespace

Result<const Bound*> resolve_array_structured(Resolver& r, Scope& scope,
                                              const FunctionCall& call) {
  const Values values = TRY(resolve_each(r, scope, call));
  if (values.empty()) return odd_count(r, call);
  const std::optional<Type> element = common_of_all(values);
  if (!element) return wrong_types(call, values);
  Values items;
  for (const Bound* value : values) items.push_back(TRY(as_element(r, *value, *element)));
  const std::vector<StructuredField> fields = {{{}, *element, any_nullable(values)}};
  return finish(r, "mh_array_construct($*)", types::array(), TypeKind::array, fields, items,
                call.span);
}

Result<const Bound*> resolve_map_construct(Resolver& r, Scope& scope, const FunctionCall& call) {
  const Values given = TRY(resolve_each(r, scope, call));
  if (given.empty() || given.size() % 2 != 0) return odd_count(r, call);
  Values keys, values;
  for (size_t i = 0; i < given.size(); i += 2) {
    keys.push_back(given[i]);
    values.push_back(given[i + 1]);
  }
  const std::optional<Type> key = common_of_keys(keys);
  const std::optional<Type> value = common_of_all(values);
  const bool key_fits = key && (key->is_text() || (key->is_number() && key->scale == 0));
  if (!key_fits || !value) return wrong_types(call, given);
  Values arguments;
  for (size_t i = 0; i < keys.size(); ++i) {
    const Bound* name = TRY(cast(r, *keys[i], *key, CastMode::implicit_cast, keys[i]->span));
    arguments.push_back(TRY(cast(r, *name, types::text(), CastMode::implicit_cast, name->span)));
    arguments.push_back(TRY(as_element(r, *values[i], *value)));
  }
  const std::vector<StructuredField> fields = {{{}, *key, false},
                                               {{}, *value, any_nullable(values)}};
  return finish(r, "mh_object_construct_keep_null($*)", types::object(), TypeKind::map, fields,
                arguments, call.span);
}

Result<const Bound*> resolve_object_structured(Resolver& r, Scope& scope,
                                               const FunctionCall& call) {
  Values arguments;
  std::vector<StructuredField> fields;
  const auto add = [&](std::string_view name, const Bound& value) -> Result<Done> {
    arguments.push_back(make_constant(r, types::text(), name, call.span));
    arguments.push_back(TRY(as_variant(r, value, call.span)));
    fields.push_back({name, value.type, value.nullable});
    return Done{};
  };
  if (call.arguments.size() == 1 && call.arguments[0]->kind == ExpressionKind::star) {
    const auto columns = TRY(expand_star(r, scope, as<Star>(*call.arguments[0])));
    for (const BoundOutput& column : columns) TRY(add(column.name, *column.value));
  } else if (call.arguments.size() % 2 != 0 || call.arguments.empty()) {
    return odd_count(r, call);
  }
  for (size_t i = 0; i + 1 < call.arguments.size(); i += 2) {
    const auto name = TRY(constant_text(r, *call.arguments[i]));
    const Bound* value = TRY(resolve_expression(r, scope, *call.arguments[i + 1]));
    if (!name || name->empty()) {
      return errors::needs_constant(call.name.parts.back().text, std::to_string(i + 1),
                                    call.arguments[i]->span);
    }
    if (value->type.kind == TypeKind::null) return wrong_types(call, Values{value});
    TRY(add(r.arena.text(*name), *value));
  }
  return finish(r, "mh_object_construct_keep_null($*)", types::object(), TypeKind::object, fields,
                arguments, call.span);
}

}  // namespace mockhaus::sql
