#include <algorithm>

#include "commands/object.h"

namespace mockhaus::commands {
namespace {

struct Size {
  std::string_view word;   // as written, without - and blanks
  std::string_view shown;  // as SHOW prints it
};
constexpr Size sizes[] = {
    {"XSMALL", "X-Small"}, {"SMALL", "Small"}, {"MEDIUM", "Medium"}, {"LARGE", "Large"},
    {"XLARGE", "X-Large"}, {"XXLARGE", "2X-Large"}, {"X2LARGE", "2X-Large"},
    {"2XLARGE", "2X-Large"}, {"XXXLARGE", "3X-Large"}, {"X3LARGE", "3X-Large"},
    {"3XLARGE", "3X-Large"}, {"X4LARGE", "4X-Large"}, {"4XLARGE", "4X-Large"},
    {"X5LARGE", "5X-Large"}, {"5XLARGE", "5X-Large"}, {"X6LARGE", "6X-Large"},
    {"6XLARGE", "6X-Large"},
};

std::string plain_word(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (c != '-' && c != ' ') {
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  return word;
}

Result<std::string> size_of(const PropertyText& property) {
  const std::string word = plain_word(property.text);
  const auto place = std::ranges::find(sizes, word, &Size::word);
  if (place == std::end(sizes)) {
    return catalog::errors::invalid_property_value(property.text, property.name);
  }
  return std::string(place->shown);
}

}  // namespace

Result<Done> set_warehouse(catalog::Warehouse& warehouse, const PropertyText& property) {
  const std::string& name = property.name;
  if (name == "COMMENT") {
    warehouse.comment = property.text;
  } else if (name == "WAREHOUSE_SIZE") {
    warehouse.size = TRY(size_of(property));
  } else if (name == "WAREHOUSE_TYPE") {
    warehouse.type = plain_word(property.text) == "SNOWPARKOPTIMIZED" ? "SNOWPARK-OPTIMIZED"
                                                                      : "STANDARD";
  } else if (name == "AUTO_SUSPEND") {
    const bool never = property.text == "NULL" || property.text.empty();
    warehouse.auto_suspend_seconds = 0;
    if (!never) warehouse.auto_suspend_seconds = TRY(integer_of(property));
  } else if (name == "AUTO_RESUME") {
    warehouse.auto_resume = TRY(boolean_of(property));
  } else if (name == "INITIALLY_SUSPENDED") {
    const bool suspended = TRY(boolean_of(property));
    warehouse.started = !suspended;
  } else if (name == "MIN_CLUSTER_COUNT") {
    warehouse.min_clusters = TRY(integer_of(property));
  } else if (name == "MAX_CLUSTER_COUNT") {
    warehouse.max_clusters = TRY(integer_of(property));
  } else if (name == "SCALING_POLICY") {
    warehouse.scaling_policy = plain_word(property.text);
  } else if (name == "RESOURCE_MONITOR") {
    warehouse.resource_monitor = property.text;
  } else if (name == "ENABLE_QUERY_ACCELERATION") {
    warehouse.query_acceleration = TRY(boolean_of(property));
  } else if (name == "QUERY_ACCELERATION_MAX_SCALE_FACTOR") {
    warehouse.query_acceleration_scale = TRY(integer_of(property));
  } else if (name == "STATEMENT_TIMEOUT_IN_SECONDS" || name == "MAX_CONCURRENCY_LEVEL" ||
             name == "STATEMENT_QUEUED_TIMEOUT_IN_SECONDS" || name == "RESOURCE_CONSTRAINT" ||
             name == "GENERATION" || name == "WAIT_FOR_COMPLETION") {
    catalog::set_property(warehouse.parameters, name, property.text);
  } else {
    return catalog::errors::invalid_property(name, "WAREHOUSE");
  }
  return Done{};
}

}  // namespace mockhaus::commands
