#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/sql.h"
#include "values/embedding.h"

namespace mockhaus::sql {

namespace {

// Which numbers may stand in parentheses behind the name.
enum class Takes : uint8_t { nothing, number, length, scale };

struct TypeWord {
  std::string_view name;
  Type type;
  Takes takes;
};

constexpr Type number38 = types::number(38, 0);
constexpr Type ntz = types::timestamp(TypeKind::timestamp_ntz);
constexpr Type ltz = types::timestamp(TypeKind::timestamp_ltz);
constexpr Type tz = types::timestamp(TypeKind::timestamp_tz);

constexpr TypeWord words[] = {
    {"ARRAY", types::array(), Takes::nothing},
    {"BIGINT", number38, Takes::nothing},
    {"BINARY", types::binary(), Takes::length},
    {"BINARY VARYING", types::binary(), Takes::length},
    {"BOOLEAN", types::boolean(), Takes::nothing},
    {"BYTEINT", number38, Takes::nothing},
    {"CHAR", types::text(1), Takes::length},
    {"CHAR VARYING", types::text(), Takes::length},
    {"CHARACTER", types::text(1), Takes::length},
    {"CHARACTER VARYING", types::text(), Takes::length},
    {"DATE", types::date(), Takes::nothing},
    {"DATETIME", ntz, Takes::scale},
    {"DEC", number38, Takes::number},
    {"DECIMAL", number38, Takes::number},
    {"DOUBLE", types::floating(), Takes::nothing},
    {"DOUBLE PRECISION", types::floating(), Takes::nothing},
    {"FLOAT", types::floating(), Takes::nothing},
    {"FLOAT4", types::floating(), Takes::nothing},
    {"FLOAT8", types::floating(), Takes::nothing},
    {"INT", number38, Takes::nothing},
    {"INTEGER", number38, Takes::nothing},
    {"NCHAR", types::text(1), Takes::length},
    {"NCHAR VARYING", types::text(), Takes::length},
    {"NUMBER", number38, Takes::number},
    {"NUMERIC", number38, Takes::number},
    {"NVARCHAR", types::text(), Takes::length},
    {"NVARCHAR2", types::text(), Takes::length},
    {"OBJECT", types::object(), Takes::nothing},
    {"REAL", types::floating(), Takes::nothing},
    {"SMALLINT", number38, Takes::nothing},
    {"STRING", types::text(), Takes::length},
    {"TEXT", types::text(), Takes::length},
    {"TIME", types::time(), Takes::scale},
    {"TIMESTAMP WITH LOCAL TIME ZONE", ltz, Takes::scale},
    {"TIMESTAMP WITH TIME ZONE", tz, Takes::scale},
    {"TIMESTAMP WITHOUT TIME ZONE", ntz, Takes::scale},
    {"TIMESTAMPLTZ", ltz, Takes::scale},
    {"TIMESTAMPNTZ", ntz, Takes::scale},
    {"TIMESTAMPTZ", tz, Takes::scale},
    {"TIMESTAMP_LTZ", ltz, Takes::scale},
    {"TIMESTAMP_NTZ", ntz, Takes::scale},
    {"TIMESTAMP_TZ", tz, Takes::scale},
    {"TINYINT", number38, Takes::nothing},
    {"VARBINARY", types::binary(), Takes::length},
    {"VARCHAR", types::text(), Takes::length},
    {"VARIANT", types::variant(), Takes::nothing},
};

constexpr std::string_view known_unsupported[] = {
    "DECFLOAT", "FILE", "GEOGRAPHY", "GEOMETRY", "INTERVAL", "MAP", "PERIOD", "UUID",
};

Type mapped_timestamp(const SessionContext& context) {
  switch (context.settings.timestamp_type_mapping) {
    case values::TimestampKind::ntz: return ntz;
    case values::TimestampKind::ltz: return ltz;
    case values::TimestampKind::tz: return tz;
  }
  return ntz;
}

Result<Type> with_arguments(const TypeWord& word, const TypeName& name) {
  Type type = word.type;
  const auto& given = name.arguments;
  if (given.empty()) return type;
  const size_t most = word.takes == Takes::nothing ? 0 : word.takes == Takes::number ? 2 : 1;
  if (given.size() > most) return errors::unexpected_token("(", name.span);
  const auto within = [&](int64_t value, int64_t low, int64_t high) {
    return value >= low && value <= high;
  };
  switch (word.takes) {
    case Takes::number:
      if (!within(given[0], 1, 38)) return errors::invalid_precision(given[0], 38);
      type.precision = static_cast<uint8_t>(given[0]);
      if (given.size() == 2) {
        if (!within(given[1], 0, std::min<int64_t>(given[0], 37))) {
          return errors::invalid_scale(given[1], std::min<int64_t>(given[0], 37));
        }
        type.scale = static_cast<uint8_t>(given[1]);
      }
      return type;
    case Takes::length: {
      const int64_t most_length = type.is_text() ? text_length_max : binary_length_max;
      if (!within(given[0], 1, most_length)) {
        return errors::invalid_length(given[0], most_length);
      }
      type.length = given[0];
      return type;
    }
    case Takes::scale:
      if (!within(given[0], 0, 9)) return errors::invalid_scale(given[0], 9);
      type.scale = static_cast<uint8_t>(given[0]);
      return type;
    case Takes::nothing:
      return type;
  }
  return type;
}

// VECTOR(FLOAT | INT, dimension)
Result<Type> vector_type(const TypeName& name, const SessionContext& context) {
  if (name.fields.size() != 1 || name.arguments.size() != 1) {
    return errors::unsupported_type(name.name);
  }
  const TypeName& element = *name.fields[0].type;
  const Type type = TRY(resolve_type(element, context));
  const bool whole = type == number38 && element.arguments.empty();
  if (type.kind != TypeKind::floating && !whole) {
    return errors::invalid_vector("Vector element type " + describe(type) +
                                  " is not supported. Supported types: INT, FLOAT");
  }
  const int64_t dimension = name.arguments[0];
  if (dimension < 1 || dimension > values::vector_dimension_max) {
    return errors::invalid_vector("Vector dimension " + std::to_string(dimension) +
                                  " must be between 1 and 4096");
  }
  return types::vector(whole ? types::VectorElement::integer : types::VectorElement::floating,
                       dimension);
}

}  // namespace

Result<Type> resolve_type(const TypeName& name, const SessionContext& context) {
  if (name.name == "VECTOR") return vector_type(name, context);
  if (!name.fields.empty()) return errors::unsupported("structured types");
  if (name.name == "TIMESTAMP") {
    return with_arguments({name.name, mapped_timestamp(context), Takes::scale}, name);
  }
  for (const TypeWord& word : words) {
    if (word.name == name.name) return with_arguments(word, name);
  }
  for (std::string_view known : known_unsupported) {
    if (known == name.name) return errors::unsupported(std::string(known) + " data type");
  }
  return errors::unsupported_type(name.name);
}

}  // namespace mockhaus::sql
