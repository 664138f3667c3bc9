// Properties and options: NAME = value, as CREATE, ALTER and COPY take them by the hundred.
//
// The parser keeps them as written and in order; which names exist and what they mean is decided by
// the command that reads them (find_property). Clauses without '=' are kept the same way, so a
// statement that nobody acts on yet still prints back.
#pragma once

#include "sql/ast/expression.h"

namespace mockhaus::sql {

enum class PropertyValueKind : uint8_t {
  none,        // COPY GRANTS
  name,        // TRUE, XSMALL, db.schema.format, "Quoted"
  string,      // 'text' and $$text$$, decoded
  number,      // 5, -1, 1.5
  stage,       // @stage/path
  list,        // ('a', 'b'), ('a' 'b'), ()
  properties,  // (TYPE = CSV SKIP_HEADER = 1)
  expression,  // $variable, :bind, f(x), lambda bodies
  query,       // (SELECT ..)
  symbol,      // punctuation inside a clause that we only keep
};

struct Property;
struct PropertyValue {
  PropertyValueKind kind = PropertyValueKind::none;
  std::string_view text;  // string, number, stage, symbol; for a one-part name its folded text
  ObjectName name;
  bool comma = false;     // in a list: a comma stands before it
  bool dollar_quoted = false;
  List<const PropertyValue> items;
  List<const Property> properties;
  const Expression* expression = nullptr;
  const Query* query = nullptr;
  Span span;
  EACH_FIELD(FIELD(kind) FIELD(text) FIELD(comma) FIELD(name) FIELD(items) FIELD(properties)
             FIELD(expression) FIELD(query))
};

struct Property {
  std::string_view name;  // upper case; empty for a value that stands alone in a clause
  bool quoted = false;    // "name"; tags and other user-given names
  bool text_name = false;  // 'name'; headers and secrets
  bool equals = false;    // written NAME = value or NAME => value
  PropertyValue value;
  Span span;
  EACH_FIELD(FIELD(name) FIELD(quoted) FIELD(text_name) FIELD(equals) FIELD(value))
};

// The first property of this name (upper case), or null.
const Property* find_property(List<const Property> properties, std::string_view name);

}  // namespace mockhaus::sql
