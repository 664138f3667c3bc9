// Functions and procedures: signature, result and body.
#pragma once

#include "base/arena.h"
#include "catalog/object.h"
#include "sql/types/type.h"

namespace mockhaus::catalog {

struct RoutineParameter {
  std::string name;
  sql::Type type;
  std::string default_text;
};

// `signature` of the object is its argument types: (NUMBER, VARCHAR).
struct Routine final : Object {
  explicit Routine(Kind kind = Kind::function) : Object(kind) {}
  std::vector<RoutineParameter> parameters;
  sql::Type result;
  std::string result_text;  // as DESCRIBE prints it
  bool returns_table = false;
  std::vector<RoutineParameter> result_columns;
  std::string language = "SQL";
  std::string body;
  std::string text;  // the CREATE statement
  bool secure = false;
  bool temporary = false;
  bool aggregate = false;
  bool memoizable = false;
  bool strict = false;     // RETURNS NULL ON NULL INPUT
  bool immutable = false;
  bool caller_rights = false;
  Properties properties;
  std::shared_ptr<const Arena> type_memory;
};

}  // namespace mockhaus::catalog
