#include "sql/ast/property.h"

namespace mockhaus::sql {

const Property* find_property(List<const Property> properties, std::string_view name) {
  for (const Property& property : properties) {
    if (property.name == name) return &property;
  }
  return nullptr;
}

}  // namespace mockhaus::sql
