// A Snowflake type with its parameters, as DESCRIBE and the result metadata report it.
//
// A small value, compared field by field. Lengths count characters for VARCHAR, bytes for BINARY.
// Structured types (ARRAY(INT), OBJECT(a INT), MAP) point to their fields, which live as long as
// whoever made the type says (an arena, a catalog object).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "values/collation.h"

namespace mockhaus::sql {

enum class TypeKind : uint8_t {
  null,  // of NULL alone; reported as VARCHAR
  number, decfloat, floating, text, binary, boolean,
  date, time, timestamp_ntz, timestamp_ltz, timestamp_tz,
  variant, object, array, map, vector, geography, geometry,
  interval,  // INTERVAL '1 day': legal only as an operand of + and - on dates
};

constexpr int64_t text_length_default = 16'777'216;   // VARCHAR without length
constexpr int64_t text_length_max = 134'217'728;      // 128 MB
constexpr int64_t binary_length_default = 8'388'608;  // BINARY without length
constexpr int64_t binary_length_max = 67'108'864;
constexpr int number_precision_max = 38;

struct StructuredField;

struct Type {
  TypeKind kind = TypeKind::null;
  uint8_t precision = 0;  // NUMBER: 1..38
  uint8_t scale = 0;      // NUMBER: 0..37; TIME and TIMESTAMP: fraction digits 0..9
  int64_t length = 0;     // VARCHAR, BINARY; VECTOR: number of elements
  std::span<const StructuredField> fields;  // structured ARRAY, OBJECT, MAP; VECTOR's element
  bool structured = false;
  values::Collation collation = values::no_collation;  // VARCHAR

  bool operator==(const Type& other) const;

  bool is_number() const { return kind == TypeKind::number; }
  bool is_float() const { return kind == TypeKind::floating || kind == TypeKind::decfloat; }
  bool is_numeric() const { return is_number() || is_float(); }
  bool is_text() const { return kind == TypeKind::text; }
  bool is_timestamp() const {
    return kind == TypeKind::timestamp_ntz || kind == TypeKind::timestamp_ltz ||
           kind == TypeKind::timestamp_tz;
  }
  bool is_temporal() const {
    return kind == TypeKind::date || kind == TypeKind::time || is_timestamp();
  }
  bool is_semi_structured() const {
    return kind == TypeKind::variant || kind == TypeKind::object || kind == TypeKind::array ||
           kind == TypeKind::map;
  }
};

struct StructuredField {
  std::string_view name;  // empty for elements of ARRAY and MAP
  Type type;
  bool nullable = true;
};

namespace types {
constexpr Type null() { return {}; }
constexpr Type number(int precision, int scale) {
  return {.kind = TypeKind::number, .precision = static_cast<uint8_t>(precision),
          .scale = static_cast<uint8_t>(scale)};
}
constexpr Type floating() { return {.kind = TypeKind::floating}; }
constexpr Type text(int64_t length = text_length_default) {
  return {.kind = TypeKind::text, .length = length};
}
constexpr Type binary(int64_t length = binary_length_default) {
  return {.kind = TypeKind::binary, .length = length};
}
constexpr Type boolean() { return {.kind = TypeKind::boolean}; }
constexpr Type date() { return {.kind = TypeKind::date}; }
constexpr Type time(int scale = 9) {
  return {.kind = TypeKind::time, .scale = static_cast<uint8_t>(scale)};
}
constexpr Type timestamp(TypeKind kind, int scale = 9) {
  return {.kind = kind, .scale = static_cast<uint8_t>(scale)};
}
constexpr Type variant() { return {.kind = TypeKind::variant}; }
constexpr Type object() { return {.kind = TypeKind::object}; }
constexpr Type array() { return {.kind = TypeKind::array}; }
enum class VectorElement : uint8_t { floating, integer };
Type vector(VectorElement element, int64_t dimension);
}  // namespace types

bool is_float_vector(const Type& type);  // VECTOR(FLOAT, n), not VECTOR(INT, n)

// NUMBER(38,0), VARCHAR(16777216), TIMESTAMP_NTZ(9), FLOAT: as DESCRIBE TABLE prints it.
std::string describe(const Type& type);

// NUMBER, VARCHAR, TIMESTAMP_NTZ, ...: the bare name, as error messages print argument types
// with parameters (NUMBER(38,0)) through describe() and INFORMATION_SCHEMA through this one
// (TEXT for VARCHAR).
std::string_view information_schema_name(const Type& type);

// The lower-case word of the wire protocols: fixed, real, text, timestamp_ntz, ...
std::string_view wire_name(const Type& type);

// The engine's column type that stores it (values/physical.h): DECIMAL(38,0), HUGEINT, BLOB, ...
std::string storage_type(const Type& type);

}  // namespace mockhaus::sql
