// CALL: finding the procedure, passing the arguments, shaping what it returns.
#include <algorithm>

#include "catalog/account.h"
#include "catalog/routine.h"
#include "commands/names.h"
#include "commands/routine.h"
#include "commands/script/answers.h"
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "commands/script/run.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"

namespace mockhaus::commands::script {
namespace {

struct Argument {
  std::string name;  // empty: by place
  ScriptValue value;
  const sql::Expression* written = nullptr;
};
using Arguments = std::vector<Argument>;

struct Callee {
  const sql::CreateRoutine* routine = nullptr;
  std::vector<sql::ParsedStatement> parsed;  // owns the tree where the catalog keeps text
  FullName name;
  Rights rights = Rights::owner;
};

struct Parameter {
  std::string name;
  sql::Type type;
  bool has_default = false;
};

std::string types_of(const Arguments& arguments) {
  std::string text;
  for (const Argument& argument : arguments) {
    text += (text.empty() ? "" : ", ") + sql::describe(argument.value.type);
  }
  return text;
}

// Which argument each parameter gets; -1: its default. Nothing where they do not fit.
std::optional<std::vector<int>> places_of(const std::vector<Parameter>& parameters,
                                          const Arguments& arguments) {
  if (arguments.size() > parameters.size()) return std::nullopt;
  std::vector<int> places(parameters.size(), -1);
  for (size_t i = 0; i < arguments.size(); ++i) {
    size_t place = i;
    if (!arguments[i].name.empty()) {
      for (place = 0; place < parameters.size(); ++place) {
        if (parameters[place].name == arguments[i].name) break;
      }
    }
    if (place >= parameters.size() || places[place] >= 0) return std::nullopt;
    places[place] = static_cast<int>(i);
  }
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (places[i] < 0 && !parameters[i].has_default) return std::nullopt;
  }
  return places;
}

int distance(const std::vector<Parameter>& parameters, const Arguments& arguments,
             const std::vector<int>& places) {
  int far = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    if (places[i] < 0) continue;
    const sql::Type& from = arguments[static_cast<size_t>(places[i])].value.type;
    const sql::Type& to = parameters[i].type;
    if (from.kind != to.kind) far += from.is_numeric() && to.is_numeric() ? 1 : 2;
  }
  return far;
}

// The nearest overload among the procedures of that name.
Result<Callee> find_in_catalog(const sql::ObjectName& written, const Arguments& arguments,
                               const CommandContext& context) {
  Callee callee;
  callee.name = TRY(full_name(written, "CALL", context));
  const auto snapshot = context.account.snapshot();
  const std::string full =
      callee.name.database + "." + callee.name.schema + "." + callee.name.name;
  const catalog::Schema* schema =
      snapshot->find_schema(callee.name.database, callee.name.schema);
  if (schema == nullptr) return errors::unknown_procedure(full);
  const catalog::Routine* best = nullptr;
  int least = 0;
  bool named = false;
  for (const catalog::Object* object :
       snapshot->children(schema->id, catalog::Space::procedure)) {
    if (object->name != callee.name.name) continue;
    named = true;
    const auto& routine = static_cast<const catalog::Routine&>(*object);
    std::vector<Parameter> parameters;
    for (const catalog::RoutineParameter& parameter : routine.parameters) {
      parameters.push_back({parameter.name, parameter.type, !parameter.default_text.empty()});
    }
    const auto places = places_of(parameters, arguments);
    if (!places) continue;
    const int far = distance(parameters, arguments, *places);
    if (best != nullptr && far >= least) continue;
    best = &routine;
    least = far;
  }
  if (!named) return errors::unknown_procedure(full);
  if (best == nullptr) return errors::wrong_arguments(callee.name.name, types_of(arguments));
  if (best->language != "SQL") {
    return sql::errors::unsupported("LANGUAGE " + best->language);
  }
  callee.rights = best->caller_rights ? Rights::caller : Rights::owner;
  callee.parsed = TRY(sql::parse_statements(best->text));
  callee.routine = &sql::as<sql::CreateRoutine>(*callee.parsed[0].statement);
  return callee;
}

Result<Arguments> evaluate_arguments(const sql::FunctionCall& call,
                                     const EvaluateArgument& evaluate) {
  Arguments arguments;
  for (const sql::Expression* argument : call.arguments) {
    Argument& next = arguments.emplace_back();
    if (argument->kind == sql::ExpressionKind::named_argument) {
      const auto& named = sql::as<sql::NamedArgument>(*argument);
      next.name = named.name.text;
      argument = named.value;
    }
    next.written = argument;
    next.value = TRY(evaluate(*argument));
  }
  return arguments;
}

std::vector<Parameter> parameters_of(const sql::CreateRoutine& routine) {
  std::vector<Parameter> parameters;
  for (const sql::RoutineParameter& parameter : routine.parameters) {
    parameters.push_back({std::string(parameter.name.text), {},
                          parameter.default_value != nullptr});
  }
  return parameters;
}

bool gives_back(const sql::RoutineParameter& parameter) {
  return parameter.mode == sql::ParameterMode::out ||
         parameter.mode == sql::ParameterMode::inout;
}

// What OUT and INOUT arguments have become goes to the variables that the caller named.
void take_outputs(const sql::CreateRoutine& routine, const Arguments& arguments,
                  const Interpreter& interpreter, CallOutputs& outputs) {
  const auto places = places_of(parameters_of(routine), arguments);
  for (size_t i = 0; i < routine.parameters.size(); ++i) {
    const sql::RoutineParameter& parameter = routine.parameters[i];
    if (!gives_back(parameter) || (*places)[i] < 0) continue;
    const sql::Expression* target = arguments[static_cast<size_t>((*places)[i])].written;
    const ScriptValue* value = interpreter.argument(parameter.name.text);
    if (value != nullptr) outputs.emplace_back(target, *value);
  }
}

Result<Done> pass_arguments(const sql::CreateRoutine& routine, const Arguments& arguments,
                            std::string_view name, Interpreter& interpreter,
                            const CommandContext& context) {
  std::vector<Parameter> parameters;
  for (const sql::RoutineParameter& parameter : routine.parameters) {
    const sql::Type type = TRY(sql::resolve_type(*parameter.type, context.session));
    parameters.push_back({std::string(parameter.name.text), type,
                          parameter.default_value != nullptr});
  }
  const auto places = places_of(parameters, arguments);
  if (!places) return errors::wrong_arguments(name, types_of(arguments));
  for (size_t i = 0; i < parameters.size(); ++i) {
    const sql::RoutineParameter& parameter = routine.parameters[i];
    ScriptValue value;
    if (parameter.mode == sql::ParameterMode::out) {
      value.type = parameters[i].type;  // NULL, whatever the variable holds
    } else if ((*places)[i] >= 0) {
      value = arguments[static_cast<size_t>((*places)[i])].value;
    } else {
      const std::string text = sql::print_expression(*parameter.default_value);
      Arena arena;
      const sql::Expression* alone = TRY(sql::parse_expression_text(text, arena));
      value = TRY(evaluate_value(*alone, nullptr, context, text));
    }
    TRY(interpreter.declare_argument(parameters[i].name, *parameter.type, value));
  }
  return Done{};
}

Result<Outcome> shape_answer(const sql::CreateRoutine& routine, const Answer& answer,
                             std::string_view name, const CommandContext& context) {
  if (!routine.returns_table) {
    if (answer.table != nullptr) {
      return sql::errors::unsupported("RETURN TABLE in a procedure that returns a value");
    }
    return answer_value(answer.value, routine.return_type, name, context);
  }
  if (answer.table == nullptr) return errors::result_columns(routine.return_columns.size(), 0);
  return answer_table(answer.table->id, routine.return_columns, context);
}

// Functions that CALL takes like procedures.
bool is_system_function(const sql::ObjectName& name) {
  if (name.parts.size() != 1) return false;
  const std::string_view text = name.parts[0].text;
  return text.starts_with("SYSTEM$") || text == "EXPLAIN_GRANTABLE_PRIVILEGES";
}

// What the call will answer, as far as the declaration tells.
Result<Outcome> describe_answer(const sql::CreateRoutine& routine, std::string_view name,
                                const CommandContext& context) {
  Outcome outcome;
  for (const sql::ResultColumn& column : routine.return_columns) {
    sql::ColumnShape& shape = outcome.shape.emplace_back();
    shape.name = column.name.text;
    shape.type = TRY(sql::resolve_type(*column.type, context.session));
  }
  if (!outcome.shape.empty()) return outcome;
  sql::ColumnShape& shape = outcome.shape.emplace_back();
  shape.name = name;
  shape.type = sql::types::text();
  if (routine.return_type != nullptr) {
    shape.type = TRY(sql::resolve_type(*routine.return_type, context.session));
  }
  return outcome;
}

}  // namespace

Result<Outcome> call_procedure(const sql::Call& call, const sql::CreateRoutine* local,
                               const EvaluateArgument& evaluate, const CommandContext& context,
                               CallOutputs* outputs) {
  const auto& written = sql::as<sql::FunctionCall>(*call.call);
  if (local == nullptr && call.anonymous == nullptr && is_system_function(written.name)) {
    const ScriptValue value = TRY(evaluate(written));
    return answer_value(value, nullptr, written.name.parts[0].text, context);
  }
  const Arguments arguments = TRY(evaluate_arguments(written, evaluate));
  Callee callee;
  if (call.anonymous != nullptr) local = call.anonymous;
  if (local != nullptr) {
    callee.routine = local;
    callee.name.name = local->name.parts.back().text;
    callee.rights = Rights::caller;
    if (!local->language.empty() && local->language != "SQL") {
      return sql::errors::unsupported("LANGUAGE " + std::string(local->language));
    }
  } else {
    callee = TRY(find_in_catalog(written.name, arguments, context));
  }
  const sql::CreateRoutine& routine = *callee.routine;
  if (context.describe_only) return describe_answer(routine, callee.name.name, context);
  if (outputs == nullptr && std::ranges::any_of(routine.parameters, gives_back)) {
    return sql::errors::unsupported("OUT argument outside a block");
  }
  Arena arena;
  const sql::Statement* body = TRY(sql::parse_statement_text(routine.body, arena));
  Interpreter interpreter(context, routine.body, callee.rights);
  if (callee.rights == Rights::owner) {
    interpreter.enter_schema(callee.name.database, callee.name.schema);
  }
  TRY(pass_arguments(routine, arguments, callee.name.name, interpreter, context));
  const Answer answer = TRY(interpreter.run(*body));
  if (outputs != nullptr) take_outputs(routine, arguments, interpreter, *outputs);
  Outcome outcome =
      TRY(shape_answer(routine, answer, callee.name.name, interpreter.context()));
  if (callee.rights == Rights::caller) outcome.change = interpreter.take_change();
  return outcome;
}

}  // namespace mockhaus::commands::script
