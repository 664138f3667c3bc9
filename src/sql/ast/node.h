// What all nodes of the parsed tree share: names, lists, and the pointer types.
//
// The tree is built in an Arena by parse/ and never changes afterwards; it holds no meaning, only
// what was written. Text in nodes is decoded: an unquoted name is folded to upper case, a string
// literal has its escapes resolved. Every node carries the Span of its source text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/span.h"

namespace mockhaus::sql {

struct Expression;
struct Query;
struct TableReference;
struct Statement;

// EACH_FIELD(FIELD(a) FIELD(b)): lists the fields of a node once. Printing, comparing and walking
// follow from it: each_field(visit, node) walks one node, each_field(visit, a, b) compares two.
#define FIELD(name) visit(#name, node.name...);
#define EACH_FIELD(...)                                  \
  template <class Visit, class... Node>                  \
  static void each_field(Visit&& visit, Node&... node) { \
    __VA_ARGS__                                          \
  }
#define EACH_NO_FIELD                        \
  template <class Visit, class... Node>      \
  static void each_field(Visit&&, Node&...) {}

template <class T>
using List = std::span<T>;  // elements live in the arena

// One name. `text` is what Snowflake stores: abc is ABC, "abc" is abc.
struct Identifier {
  std::string_view text;
  bool quoted = false;
  Span span;

  bool operator==(const Identifier& other) const {
    return text == other.text && quoted == other.quoted;
  }
};

// db.schema.object, schema.object, object, db..object (an empty middle part), or
// IDENTIFIER(expression), in which case `dynamic` is set and `parts` is empty.
struct ObjectName {
  List<const Identifier> parts;
  const Expression* dynamic = nullptr;
  Span span;
  EACH_FIELD(FIELD(parts) FIELD(dynamic))

  bool empty() const { return parts.empty() && dynamic == nullptr; }
};

// NUMBER(10, 2), VARCHAR, TIMESTAMP_NTZ(3), ARRAY(INT NOT NULL), OBJECT(a INT), MAP(VARCHAR, INT),
// VECTOR(FLOAT, 3), DOUBLE PRECISION (name "DOUBLE PRECISION").
struct TypeName {
  struct Field {
    Identifier name;  // empty text for ARRAY and MAP elements
    const TypeName* type = nullptr;
    bool not_null = false;
    EACH_FIELD(FIELD(name) FIELD(type) FIELD(not_null))
  };
  std::string_view name;  // upper case, words joined by one blank
  List<const int64_t> arguments;
  List<const Field> fields;
  Span span;
  EACH_FIELD(FIELD(name) FIELD(arguments) FIELD(fields))
};

}  // namespace mockhaus::sql
