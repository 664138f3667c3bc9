// Conversions between Snowflake's types: which are legal, and what the engine runs for each.
//
// Explicit casts follow CAST; implicit ones are what Snowflake inserts by itself (coercion).
// semantics: CAST and coercion tables of Snowflake's "Data type conversion" page.
#pragma once

#include <optional>

#include "base/result.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

enum class CastMode : uint8_t { explicit_cast, implicit_cast, try_cast, assignment };

// The value as `target`. An illegal pair is 001007-like for explicit casts and the caller's own
// error for implicit ones (can_coerce tells before).
Result<const Bound*> cast(Resolver& r, const Bound& value, const Type& target, CastMode mode,
                          Span span);

// Whether Snowflake converts `from` to `to` by itself.
bool can_coerce(const Type& from, const Type& to);

// The type that CASE, COALESCE, UNION, IN, VALUES give to branches of these two types; nothing
// where Snowflake refuses to mix them.
std::optional<Type> common_type_of(const Type& a, const Type& b);

// What two texts that meet are compared by: an explicit collation wins over a column's, that over
// none. Nothing where two of the same rank differ.
std::optional<values::Collation> common_collation(values::Collation a, values::Collation b);
// The same text under another collation.
const Bound* with_collation(Resolver& r, const Bound& value, values::Collation collation);
// "mh_collation_key($1" and the like, completed: "mh_collation_key($1, 'en-ci')".
std::string_view collated_engine(Resolver& r, std::string_view call, values::Collation collation);

// The value in the storage form of its own type: only changes the carrier (bound.h).
const Bound* exact(Resolver& r, const Bound& value);

// The instant or key by which the engine may compare, group and order the value (TIMESTAMP_TZ,
// VARIANT, ARRAY, OBJECT, collated text); the value itself for all other types.
const Bound* comparable(Resolver& r, const Bound& value);

}  // namespace mockhaus::sql
