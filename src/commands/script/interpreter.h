// Runs one Snowflake Scripting block over its tree.
//
// Statements of the block run one by one as the session's own, each with its own transaction rules;
// what they did stays when a later one fails. Session changes are applied for the statements that
// follow and handed to whoever ran the block. An error that no handler takes comes back as
// "Uncaught exception of type ..".
#pragma once

#include <optional>

#include "commands/script/variables.h"

namespace mockhaus::commands::script {

// What a block answered.
struct Answer {
  std::optional<ScriptValue> value;  // RETURN expression
  KeptPointer table;                 // RETURN TABLE(..)
};

enum class Rights : uint8_t { block, caller, owner };  // block: no procedure

class Interpreter {
 public:
  // `source`: the text that the tree's spans count in. Both outlive the interpreter.
  Interpreter(const CommandContext& context, std::string_view source, Rights rights);
  Interpreter(const Interpreter&) = delete;

  // Before run(): arguments of a procedure, in the names that its body sees.
  void enter_schema(std::string_view database, std::string_view schema);
  Result<Done> declare_argument(std::string_view name, const sql::TypeName& type,
                                const ScriptValue& value);
  // After run(): what an argument has become.
  const ScriptValue* argument(std::string_view name) const { return variables_.find_value(name); }

  Result<Answer> run(const sql::Statement& body);
  SessionChange take_change() { return std::move(change_); }
  const CommandContext& context() const { return context_; }  // as the statements see it

 private:
  enum class Flow : uint8_t { next, leave, again, finish };
  using Body = sql::List<const sql::Statement* const>;
  struct Raised {
    std::string type;
    Error error;
    Span at;
  };

  // block.cc
  Result<Flow> run_block(const sql::Block& block);
  Result<Flow> run_body(Body body);
  Result<Flow> step(const sql::Statement& statement);
  Result<Flow> dispatch(const sql::Statement& statement);
  const sql::ExceptionHandler* find_handler(const sql::Block& block) const;
  const sql::ExceptionHandler* continue_handler() const;
  Result<Flow> handle(const sql::ExceptionHandler& handler);
  Result<Flow> raise(const sql::Raise& raise);
  bool is_catchable() const;

  // flow.cc
  Result<Flow> run_if(const sql::IfThen& node);
  Result<Flow> run_case(const sql::CaseOf& node);
  Result<Flow> run_for_range(const sql::ForRange& node);
  Result<Flow> run_for_each(const sql::ForEach& node);
  Result<Flow> run_while(const sql::WhileLoop& node);
  Result<Flow> run_repeat(const sql::RepeatLoop& node);
  Result<Flow> run_loop(const sql::EndlessLoop& node);
  Result<Flow> leave(const sql::Leave& node);
  Result<Flow> return_value(const sql::ReturnValue& node);
  // One round of a loop. Nothing: the loop goes on; else what its caller answers.
  Result<std::optional<Flow>> run_round(Body body, const sql::Identifier& label);
  Result<bool> is_true(const sql::Expression& condition);

  // values.cc
  Result<Done> declare(const sql::VariableDeclaration& declaration);
  Result<Done> declare_scalar(const sql::VariableDeclaration& declaration);
  Result<Done> assign(const sql::Assign& node);
  static sql::Type catalog_type(sql::Type type);
  Result<Done> set(Variable& variable, const ScriptValue& value);
  Result<Done> set_target(const sql::Expression& target, const ScriptValue& value);
  Result<ScriptValue> evaluate(const sql::Expression& expression,
                               const sql::TypeName* type = nullptr);
  Result<ScriptValue> evaluate_as(const sql::Expression& expression, const sql::Type& type);

  // children.cc
  Result<KeptPointer> start_child(const sql::Statement& statement, std::string_view resultset);
  Result<Done> await(const sql::Await& node);
  Result<Done> cancel(const sql::Cancel& node);

  // cursors.cc
  Result<Done> open(const sql::OpenCursor& node);
  Result<Done> open(Variable& cursor, std::vector<ScriptValue> arguments);
  Result<Done> fetch(const sql::FetchCursor& node);
  Result<Done> close(const sql::CloseCursor& node);
  Result<KeptPointer> result_of(const sql::Expression& expression);
  Result<Variable*> find_cursor(const sql::Identifier& name);

  // statements.cc
  Result<Done> run_sql(const sql::Statement& statement);
  Result<KeptPointer> run_kept(const sql::Statement& statement,
                               const sql::ScriptNames* names = nullptr);
  Result<Outcome> run_outcome(const sql::Statement& statement);
  Result<Outcome> run_child(const sql::Statement& statement);
  Result<Done> select_into(const sql::Query& query, const sql::Select& select);
  Result<Done> call_into(const sql::Call& call);
  Result<KeptPointer> keep(Outcome& outcome);
  void note(const Outcome& outcome);
  void apply(SessionChange change);
  void new_statement();

  CommandContext context_;
  sql::SessionContext names_;
  sql::ParameterValues parameters_;
  const std::string_view source_;
  const Rights rights_;
  const bool outer_transaction_;
  Variables variables_;
  Arena arena_;
  SessionChange change_;
  Answer answer_;
  std::string label_;  // of a BREAK or CONTINUE on its way
  KeptPointer last_;
  std::optional<Raised> raised_;
  std::vector<Raised> handling_;
  struct FailedChild {
    std::string resultset;  // empty: of ASYNC without one
    Raised failure;
  };
  std::vector<FailedChild> failed_children_;  // nobody has awaited them yet
  std::vector<const sql::Block*> active_;
  std::map<const sql::Statement*, sql::ParsedStatement> children_;
};

}  // namespace mockhaus::commands::script
