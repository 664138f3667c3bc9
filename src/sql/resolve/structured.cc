#include "sql/resolve/structured.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/lambda.h"
#include "sql/resolve/semi_structured.h"

namespace mockhaus::sql {

namespace {

const Bound* nullable_call(Resolver& r, const std::string& engine, const Type& type,
                           std::initializer_list<const Bound*> arguments, Span span) {
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, r.arena.text(engine), type, arguments, span));
  call->nullable = true;
  return call;
}

// The part as it lies in a structured value whose field or element is `field`.
Result<const Bound*> stored_part(Resolver& r, const Bound& part, const StructuredField& field,
                                 Span span) {
  const Bound* value = TRY(cast(r, part, field.type, CastMode::explicit_cast, span));
  value = TRY(as_variant(r, *value, span));
  if (!field.nullable) {
    return nullable_call(r, "mh_need_value($1)", types::variant(), {value}, span);
  }
  return nullable_call(r, "coalesce($1, '\\x01'::BLOB)", types::variant(), {value}, span);
}

Result<const Bound*> cast_to_array(Resolver& r, const Bound& value, const Type& target,
                                   Span span) {
  const EngineParameter element = new_parameter(r, span);
  const Bound* part = TRY(stored_part(r, *element.value, target.fields[0], span));
  const std::string engine = "mh_array_of_list(list_transform(mh_array_elements($1), lambda " +
                             std::string(element.name) + ": $2))";
  return nullable_call(r, engine, target, {&value, part}, span);
}

// Keys and values apart, in the same order.
Result<const Bound*> cast_to_map(Resolver& r, const Bound& value, const Type& target, Span span) {
  const EngineParameter map = new_parameter(r, span);
  const EngineParameter member = new_parameter(r, span);
  const Bound* part = nullable_call(
      r, "struct_extract(" + std::string(member.name) + ", 'value')", types::variant(), {}, span);
  part = TRY(stored_part(r, *part, target.fields[1], span));
  const std::string name(map.name);
  const std::string engine =
      "list_transform([$1], lambda " + name + ": mh_arrays_to_object(mh_object_keys(" + name +
      "), mh_array_of_list(list_transform(mh_flatten(" + name +
      ", '', false, false, 'OBJECT', 8), lambda " + std::string(member.name) + ": $2))))[1]";
  return nullable_call(r, engine, target, {&value, part}, span);
}

// The keys must be those of the type.
Result<const Bound*> cast_to_object(Resolver& r, const Bound& value, const Type& target,
                                    Span span) {
  const EngineParameter object = new_parameter(r, span);
  const std::string name(object.name);
  std::vector<const Bound*> arguments{&value};
  std::string conditions = "mh_object_size(" + name + ") = " +
                           std::to_string(target.fields.size());
  std::string members;
  for (const StructuredField& field : target.fields) {
    const Bound* key = make_constant(r, types::text(), field.name, span);
    const Bound* part = nullable_call(r, "mh_get($1, $2)", types::variant(),
                                      {object.value, key}, span);
    part = TRY(stored_part(r, *part, field, span));
    arguments.push_back(key);
    arguments.push_back(part);
    const std::string place = "$" + std::to_string(arguments.size() - 1);
    conditions += " AND mh_object_has_key(" + name + ", " + place + ")";
    members += (members.empty() ? "" : ", ") + place + ", $" + std::to_string(arguments.size());
  }
  const std::string engine =
      "list_transform([$1], lambda " + name + ": CASE WHEN " + name + " IS NULL THEN NULL WHEN " +
      conditions + " THEN mh_object_construct_keep_null(" + members +
      ") ELSE mh_to_object(mh_variant(mh_variant_to_varchar(" + name + "))) END)[1]";
  BoundCall* call = r.arena.make<BoundCall>(*make_call(
      r, r.arena.text(engine), target, BoundList(r.arena.list(arguments)), span));
  call->nullable = true;
  return call;
}

const StructuredField* find_field(const Type& object, std::string_view name);

// The field of `from` that becomes field `place` of `to`; null: there is none.
const StructuredField* source_of(const Type& from, const Type& to, size_t place, FieldChange how) {
  if (!how.rename) return find_field(from, to.fields[place].name);
  return place < from.fields.size() ? &from.fields[place] : nullptr;
}

const StructuredField* find_field(const Type& object, std::string_view name) {
  for (const StructuredField& field : object.fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

Result<const Bound*> step_key(Resolver& r, Scope& scope, const PathStep& step, Span span) {
  if (step.kind == PathStep::Kind::key) {
    return make_constant(r, types::text(), r.arena.text(step.key), span);
  }
  return resolve_expression(r, scope, *step.index);
}

}  // namespace

Result<Type> resolve_any_type(const TypeName& name, const SessionContext& context, Arena& arena,
                              std::string_view source) {
  const bool map = name.name == "MAP";
  if (name.fields.empty() || name.name == "VECTOR") return resolve_type(name, context);
  if (name.fields.size() != (map ? 2 : 1) && name.name != "OBJECT") {
    return errors::unsupported_type(name.name);
  }
  Type type = map                       ? Type{.kind = TypeKind::map}
              : name.name == "OBJECT" ? types::object()
                                      : types::array();
  std::vector<StructuredField> fields;
  for (const TypeName::Field& given : name.fields) {
    StructuredField field;
    const Span at = given.name.span;
    field.name = given.name.text;
    if (at.end > at.begin && at.end <= source.size() && source[at.begin] != '"') {
      field.name = source.substr(at.begin, at.end - at.begin);
    }
    field.type = TRY(resolve_any_type(*given.type, context, arena, source));
    field.nullable = !given.not_null;
    fields.push_back(field);
  }
  const Type& key = fields[0].type;
  if (map && !key.is_text() && !(key.is_number() && key.scale == 0)) {
    return errors::unsupported("MAP keys of type " + describe(key));
  }
  type.fields = arena.list(fields);
  type.structured = true;
  return type;
}

Result<const Bound*> cast_to_structured(Resolver& r, const Bound& value, const Type& target,
                                        Span span) {
  const TypeKind from = value.type.kind;
  const bool fits = from == TypeKind::variant || from == target.kind ||
                    (target.kind == TypeKind::map && from == TypeKind::object) ||
                    (target.kind == TypeKind::object && from == TypeKind::map);
  if (!fits) {
    return errors::cast_not_possible("CAST", describe(value.type), describe(target), span);
  }
  const Bound* container = &value;
  if (from == TypeKind::variant) {
    const bool array = target.kind == TypeKind::array;
    container = nullable_call(r, array ? "mh_need_array($1)" : "mh_need_object($1)",
                              array ? types::array() : types::object(), {&value}, span);
  }
  switch (target.kind) {
    case TypeKind::array: return cast_to_array(r, *container, target, span);
    case TypeKind::map: return cast_to_map(r, *container, target, span);
    default: return cast_to_object(r, *container, target, span);
  }
}

Result<const Bound*> cast_fields(Resolver& r, const Bound& value, const Type& target,
                                 FieldChange how, Span span) {
  const bool objects = value.type.kind == TypeKind::object && value.type.structured &&
                       target.kind == TypeKind::object && target.structured;
  const bool keeps_all =
      how.rename ? target.fields.size() >= value.type.fields.size()
                 : std::ranges::all_of(value.type.fields, [&](const StructuredField& field) {
                     return find_field(target, field.name) != nullptr;
                   });
  if (!objects || !keeps_all) {
    return errors::cast_not_possible("CAST", describe(value.type), describe(target), span);
  }
  const EngineParameter object = new_parameter(r, span);
  const std::string name(object.name);
  std::vector<const Bound*> arguments{&value};
  std::string members;
  for (size_t i = 0; i < target.fields.size(); ++i) {
    const StructuredField& field = target.fields[i];
    const StructuredField* source = source_of(value.type, target, i, how);
    if (source == nullptr && !how.add) {
      return errors::cast_not_possible("CAST", describe(value.type), describe(target), span);
    }
    const Bound* part = make_null(r, types::variant(), span);
    if (source != nullptr) {
      const Bound* key = make_constant(r, types::text(), source->name, span);
      part = nullable_call(r, "mh_get($1, $2)", types::variant(), {object.value, key}, span);
      part = TRY(cast(r, *part, source->type, CastMode::explicit_cast, span));
    }
    arguments.push_back(make_constant(r, types::text(), field.name, span));
    arguments.push_back(TRY(stored_part(r, *part, field, span)));
    members += (members.empty() ? "$" : ", $") + std::to_string(arguments.size() - 1) + ", $" +
               std::to_string(arguments.size());
  }
  const std::string engine = "list_transform([$1], lambda " + name + ": CASE WHEN " + name +
                             " IS NOT NULL THEN mh_object_construct_keep_null(" + members +
                             ") END)[1]";
  BoundCall* call = r.arena.make<BoundCall>(*make_call(
      r, r.arena.text(engine), target, BoundList(r.arena.list(arguments)), span));
  call->nullable = true;
  return call;
}

const Bound* without_structure(Resolver& r, const Bound& value) {
  const Type plain = value.type.kind == TypeKind::array ? types::array() : types::object();
  return make_call(r, "$1", plain, {&value}, value.span);
}

Result<const Bound*> structured_part(Resolver& r, Scope& scope, const Bound& value,
                                     const PathStep& step, Span span) {
  const Bound* key = TRY(step_key(r, scope, step, span));
  const Type& type = value.type;
  if (type.kind == TypeKind::array) {
    key = TRY(cast(r, *key, types::number(18, 0), CastMode::implicit_cast, span));
    const Bound* part = nullable_call(r, "mh_get($1, CAST($2 AS BIGINT))",
                                      types::variant(), {&value, key}, span);
    return cast(r, *part, type.fields[0].type, CastMode::explicit_cast, span);
  }
  key = TRY(cast(r, *key, types::text(), CastMode::implicit_cast, span));
  const StructuredField* field = nullptr;
  if (type.kind == TypeKind::map) {
    field = &type.fields[1];
  } else if (key->kind == BoundKind::constant) {
    field = find_field(type, as<BoundConstant>(*key).text);
  }
  if (field == nullptr) {
    return errors::invalid_argument_types("GET", describe(type) + ", " + describe(key->type),
                                          span);
  }
  const Bound* part =
      nullable_call(r, "mh_get($1, $2)", types::variant(), {&value, key}, span);
  return cast(r, *part, field->type, CastMode::explicit_cast, span);
}

}  // namespace mockhaus::sql
