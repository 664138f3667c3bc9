#include "catalog/object.h"

#include <algorithm>

namespace mockhaus::catalog {

std::string find_property(const Properties& properties, std::string_view name,
                          std::string_view otherwise) {
  for (const auto& [key, value] : properties) {
    if (key == name) return value;
  }
  return std::string(otherwise);
}

void set_property(Properties& properties, std::string_view name,
                  std::optional<std::string> value) {
  const auto place = std::find_if(properties.begin(), properties.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  if (!value) {
    if (place != properties.end()) properties.erase(place);
  } else if (place != properties.end()) {
    place->second = std::move(*value);
  } else {
    properties.emplace_back(name, std::move(*value));
  }
}

}  // namespace mockhaus::catalog
