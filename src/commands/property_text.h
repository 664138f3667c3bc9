// Values of properties as text: COMMENT = 'x', SIZE = XSMALL, TYPE = CSV, ENABLED = $flag.
#pragma once

#include "catalog/object.h"
#include "commands/context.h"
#include "sql/ast/property.h"

namespace mockhaus::commands {

// Strings decoded, names folded, numbers as written, lists as ["a","b"], nested properties as
// {"NAME":"value"}. Variables and binds are evaluated.
Result<std::string> property_text(const sql::PropertyValue& value, const CommandContext& context);

struct PropertyText {
  std::string name;
  std::string text;
  Span span;
};
Result<std::vector<PropertyText>> property_texts(sql::List<const sql::Property> properties,
                                                 const CommandContext& context);

// For properties with a type of their own; 001008-like errors name the property.
Result<bool> boolean_of(const PropertyText& property);
Result<int64_t> integer_of(const PropertyText& property);

}  // namespace mockhaus::commands
