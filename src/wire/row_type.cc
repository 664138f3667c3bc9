#include "wire/row_type.h"

#include <algorithm>

namespace mockhaus::wire {
namespace {

using sql::ColumnShape;
using sql::Type;
using sql::TypeKind;

struct Sizes {
  std::optional<int64_t> precision, scale, length, byte_length;
};

// One character takes up to four bytes of UTF-8, but no text takes more than the largest one.
int64_t text_bytes(int64_t characters) {
  return std::min(characters * 4, sql::text_length_max);
}

Sizes sizes_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::number:
      return {.precision = type.precision, .scale = type.scale};
    case TypeKind::decfloat:
      return {.precision = 38};
    case TypeKind::null:
    case TypeKind::text:
    case TypeKind::interval: {
      if (type.length > 0) return {.length = type.length, .byte_length = text_bytes(type.length)};
      // Answers of SHOW and of DDL: so many bytes, however many characters that is [R].
      return {.length = sql::text_length_default, .byte_length = sql::text_length_default};
    }
    case TypeKind::binary: {
      const int64_t length = type.length > 0 ? type.length : sql::binary_length_default;
      return {.length = length, .byte_length = length};
    }
    case TypeKind::time:
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz:
      return {.precision = 0, .scale = type.scale};
    case TypeKind::floating:
    case TypeKind::boolean:
    case TypeKind::date:
    case TypeKind::variant:
    case TypeKind::object:
    case TypeKind::array:
    case TypeKind::map:
    case TypeKind::vector:
    case TypeKind::geography:
    case TypeKind::geometry:
      return {};
  }
  return {};
}

void write_size(JsonWriter& json, std::string_view name, std::optional<int64_t> size) {
  json.key(name);
  if (size) {
    json.number(*size);
  } else {
    json.null();
  }
}

void write_sizes(const Type& type, JsonWriter& json) {
  const Sizes sizes = sizes_of(type);
  write_size(json, "precision", sizes.precision);
  write_size(json, "scale", sizes.scale);
  write_size(json, "length", sizes.length);
  write_size(json, "byteLength", sizes.byte_length);
}

// The parts of a structured type or a vector, which only drivers are told.
void write_fields(const Type& type, JsonWriter& json) {
  json.key("fields").begin_array();
  for (const sql::StructuredField& field : type.fields) {
    json.begin_object().member("name", field.name).member("type", sql::wire_name(field.type));
    write_sizes(field.type, json);
    json.member("nullable", field.nullable);
    if (!field.type.fields.empty()) write_fields(field.type, json);
    json.end_object();
  }
  json.end_array();
}

std::string_view geo_type(const Type& type) {
  if (type.kind == TypeKind::geography) return "GEOGRAPHY";
  return type.kind == TypeKind::geometry ? "GEOMETRY" : "";
}

void write_column(const ColumnShape& column, JsonProtocol protocol, JsonWriter& json) {
  const std::string_view geo = geo_type(column.type);
  json.begin_object().member("name", column.name);
  if (!geo.empty()) json.member("extTypeName", geo);
  json.member("database", geo.empty() ? std::string_view(column.database) : "");
  json.member("schema", geo.empty() ? std::string_view(column.schema) : "");
  json.member("table", geo.empty() ? std::string_view(column.table) : "");
  json.member("nullable", column.nullable).member("type", sql::wire_name(column.type));
  write_sizes(column.type, json);
  json.member_null("collation");
  if (protocol == JsonProtocol::driver && !column.type.fields.empty()) {
    write_fields(column.type, json);
    if (column.type.kind == TypeKind::vector) json.member("vectorDimension", column.type.length);
  }
  json.end_object();
}

}  // namespace

void write_row_type(const sql::ResultShape& shape, JsonProtocol protocol, JsonWriter& json) {
  json.begin_array();
  for (const ColumnShape& column : shape) write_column(column, protocol, json);
  json.end_array();
}

}  // namespace mockhaus::wire
