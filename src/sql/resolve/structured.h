// Structured types: ARRAY(T), OBJECT(name T, ..), MAP(K, V).
//
// A structured value lies in the engine as the VARIANT of the same shape; what makes it structured
// is its type alone. Each element has been converted to its type; a NULL element is JSON null.
#pragma once

#include "sql/resolve/cast.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// As resolve_type (sql/sql.h), and structured types as well. `source` is the text that the type
// stands in: names of fields keep the case they were written in.
Result<Type> resolve_any_type(const TypeName& name, const SessionContext& context, Arena& arena,
                              std::string_view source);

// VARIANT, ARRAY, OBJECT or MAP as the structured type `target`.
Result<const Bound*> cast_to_structured(Resolver& r, const Bound& value, const Type& target,
                                        Span span);
// CAST(object AS OBJECT(..) RENAME FIELDS ADD FIELDS): fields by place, and fields that are NULL.
struct FieldChange {
  bool rename = false;
  bool add = false;
};
Result<const Bound*> cast_fields(Resolver& r, const Bound& value, const Type& target,
                                 FieldChange how, Span span);
// A structured value as what it is without its fields; a MAP as OBJECT.
const Bound* without_structure(Resolver& r, const Bound& value);

// value:key, value['key'], value[0] of a structured value, in the type of that part.
Result<const Bound*> structured_part(Resolver& r, Scope& scope, const Bound& value,
                                     const PathStep& step, Span span);

// MAP_CAT, MAP_CONTAINS_KEY, MAP_DELETE, MAP_ENTRIES, MAP_INSERT, MAP_KEYS, MAP_PICK, MAP_SIZE.
Result<const Bound*> resolve_map_function(Resolver& r, Scope& scope, const FunctionCall& call);

// structured_construct.cc
Result<const Bound*> resolve_array_structured(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_map_construct(Resolver& r, Scope& scope, const FunctionCall& call);
Result<const Bound*> resolve_object_structured(Resolver& r, Scope& scope,
                                               const FunctionCall& call);

}  // namespace mockhaus::sql
