#include "service/result/saved_shape.h"

namespace mockhaus::service {

// [kind, precision, scale, length, structured, [[name, nullable, type], ...]]
static void write_type(const sql::Type& type, JsonWriter& json) {
  json.begin_array().number(static_cast<int>(type.kind)).number(type.precision);
  json.number(type.scale).number(type.length).boolean(type.structured).begin_array();
  for (const sql::StructuredField& field : type.fields) {
    json.begin_array().string(field.name).boolean(field.nullable);
    write_type(field.type, json);
    json.end_array();
  }
  json.end_array().end_array();
}

void write_shape(const sql::ResultShape& shape, JsonWriter& json) {
  json.begin_array();
  for (const sql::ColumnShape& column : shape) {
    json.begin_array().string(column.name).boolean(column.nullable).string(column.database);
    json.string(column.schema).string(column.table);
    write_type(column.type, json);
    json.end_array();
  }
  json.end_array();
}

static bool read_type(const Json& json, std::deque<std::vector<sql::StructuredField>>& fields,
                      sql::Type& type) {
  const auto parts = json.items();
  if (parts.size() != 6) return false;
  type.kind = static_cast<sql::TypeKind>(parts[0].integer().value_or(0));
  type.precision = static_cast<uint8_t>(parts[1].integer().value_or(0));
  type.scale = static_cast<uint8_t>(parts[2].integer().value_or(0));
  type.length = parts[3].integer().value_or(0);
  type.structured = parts[4].truth;
  if (parts[5].items().empty()) return true;
  auto& own = fields.emplace_back();
  for (const Json& item : parts[5].items()) {
    if (item.items().size() != 3) return false;
    sql::StructuredField& field = own.emplace_back();
    field.name = item.items()[0].text;
    field.nullable = item.items()[1].truth;
    if (!read_type(item.items()[2], fields, field.type)) return false;
  }
  type.fields = own;
  return true;
}

bool read_shape(const Json& json, std::deque<std::vector<sql::StructuredField>>& fields,
                sql::ResultShape& shape) {
  if (!json.is_array()) return false;
  for (const Json& item : json.items()) {
    const auto parts = item.items();
    if (parts.size() != 6) return false;
    sql::ColumnShape& column = shape.emplace_back();
    column.name = parts[0].text;
    column.nullable = parts[1].truth;
    column.database = parts[2].text;
    column.schema = parts[3].text;
    column.table = parts[4].text;
    if (!read_type(parts[5], fields, column.type)) return false;
  }
  return true;
}

}  // namespace mockhaus::service
