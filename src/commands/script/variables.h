// The variables of a block and of the blocks around it.
//
// Names are stored folded. A scope opens with each block and loop; the innermost name wins.
// SQLROWCOUNT, SQLERRM and their like are variables of the outermost scope.
#pragma once

#include <map>
#include <memory>

#include "commands/script/evaluation.h"
#include "sql/ast/script.h"

namespace mockhaus::commands::script {

// A result that the session keeps while somebody holds it.
class KeptResult {
 public:
  KeptResult(EarlierResults& results, std::string id) : id(std::move(id)), results_(results) {}
  KeptResult(const KeptResult&) = delete;
  ~KeptResult() { results_.forget(id); }
  const std::string id;

 private:
  EarlierResults& results_;
};
// shared: by variables and by "the last statement".
using KeptPointer = std::shared_ptr<const KeptResult>;

enum class Holds : uint8_t { scalar, cursor, resultset, exception, procedure, row };

struct Variable {
  Holds holds = Holds::scalar;
  sql::Type type;      // scalar
  ScriptValue value;   // scalar
  std::map<std::string, ScriptValue, std::less<>> fields;  // row

  KeptPointer result;                      // resultset; cursor: while it is open
  const sql::Statement* query = nullptr;   // cursor
  std::string source;                      // cursor FOR resultset: its name
  std::optional<ValueRows> rows;           // cursor: read by the first FETCH
  size_t next_row = 0;

  std::string exception_code, exception_text;
  const sql::CreateRoutine* procedure = nullptr;
};

class Variables final : public sql::ScriptNames {
 public:
  Variables() { open_scope(); }
  void open_scope() { scopes_.emplace_back(); }
  void close_scope() { scopes_.pop_back(); }
  Variable& declare(std::string_view name);  // in the innermost scope, anew
  Variable* find(std::string_view name);
  void set_special(std::string_view name, sql::Type type, std::optional<std::string> text);

  const ScriptValue* find_value(std::string_view name) const override;
  std::optional<std::string> find_result(std::string_view name) const override;

 private:
  const Variable* look_up(std::string_view name) const;
  std::vector<std::map<std::string, Variable, std::less<>>> scopes_;
};

// The values of USING (..) for ?, over the variables for :x.
class UsingValues final : public sql::ScriptNames {
 public:
  UsingValues(std::vector<ScriptValue> values, const sql::ScriptNames* outer)
      : values_(std::move(values)), outer_(outer) {}
  const ScriptValue* find_value(std::string_view name) const override;
  std::optional<std::string> find_result(std::string_view name) const override;

 private:
  std::vector<ScriptValue> values_;
  const sql::ScriptNames* outer_;  // null: none are visible
};

// A scope while it lives.
class OpenScope {
 public:
  explicit OpenScope(Variables& variables) : variables_(variables) { variables.open_scope(); }
  OpenScope(const OpenScope&) = delete;
  ~OpenScope() { variables_.close_scope(); }

 private:
  Variables& variables_;
};

}  // namespace mockhaus::commands::script
