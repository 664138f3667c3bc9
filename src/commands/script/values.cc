// Declarations, assignments and expressions.
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "sql/errors.h"

namespace mockhaus::commands::script {

using sql::VariableKind;

namespace {

// Plain names are variables while it lives.
class InExpression {
 public:
  explicit InExpression(sql::SessionContext& names) : names_(names) {
    names_.script_expression = true;
  }
  InExpression(const InExpression&) = delete;
  ~InExpression() { names_.script_expression = false; }

 private:
  sql::SessionContext& names_;
};

// Whether a value of `from` is one of `to` as it is.
bool is_same_form(const sql::Type& from, const sql::Type& to) {
  if (from.kind != to.kind || to.structured) return false;
  switch (to.kind) {
    case sql::TypeKind::number:
      return from.scale == to.scale && from.precision <= to.precision;
    case sql::TypeKind::text:
    case sql::TypeKind::binary: return from.length <= to.length;
    case sql::TypeKind::time:
    case sql::TypeKind::timestamp_ntz:
    case sql::TypeKind::timestamp_ltz:
    case sql::TypeKind::timestamp_tz: return from.scale <= to.scale;
    default: return true;
  }
}

}  // namespace

Result<ScriptValue> Interpreter::evaluate(const sql::Expression& expression,
                                          const sql::TypeName* type) {
  const InExpression inside(names_);
  Result<ScriptValue> value = evaluate_value(expression, type, context_, source_);
  if (!value.ok() && !raised_) {
    raised_ = Raised{"EXPRESSION_ERROR", value.error(), expression.span};
  }
  return value;
}

Result<ScriptValue> Interpreter::evaluate_as(const sql::Expression& expression,
                                             const sql::Type& type) {
  const sql::TypeName* name = TRY(sql::parse_type_text(sql::describe(type), arena_));
  return evaluate(expression, name);
}

Result<Done> Interpreter::declare_argument(std::string_view name, const sql::TypeName& type,
                                           const ScriptValue& value) {
  const sql::Type resolved = TRY(sql::resolve_type(type, names_));
  Variable& variable = variables_.declare(name);
  variable.type = catalog_type(resolved);
  return set(variable, value);
}

// The fields of a structured type would have to outlive the tree; variables hold plain ones.
sql::Type Interpreter::catalog_type(sql::Type type) {
  type.fields = {};
  type.structured = false;
  return type;
}

Result<Done> Interpreter::declare_scalar(const sql::VariableDeclaration& node) {
  ScriptValue value;
  sql::Type type;
  if (node.type != nullptr) {
    type = TRY(sql::resolve_type(*node.type, names_));
    type = catalog_type(type);
    value.type = type;
  }
  if (node.statement != nullptr) {
    const KeptPointer kept = TRY(run_kept(*node.statement));
    ValueRows rows = TRY(read_result(kept->id, context_));
    value.type = rows.shape[0].type;
    if (!rows.rows.empty()) value.text = std::move(rows.rows[0][0]);
  } else if (node.value != nullptr) {
    value = TRY(evaluate(*node.value, node.type));
  } else if (node.type == nullptr) {
    return errors::needs_type(node.name.text);
  }
  if (node.type == nullptr) type = widened(value.type);
  Variable& variable = variables_.declare(node.name.text);
  variable.type = type;
  return set(variable, value);
}

Result<Done> Interpreter::declare(const sql::VariableDeclaration& node) {
  switch (node.kind) {
    case VariableKind::scalar: return declare_scalar(node);
    case VariableKind::cursor: {
      Variable& cursor = variables_.declare(node.name.text);
      cursor.holds = Holds::cursor;
      cursor.query = node.statement;
      if (node.value == nullptr) return Done{};
      if (node.value->kind != sql::ExpressionKind::column_reference) {
        return sql::errors::unsupported("CURSOR FOR this expression");
      }
      cursor.source = sql::as<sql::ColumnReference>(*node.value).parts.back().text;
      return Done{};
    }
    case VariableKind::resultset: {
      KeptPointer result;
      if (node.async) {
        result = TRY(start_child(*node.statement, node.name.text));
      } else if (node.statement != nullptr) {
        result = TRY(run_kept(*node.statement));
      }
      if (node.value != nullptr) result = TRY(result_of(*node.value));
      Variable& variable = variables_.declare(node.name.text);
      variable.holds = Holds::resultset;
      variable.result = std::move(result);
      return Done{};
    }
    case VariableKind::exception: {
      Variable& variable = variables_.declare(node.name.text);
      variable.holds = Holds::exception;
      variable.exception_code = node.exception_code.empty() ? "-20000" : node.exception_code;
      variable.exception_text = node.exception_text;
      return Done{};
    }
    case VariableKind::procedure: {
      Variable& variable = variables_.declare(node.name.text);
      variable.holds = Holds::procedure;
      variable.procedure = node.procedure;
      return Done{};
    }
  }
  return Done{};
}

Result<Done> Interpreter::assign(const sql::Assign& node) {
  Variable* variable = variables_.find(node.name.text);
  if (variable == nullptr) return errors::unknown_name(node.name.text);
  if (variable->holds == Holds::resultset) {
    KeptPointer result;
    if (node.async) {
      result = TRY(start_child(*node.statement, node.name.text));
    } else if (node.statement != nullptr) {
      result = TRY(run_kept(*node.statement));
    }
    if (node.value != nullptr) result = TRY(result_of(*node.value));
    variable->result = std::move(result);
    return Done{};
  }
  if (variable->holds != Holds::scalar) {
    return sql::errors::unsupported("assignment to this kind of variable");
  }
  if (node.statement == nullptr) {
    const ScriptValue value = TRY(evaluate(*node.value));
    return set(*variable, value);
  }
  const KeptPointer kept = TRY(run_kept(*node.statement));
  const ValueRows rows = TRY(read_result(kept->id, context_));
  ScriptValue value{rows.shape[0].type, std::nullopt};
  if (!rows.rows.empty()) value.text = rows.rows[0][0];
  return set(*variable, value);
}

// Converts to the variable's type.
Result<Done> Interpreter::set(Variable& variable, const ScriptValue& value) {
  if (!value.text || is_same_form(value.type, variable.type)) {
    variable.value = {variable.type, value.text};
    return Done{};
  }
  const UsingValues given({value}, nullptr);
  const sql::ScriptNames* outer = std::exchange(names_.script, &given);
  sql::BindVariable bind;
  bind.name = "1";
  Result<ScriptValue> converted = evaluate_as(bind, variable.type);
  names_.script = outer;
  variable.value = TRY(std::move(converted));
  variable.value.type = variable.type;
  return Done{};
}

// INTO :x, or INTO x.
Result<Done> Interpreter::set_target(const sql::Expression& target, const ScriptValue& value) {
  std::string_view name;
  if (target.kind == sql::ExpressionKind::bind_variable) {
    name = sql::as<sql::BindVariable>(target).name;
  } else if (target.kind == sql::ExpressionKind::column_reference) {
    name = sql::as<sql::ColumnReference>(target).parts.back().text;
  }
  Variable* variable = variables_.find(name);
  if (variable == nullptr || variable->holds != Holds::scalar) return errors::unknown_name(name);
  return set(*variable, value);
}

}  // namespace mockhaus::commands::script
