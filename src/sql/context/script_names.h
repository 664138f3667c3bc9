// What a statement inside a Snowflake Scripting block may name beside columns.
//
// Implemented by the interpreter. :x is looked up here, in scripting expressions a plain x too,
// and the values of USING (..) as "1", "2", ...
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/context/session_context.h"

namespace mockhaus::sql {

// `text` in the form of BoundConstant; for VARIANT, OBJECT and ARRAY it is JSON.
using ScriptValue = SessionVariableValue;

class ScriptNames {
 public:
  virtual ~ScriptNames() = default;
  // X, or ROW.COLUMN of a FOR loop. Null: there is no such variable, or it holds no scalar.
  virtual const ScriptValue* find_value(std::string_view name) const = 0;
  // TABLE(x): the id of the statement whose result the RESULTSET or cursor holds.
  virtual std::optional<std::string> find_result(std::string_view name) const = 0;
};

}  // namespace mockhaus::sql
