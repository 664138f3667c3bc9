#include "sql/types/type.h"

#include <algorithm>

namespace mockhaus::sql {

namespace {

// Indexed by TypeKind.
struct TypeWords {
  std::string_view name;
  std::string_view information_schema;
  std::string_view wire;
  std::string_view storage;
};
constexpr TypeWords words[] = {
    {"VARCHAR", "TEXT", "text", "VARCHAR"},  // NULL alone is reported as VARCHAR
    {"NUMBER", "NUMBER", "fixed", ""},
    {"DECFLOAT", "DECFLOAT", "decfloat", "VARCHAR"},
    {"FLOAT", "FLOAT", "real", "DOUBLE"},
    {"VARCHAR", "TEXT", "text", "VARCHAR"},
    {"BINARY", "BINARY", "binary", "BLOB"},
    {"BOOLEAN", "BOOLEAN", "boolean", "BOOLEAN"},
    {"DATE", "DATE", "date", "DATE"},
    {"TIME", "TIME", "time", "BIGINT"},
    {"TIMESTAMP_NTZ", "TIMESTAMP_NTZ", "timestamp_ntz", "HUGEINT"},
    {"TIMESTAMP_LTZ", "TIMESTAMP_LTZ", "timestamp_ltz", "HUGEINT"},
    {"TIMESTAMP_TZ", "TIMESTAMP_TZ", "timestamp_tz", "HUGEINT"},
    {"VARIANT", "VARIANT", "variant", "BLOB"},
    {"OBJECT", "OBJECT", "object", "BLOB"},
    {"ARRAY", "ARRAY", "array", "BLOB"},
    {"MAP", "MAP", "map", "BLOB"},
    {"VECTOR", "VECTOR", "vector", "BLOB"},
    {"GEOGRAPHY", "GEOGRAPHY", "object", "BLOB"},
    {"GEOMETRY", "GEOMETRY", "object", "BLOB"},
    {"INTERVAL", "INTERVAL", "text", "VARCHAR"},
};

const TypeWords& words_of(const Type& type) { return words[static_cast<int>(type.kind)]; }

std::string describe_structured(const Type& type) {
  std::string text(words_of(type).name);
  text += '(';
  bool first = true;
  for (const StructuredField& field : type.fields) {
    if (!first) text += ", ";
    first = false;
    if (!field.name.empty()) text.append(field.name).append(" ");
    text += describe(field.type);
    if (!field.nullable) text += " NOT NULL";
  }
  return text + ')';
}

}  // namespace

bool Type::operator==(const Type& other) const {
  return kind == other.kind && precision == other.precision && scale == other.scale &&
         length == other.length && structured == other.structured &&
         collation == other.collation &&
         std::equal(fields.begin(), fields.end(), other.fields.begin(), other.fields.end(),
                    [](const StructuredField& a, const StructuredField& b) {
                      return a.name == b.name && a.type == b.type && a.nullable == b.nullable;
                    });
}

std::string describe(const Type& type) {
  const std::string name(words_of(type).name);
  if (type.structured) return describe_structured(type);
  switch (type.kind) {
    case TypeKind::number:
      return name + "(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
    case TypeKind::null:
    case TypeKind::text:
    case TypeKind::binary:
      return name + "(" + std::to_string(type.length > 0 ? type.length : text_length_default) + ")";
    case TypeKind::time:
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz:
      return name + "(" + std::to_string(type.scale) + ")";
    case TypeKind::vector:
      return name + (is_float_vector(type) ? "(FLOAT, " : "(INT, ") +
             std::to_string(type.length) + ")";
    case TypeKind::decfloat:
    case TypeKind::floating:
    case TypeKind::boolean:
    case TypeKind::date:
    case TypeKind::variant:
    case TypeKind::object:
    case TypeKind::array:
    case TypeKind::map:
    case TypeKind::geography:
    case TypeKind::geometry:
    case TypeKind::interval:
      return name;
  }
  return name;
}

Type types::vector(VectorElement element, int64_t dimension) {
  static constexpr StructuredField real[] = {{.name = "", .type = floating()}};
  static constexpr StructuredField whole[] = {{.name = "", .type = number(38, 0)}};
  return {.kind = TypeKind::vector, .length = dimension,
          .fields = element == VectorElement::floating ? real : whole};
}

bool is_float_vector(const Type& type) {
  return type.kind == TypeKind::vector &&
         (type.fields.empty() || type.fields[0].type.kind == TypeKind::floating);
}

std::string_view information_schema_name(const Type& type) {
  return words_of(type).information_schema;
}

std::string_view wire_name(const Type& type) { return words_of(type).wire; }

std::string storage_type(const Type& type) {
  if (type.kind != TypeKind::number) return std::string(words_of(type).storage);
  return "DECIMAL(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
}

}  // namespace mockhaus::sql
