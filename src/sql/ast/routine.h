// table: functions, procedures, policies, and what runs statements by itself or by name.
#pragma once

#include "sql/ast/table_ddl.h"

namespace mockhaus::sql {

enum class ParameterMode : uint8_t { unspecified, in, out, inout };
struct RoutineParameter {
  Identifier name;
  ParameterMode mode = ParameterMode::unspecified;
  const TypeName* type = nullptr;
  const Expression* default_value = nullptr;
  EACH_FIELD(FIELD(name) FIELD(mode) FIELD(type) FIELD(default_value))
};
struct ResultColumn {  // RETURNS TABLE (name type, ..)
  Identifier name;
  const TypeName* type = nullptr;
  EACH_FIELD(FIELD(name) FIELD(type))
};
enum class NullInput : uint8_t { unspecified, called, returns_null, strict };
enum class Volatility : uint8_t { unspecified, volatile_, immutable };
enum class ExecuteAs : uint8_t { unspecified, owner, caller, restricted_caller };

// CREATE FUNCTION and CREATE PROCEDURE; also the procedure of WITH p AS PROCEDURE .. CALL p().
struct CreateRoutine final : Statement {
  CreateRoutine() : Statement(StatementKind::create_routine) {}
  bool procedure = false;
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  bool secure = false;
  bool temporary = false;
  bool aggregate = false;
  bool external = false;  // EXTERNAL FUNCTION; AS 'url'
  ObjectName name;
  List<const RoutineParameter> parameters;
  bool copy_grants = false;
  const TypeName* return_type = nullptr;
  bool return_not_null = false;
  bool returns_table = false;
  List<const ResultColumn> return_columns;
  std::string_view language;  // upper case; empty: SQL
  NullInput null_input = NullInput::unspecified;
  Volatility volatility = Volatility::unspecified;
  bool memoizable = false;
  ExecuteAs execute_as = ExecuteAs::unspecified;
  List<const Property> properties;  // COMMENT, HANDLER, PACKAGES, RUNTIME_VERSION, IMPORTS, ..
  std::string_view body;            // decoded text of AS '..' or $$..$$; of a block its source
  std::string_view literal_body;    // the same where it was a literal; empty for a block or query
  bool has_body = false;
  bool dollar_quoted = false;
  Span body_span;                     // the literal or the block
  const Statement* block = nullptr;   // AS [DECLARE ..] BEGIN .. END written without quotes
  const Query* body_query = nullptr;  // AS SELECT .. or AS (..) written without quotes
  EACH_FIELD(FIELD(procedure) FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(secure)
             FIELD(temporary) FIELD(aggregate) FIELD(external) FIELD(name) FIELD(parameters)
             FIELD(copy_grants) FIELD(return_type) FIELD(return_not_null) FIELD(returns_table)
             FIELD(return_columns) FIELD(language) FIELD(null_input) FIELD(volatility)
             FIELD(memoizable) FIELD(execute_as) FIELD(properties) FIELD(literal_body)
             FIELD(has_body) FIELD(block) FIELD(body_query))
};

// CREATE {MASKING | ROW ACCESS | AGGREGATION | ..} POLICY p AS (a T, ..) RETURNS T -> expression.
struct CreatePolicy final : Statement {
  CreatePolicy() : Statement(StatementKind::create_policy) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  std::string_view policy_kind;  // MASKING, ROW ACCESS, ...
  ObjectName name;
  List<const RoutineParameter> parameters;
  const TypeName* return_type = nullptr;
  const Expression* body = nullptr;
  Span body_span;
  List<const Property> properties;  // COMMENT, EXEMPT_OTHER_POLICIES
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(policy_kind) FIELD(name)
             FIELD(parameters) FIELD(return_type) FIELD(body) FIELD(properties))
};

struct CreateStream final : Statement {
  CreateStream() : Statement(StatementKind::create_stream) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  ObjectName name;
  ObjectName clone;
  List<const TagValue> tags;
  bool copy_grants = false;
  std::string_view source_kind;  // TABLE, VIEW, STAGE, EXTERNAL TABLE, DYNAMIC TABLE, EVENT TABLE
  ObjectName source;
  TimeTravel time_travel;
  List<const Property> properties;  // APPEND_ONLY, INSERT_ONLY, SHOW_INITIAL_ROWS, COMMENT
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(name) FIELD(clone)
             FIELD(tags) FIELD(copy_grants) FIELD(source_kind) FIELD(source) FIELD(time_travel)
             FIELD(properties))
};

struct CreateTask final : Statement {
  CreateTask() : Statement(StatementKind::create_task) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  ObjectName name;
  ObjectName clone;
  List<const TagValue> tags;
  List<const Property> properties;  // WAREHOUSE, SCHEDULE, COMMENT, session parameters, ..
  List<const ObjectName> after;
  const Expression* when = nullptr;
  const Statement* body = nullptr;
  Span body_span;
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(name) FIELD(clone)
             FIELD(tags) FIELD(properties) FIELD(after) FIELD(when) FIELD(body))
};

struct CreatePipe final : Statement {
  CreatePipe() : Statement(StatementKind::create_pipe) {}
  bool or_replace = false;
  bool if_not_exists = false;
  ObjectName name;
  List<const Property> properties;
  const Statement* copy = nullptr;  // a CopyIntoTable
  Span copy_span;
  EACH_FIELD(FIELD(or_replace) FIELD(if_not_exists) FIELD(name) FIELD(properties) FIELD(copy))
};

struct CreateAlert final : Statement {  // IF (EXISTS (condition)) THEN action
  CreateAlert() : Statement(StatementKind::create_alert) {}
  bool or_replace = false;
  bool or_alter = false;
  bool if_not_exists = false;
  ObjectName name;
  List<const Property> properties;
  const Statement* condition = nullptr;
  const Statement* action = nullptr;
  EACH_FIELD(FIELD(or_replace) FIELD(or_alter) FIELD(if_not_exists) FIELD(name) FIELD(properties)
             FIELD(condition) FIELD(action))
};

struct Call final : Statement {  // CALL p(..) [INTO :v]; WITH p AS PROCEDURE .. CALL p(..)
  Call() : Statement(StatementKind::call) {}
  const CreateRoutine* anonymous = nullptr;
  const Expression* call = nullptr;  // a FunctionCall
  const Expression* into = nullptr;
  EACH_FIELD(FIELD(anonymous) FIELD(call) FIELD(into))
};

struct ExecuteImmediate final : Statement {  // EXECUTE IMMEDIATE text [USING (a, b)]
  ExecuteImmediate() : Statement(StatementKind::execute_immediate) {}
  const Expression* text = nullptr;
  std::string_view from_stage;  // EXECUTE IMMEDIATE FROM @stage/file
  List<const Expression* const> arguments;
  List<const Property> properties;
  EACH_FIELD(FIELD(text) FIELD(from_stage) FIELD(arguments) FIELD(properties))
};

struct ExecuteTask final : Statement {  // EXECUTE TASK t [RETRY LAST] [USING CONFIG = '..']
  ExecuteTask() : Statement(StatementKind::execute_task) {}
  ObjectName name;
  List<const Property> properties;
  EACH_FIELD(FIELD(name) FIELD(properties))
};

}  // namespace mockhaus::sql
