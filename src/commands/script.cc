// Blocks, EXECUTE IMMEDIATE and CALL as statements of a session.
#include "commands/command.h"
#include "commands/script/answers.h"
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "commands/script/run.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using namespace script;

constexpr std::string_view block_column = "anonymous block";

Outcome described(std::string_view name) {
  Outcome outcome;
  sql::ColumnShape& column = outcome.shape.emplace_back();
  column.name = name;
  column.type = sql::types::text();
  return outcome;
}

Result<Outcome> run_block_text(const sql::Statement& block, std::string_view text,
                               const CommandContext& context) {
  Interpreter interpreter(context, text, Rights::block);
  const Answer answer = TRY(interpreter.run(block));
  const CommandContext& inside = interpreter.context();
  Outcome outcome;
  if (answer.table != nullptr) {
    outcome = TRY(answer_table(answer.table->id, {}, inside));
  } else {
    outcome = TRY(answer_value(answer.value, nullptr, block_column, inside));
  }
  outcome.change = interpreter.take_change();
  return outcome;
}

}  // namespace

Result<Outcome> script::execute_text(const std::string& text, std::vector<ScriptValue> values,
                                     const CommandContext& context) {
  sql::Limits limits;
  limits.fold_quoted_names = context.session.quoted_identifiers_ignore_case;
  const std::vector<sql::ParsedStatement> parsed = TRY(sql::parse_statements(text, limits));
  if (parsed.size() != 1) return script::errors::one_statement(parsed.size());
  const UsingValues given(std::move(values), nullptr);
  sql::SessionContext names = context.session;
  names.script = &given;
  names.script_expression = false;
  const CommandContext inner = script::context_within(context, names);
  constexpr int depth_max = 32;
  if (inner.depth > depth_max) return sql::errors::unsupported("EXECUTE IMMEDIATE this deeply");
  return run(parsed[0], inner);
}

Result<Outcome> run_block(const Command& command) {
  if (command.context.describe_only) return described(block_column);
  return run_block_text(command.statement, command.text, command.context);
}

Result<Outcome> run_execute_immediate(const Command& command) {
  const auto& node = command.as<sql::ExecuteImmediate>();
  const CommandContext& context = command.context;
  if (node.text == nullptr) return sql::errors::unsupported("EXECUTE IMMEDIATE FROM");
  Arena arena;
  const sql::TypeName* text_type = TRY(sql::parse_type_text("VARCHAR", arena));
  const ScriptValue text =
      TRY(evaluate_value(*node.text, text_type, context, command.text));
  std::vector<ScriptValue> values;
  for (const sql::Expression* argument : node.arguments) {
    values.push_back(TRY(evaluate_value(*argument, nullptr, context, command.text)));
  }
  return execute_text(text.text.value_or(""), std::move(values), context);
}

Result<Outcome> run_call(const Command& command) {
  const auto& call = command.as<sql::Call>();
  if (call.into != nullptr) return sql::errors::unsupported("CALL INTO outside a block");
  const EvaluateArgument evaluate = [&command](const sql::Expression& expression) {
    return evaluate_value(expression, nullptr, command.context, command.text);
  };
  Result<Outcome> outcome = call_procedure(call, nullptr, evaluate, command.context);
  const bool unbound = command.context.describe_only && command.context.session.binds == nullptr;
  if (outcome || !unbound) return outcome;
  // Without values for its binds the call cannot choose among overloads.
  const auto& written = sql::as<sql::FunctionCall>(*call.call);
  return described(written.name.parts.empty() ? "" : written.name.parts.back().text);
}

}  // namespace mockhaus::commands
