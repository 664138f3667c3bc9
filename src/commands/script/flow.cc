// Branches, loops and RETURN.
#include <charconv>

#include "catalog/errors.h"
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "sql/errors.h"

namespace mockhaus::commands::script {

namespace {

const sql::Type whole_number = sql::types::number(38, 0);

int64_t number_of(const ScriptValue& value) {
  int64_t number = 0;
  if (value.text) {
    std::from_chars(value.text->data(), value.text->data() + value.text->size(), number);
  }
  return number;
}

}  // namespace

Result<bool> Interpreter::is_true(const sql::Expression& condition) {
  const ScriptValue value = TRY(evaluate_as(condition, sql::types::boolean()));
  return value.text == "true";
}

Result<Interpreter::Flow> Interpreter::run_if(const sql::IfThen& node) {
  for (const sql::ScriptBranch& branch : node.branches) {
    const bool taken = TRY(is_true(*branch.condition));
    if (taken) return run_body(branch.body);
  }
  return run_body(node.otherwise);
}

Result<Interpreter::Flow> Interpreter::run_case(const sql::CaseOf& node) {
  for (const sql::ScriptBranch& branch : node.branches) {
    bool taken = false;
    if (node.operand == nullptr) {
      taken = TRY(is_true(*branch.condition));
    } else {
      sql::Binary equal;
      equal.op = sql::BinaryOperator::equal;
      equal.left = node.operand;
      equal.right = branch.condition;
      equal.span = branch.condition->span;
      taken = TRY(is_true(equal));
    }
    if (taken) return run_body(branch.body);
  }
  return run_body(node.otherwise);
}

Result<std::optional<Interpreter::Flow>> Interpreter::run_round(Body body,
                                                                const sql::Identifier& label) {
  using Ends = std::optional<Flow>;
  if (context_.cancelled != nullptr && *context_.cancelled) return catalog::errors::canceled();
  const Flow flow = TRY(run_body(body));
  if (flow == Flow::next) return Ends();
  if (flow == Flow::finish) return Ends(flow);
  if (!label_.empty() && label_ != label.text) return Ends(flow);
  label_.clear();
  return flow == Flow::again ? Ends() : Ends(Flow::next);
}

Result<Interpreter::Flow> Interpreter::run_for_range(const sql::ForRange& node) {
  const ScriptValue first_value = TRY(evaluate_as(*node.first, whole_number));
  const ScriptValue last_value = TRY(evaluate_as(*node.last, whole_number));
  if (!first_value.text || !last_value.text) return Flow::next;
  const int64_t first = number_of(first_value);
  const int64_t last = number_of(last_value);
  for (int64_t i = 0; i <= last - first; ++i) {
    const int64_t at = node.reverse ? last - i : first + i;
    const OpenScope scope(variables_);
    Variable& counter = variables_.declare(node.variable.text);
    counter.type = whole_number;
    counter.value = {whole_number, std::to_string(at)};
    const std::optional<Flow> ends = TRY(run_round(node.body, node.label));
    if (ends) return *ends;
  }
  return Flow::next;
}

Result<Interpreter::Flow> Interpreter::run_for_each(const sql::ForEach& node) {
  KeptPointer result;
  if (node.query != nullptr) {
    sql::QueryStatement* statement = arena_.make<sql::QueryStatement>();
    statement->query = node.query;
    statement->span = node.query->span;
    result = TRY(run_kept(*statement));
  } else {
    Variable* source = TRY(find_cursor(node.source));
    if (source->holds == Holds::cursor && source->result == nullptr) TRY(open(*source, {}));
    result = source->result;
  }
  if (result == nullptr) return errors::cursor_not_open(node.source.text);
  const ValueRows rows = TRY(read_result(result->id, context_));
  for (const TextRow& row : rows.rows) {
    const OpenScope scope(variables_);
    Variable& variable = variables_.declare(node.variable.text);
    variable.holds = Holds::row;
    for (size_t i = 0; i < row.size(); ++i) {
      variable.fields[rows.shape[i].name] = {rows.shape[i].type, row[i]};
    }
    const std::optional<Flow> ends = TRY(run_round(node.body, node.label));
    if (ends) return *ends;
  }
  return Flow::next;
}

Result<Interpreter::Flow> Interpreter::run_while(const sql::WhileLoop& node) {
  while (true) {
    const bool goes_on = TRY(is_true(*node.condition));
    if (!goes_on) return Flow::next;
    const OpenScope scope(variables_);
    const std::optional<Flow> ends = TRY(run_round(node.body, node.label));
    if (ends) return *ends;
  }
}

Result<Interpreter::Flow> Interpreter::run_repeat(const sql::RepeatLoop& node) {
  while (true) {
    const OpenScope scope(variables_);
    const std::optional<Flow> ends = TRY(run_round(node.body, node.label));
    if (ends) return *ends;
    const bool done = TRY(is_true(*node.condition));
    if (done) return Flow::next;
  }
}

Result<Interpreter::Flow> Interpreter::run_loop(const sql::EndlessLoop& node) {
  while (true) {
    const OpenScope scope(variables_);
    const std::optional<Flow> ends = TRY(run_round(node.body, node.label));
    if (ends) return *ends;
  }
}

Result<Interpreter::Flow> Interpreter::leave(const sql::Leave& node) {
  label_ = node.label.text;
  return node.continues ? Flow::again : Flow::leave;
}

Result<Interpreter::Flow> Interpreter::return_value(const sql::ReturnValue& node) {
  if (node.statement != nullptr) {
    answer_.table = TRY(run_kept(*node.statement));
  } else if (node.table) {
    answer_.table = TRY(result_of(*node.value));
  } else if (node.value != nullptr) {
    answer_.value = TRY(evaluate(*node.value));
  }
  return Flow::finish;
}

}  // namespace mockhaus::commands::script
