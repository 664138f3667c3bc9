#include "commands/tag.h"

#include <algorithm>

#include "base/json.h"
#include "commands/property_text.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

constexpr std::string_view values_property = "ALLOWED_VALUES";  // kept as a JSON list

void keep_values(catalog::StoredObject& tag, const std::vector<std::string>& values) {
  JsonWriter list;
  list.begin_array();
  for (const std::string& value : values) list.string(value);
  list.end_array();
  catalog::set_property(tag.properties, values_property, list.take());
}

bool is_comma(const sql::Property& property) {
  return property.name.empty() && property.value.kind == sql::PropertyValueKind::symbol;
}

}  // namespace

std::optional<std::vector<std::string>> allowed_values(const catalog::StoredObject& tag) {
  Arena arena;
  const std::string text = catalog::find_property(tag.properties, values_property);
  const Json* list = parse_json(text, arena);
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> values;
  for (const Json& value : list->items()) values.emplace_back(value.text);
  return values;
}

Result<Done> set_tag_properties(catalog::StoredObject& tag,
                                sql::List<const sql::Property> properties,
                                const CommandContext& context) {
  std::vector<std::string> values;
  bool listing = false;
  for (const sql::Property& property : properties) {
    if (property.name.empty() && listing) {
      if (!is_comma(property)) values.emplace_back(property.value.text);
      continue;
    }
    listing = property.name == values_property;
    if (listing) continue;
    const std::string text = TRY(property_text(property.value, context));
    if (property.name == "COMMENT") tag.comment = text;
    else catalog::set_property(tag.properties, property.name, text);
  }
  if (!values.empty()) keep_values(tag, values);
  return Done{};
}

Result<Done> change_allowed_values(catalog::StoredObject& tag,
                                   sql::List<const sql::Property> clause) {
  const bool known = clause.size() > 2 && clause[1].name == values_property &&
                     (clause[0].name == "ADD" || clause[0].name == "DROP");
  if (!known) return sql::errors::unsupported("this clause of ALTER TAG");
  std::vector<std::string> values = allowed_values(tag).value_or(std::vector<std::string>());
  for (const sql::Property& property : clause.subspan(2)) {
    if (is_comma(property)) continue;
    const bool listed = std::ranges::find(values, property.value.text) != values.end();
    if (clause[0].name == "DROP") std::erase(values, property.value.text);
    else if (!listed) values.emplace_back(property.value.text);
  }
  keep_values(tag, values);
  return Done{};
}

bool is_allowed(const catalog::StoredObject& tag, std::string_view value) {
  const std::optional<std::vector<std::string>> values = allowed_values(tag);
  return !values || std::ranges::find(*values, value) != values->end();
}

}  // namespace mockhaus::commands
