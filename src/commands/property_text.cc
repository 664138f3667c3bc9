#include "commands/property_text.h"

#include <charconv>

#include "base/json.h"
#include "catalog/errors.h"
#include "commands/evaluate.h"
#include "commands/names.h"

namespace mockhaus::commands {
namespace {

Result<std::string> list_text(const sql::PropertyValue& value, const CommandContext& context) {
  JsonWriter out;
  out.begin_array();
  for (const sql::PropertyValue& item : value.items) {
    const std::string text = TRY(property_text(item, context));
    out.string(text);
  }
  out.end_array();
  return out.take();
}

Result<std::string> nested_text(const sql::PropertyValue& value, const CommandContext& context) {
  JsonWriter out;
  out.begin_object();
  for (const sql::Property& property : value.properties) {
    const std::string text = TRY(property_text(property.value, context));
    out.member(property.name, text);
  }
  out.end_object();
  return out.take();
}

Result<std::string> name_text(const sql::PropertyValue& value, const CommandContext& context) {
  const std::vector<std::string> parts = TRY(name_parts(value.name, context));
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += ".";
    text += part;
  }
  return text;
}

}  // namespace

Result<std::string> property_text(const sql::PropertyValue& value, const CommandContext& context) {
  using enum sql::PropertyValueKind;
  switch (value.kind) {
    case none: return std::string();
    case name: return name_text(value, context);
    case string:
    case number:
    case stage:
    case symbol: return std::string(value.text);
    case list: return list_text(value, context);
    case properties: return nested_text(value, context);
    case expression: {
      const std::optional<std::string> text = TRY(evaluate_text(*value.expression, context));
      return text.value_or("");
    }
    case query: return catalog::errors::syntax("a query is not a value of a property");
  }
  return std::string();
}

Result<std::vector<PropertyText>> property_texts(sql::List<const sql::Property> properties,
                                                 const CommandContext& context) {
  std::vector<PropertyText> list;
  for (const sql::Property& property : properties) {
    std::string text = TRY(property_text(property.value, context));
    list.push_back({std::string(property.name), std::move(text), property.span});
  }
  return list;
}

Result<bool> boolean_of(const PropertyText& property) {
  std::string word = property.text;
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (word == "TRUE" || word == "YES" || word == "ON" || word == "1") return true;
  if (word == "FALSE" || word == "NO" || word == "OFF" || word == "0") return false;
  return catalog::errors::invalid_parameter_type(property.text, property.name);
}

Result<int64_t> integer_of(const PropertyText& property) {
  int64_t value = 0;
  const char* end = property.text.data() + property.text.size();
  const auto [stop, fault] = std::from_chars(property.text.data(), end, value);
  if (property.text.empty() || fault != std::errc() || stop != end) {
    return catalog::errors::invalid_parameter_type(property.text, property.name);
  }
  return value;
}

}  // namespace mockhaus::commands
