// What the makers of INFORMATION_SCHEMA's rows share: cells, and the walk over a database.
#pragma once

#include "catalog/information_schema_rows.h"

namespace mockhaus::catalog::information_schema {

inline std::string yes_no(bool value) { return value ? "YES" : "NO"; }
inline std::string time_cell(int64_t ms) { return std::to_string(ms) + "000000"; }
inline VirtualCell number_cell(std::optional<int64_t> value) {
  return value ? VirtualCell(std::to_string(*value)) : std::nullopt;
}
inline VirtualCell text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : VirtualCell(text);
}

// Calls `visit(schema, object)` for all objects of one space in the database, temporary ones too.
template <class Visit>
void each_object(const VirtualSource& source, Space space, const Visit& visit) {
  for (const Object* schema : source.snapshot->children(source.database->id, Space::schema)) {
    for (const Object* object : source.snapshot->children(schema->id, space)) {
      visit(*schema, *object);
    }
    for (const Object* object : source.temporary) {
      if (object->parent == schema->id && row_of(object->kind).space == space) {
        visit(*schema, *object);
      }
    }
  }
}

}  // namespace mockhaus::catalog::information_schema
