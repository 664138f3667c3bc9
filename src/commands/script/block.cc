// Blocks, their handlers, and which function runs which statement.
#include "catalog/account.h"
#include "catalog/errors.h"
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "commands/script/run.h"
#include "sql/errors.h"

namespace mockhaus::commands::script {

using sql::as;
using sql::StatementKind;

namespace {

CommandContext inner_context(const CommandContext& outer, const sql::SessionContext& names,
                             const sql::ParameterValues& parameters) {
  CommandContext context = context_within(outer, names);
  context.describe_only = false;
  context.parameters = &parameters;
  return context;
}

// 001003 as 1003, -20001 as it is.
std::string plain_code(const std::string& code) {
  if (code.starts_with('-')) return code;
  const size_t first = code.find_first_not_of('0');
  return first == std::string::npos ? "0" : code.substr(first);
}

// Whether a statement fails as an expression does.
bool is_expression(StatementKind kind) {
  switch (kind) {
    case StatementKind::let:
    case StatementKind::assign:
    case StatementKind::if_then:
    case StatementKind::case_of:
    case StatementKind::for_range:
    case StatementKind::while_loop:
    case StatementKind::repeat_loop:
    case StatementKind::return_value: return true;
    default: return false;
  }
}

}  // namespace

CommandContext context_within(const CommandContext& outer, const sql::SessionContext& names) {
  CommandContext context{names, outer.engine, outer.account};
  context.describe_only = outer.describe_only;
  context.autocommit = outer.autocommit;
  context.temporary = outer.temporary;
  context.parameters = outer.parameters;
  context.cancelled = outer.cancelled;
  context.results = outer.results;
  context.stage_files = outer.stage_files;
  context.history = outer.history;
  context.depth = outer.depth + 1;
  return context;
}

Interpreter::Interpreter(const CommandContext& context, std::string_view source, Rights rights)
    : context_(inner_context(context, names_, parameters_)),
      names_(context.session),
      parameters_(context.parameters != nullptr ? *context.parameters : sql::ParameterValues()),
      source_(source),
      rights_(rights),
      outer_transaction_(context.engine.in_transaction()) {
  names_.script = &variables_;
  names_.script_expression = false;
  if (rights != Rights::block) names_.binds = nullptr;
  if (rights == Rights::owner) names_.variables.clear();
  variables_.set_special("SQLROWCOUNT", sql::types::number(38, 0), std::nullopt);
  variables_.set_special("SQLFOUND", sql::types::boolean(), std::nullopt);
  variables_.set_special("SQLNOTFOUND", sql::types::boolean(), std::nullopt);
  variables_.set_special("SQLID", sql::types::text(), std::nullopt);
}

void Interpreter::enter_schema(std::string_view database, std::string_view schema) {
  names_.database = database;
  names_.schema = schema;
}

Result<Answer> Interpreter::run(const sql::Statement& body) {
  constexpr int depth_max = 16;
  if (context_.depth > depth_max) return sql::errors::unsupported("blocks nested this deeply");
  if (context_.results == nullptr) return sql::errors::unsupported("block in this place");
  const Result<Flow> flow = step(body);
  const bool procedure = rights_ != Rights::block;
  if (procedure && context_.autocommit && !outer_transaction_ &&
      context_.engine.in_transaction()) {
    TRY(context_.engine.rollback());
    context_.account.table_locks().release_all(names_.session_id);
    if (flow.ok()) return errors::incomplete_transaction();
  }
  if (flow.ok()) return std::move(answer_);
  if (!raised_ || !is_catchable()) return flow.error();
  return errors::uncaught(raised_->type, raised_->error, source_, raised_->at);
}

// What the machine or the client stops is no exception, and what is not built must be seen.
bool Interpreter::is_catchable() const {
  constexpr std::string_view fatal[] = {"000002", "000603", "000604", "000630"};
  for (const std::string_view code : fatal) {
    if (raised_->error.code == code) return false;
  }
  return true;
}

Result<Interpreter::Flow> Interpreter::step(const sql::Statement& statement) {
  if (context_.cancelled != nullptr && *context_.cancelled) return catalog::errors::canceled();
  Result<Flow> flow = dispatch(statement);
  if (flow.ok() || raised_) return flow;
  const bool expression = is_expression(statement.kind);
  raised_ = Raised{expression ? "EXPRESSION_ERROR" : "STATEMENT_ERROR", flow.error(),
                   statement.span};
  return flow;
}

Result<Interpreter::Flow> Interpreter::run_body(Body body) {
  for (const sql::Statement* statement : body) {
    Result<Flow> flow = step(*statement);
    if (!flow.ok()) {
      const sql::ExceptionHandler* handler = continue_handler();
      if (handler == nullptr) return flow;
      flow = handle(*handler);
      if (!flow.ok()) return flow;
    }
    if (*flow != Flow::next) return flow;
  }
  return Flow::next;
}

Result<Interpreter::Flow> Interpreter::run_block(const sql::Block& block) {
  const OpenScope scope(variables_);
  for (const sql::VariableDeclaration& declaration : block.declarations) {
    const Result<Done> declared = declare(declaration);
    if (declared.ok()) continue;
    if (!raised_) raised_ = Raised{"EXPRESSION_ERROR", declared.error(), declaration.span};
    return declared.error();
  }
  active_.push_back(&block);
  Result<Flow> flow = run_body(block.body);
  active_.pop_back();
  if (flow.ok() || !raised_ || !is_catchable()) return flow;
  const sql::ExceptionHandler* handler = find_handler(block);
  return handler != nullptr ? handle(*handler) : flow;
}

const sql::ExceptionHandler* Interpreter::find_handler(const sql::Block& block) const {
  for (const sql::ExceptionHandler& handler : block.handlers) {
    for (const sql::Identifier& name : handler.names) {
      if (name.text == "OTHER" || name.text == raised_->type) return &handler;
    }
  }
  return nullptr;
}

// The handler of the nearest block that takes the exception, where it says CONTINUE.
const sql::ExceptionHandler* Interpreter::continue_handler() const {
  if (!raised_ || !is_catchable()) return nullptr;
  for (size_t i = active_.size(); i-- > 0;) {
    const sql::ExceptionHandler* handler = find_handler(*active_[i]);
    if (handler != nullptr) return handler->continues ? handler : nullptr;
  }
  return nullptr;
}

Result<Interpreter::Flow> Interpreter::handle(const sql::ExceptionHandler& handler) {
  handling_.push_back(*std::exchange(raised_, std::nullopt));
  const Error& error = handling_.back().error;
  variables_.set_special("SQLCODE", sql::types::number(38, 0), plain_code(error.code));
  variables_.set_special("SQLERRM", sql::types::text(), error.message);
  variables_.set_special("SQLSTATE", sql::types::text(), error.sql_state);
  Result<Flow> flow = run_body(handler.body);
  handling_.pop_back();
  return flow;
}

Result<Interpreter::Flow> Interpreter::raise(const sql::Raise& node) {
  if (node.exception.text.empty()) {
    if (handling_.empty()) return errors::unknown_name("RAISE");
    raised_ = handling_.back();
    return raised_->error;
  }
  const Variable* variable = variables_.find(node.exception.text);
  if (variable == nullptr || variable->holds != Holds::exception) {
    return errors::unknown_name(node.exception.text);
  }
  Error error{variable->exception_code, "P0001", variable->exception_text, std::nullopt};
  raised_ = Raised{std::string(node.exception.text), error, node.span};
  return error;
}

Result<Interpreter::Flow> Interpreter::dispatch(const sql::Statement& node) {
  switch (node.kind) {
    case StatementKind::block: return run_block(as<sql::Block>(node));
    case StatementKind::if_then: return run_if(as<sql::IfThen>(node));
    case StatementKind::case_of: return run_case(as<sql::CaseOf>(node));
    case StatementKind::for_range: return run_for_range(as<sql::ForRange>(node));
    case StatementKind::for_each: return run_for_each(as<sql::ForEach>(node));
    case StatementKind::while_loop: return run_while(as<sql::WhileLoop>(node));
    case StatementKind::repeat_loop: return run_repeat(as<sql::RepeatLoop>(node));
    case StatementKind::endless_loop: return run_loop(as<sql::EndlessLoop>(node));
    case StatementKind::leave: return leave(as<sql::Leave>(node));
    case StatementKind::return_value: return return_value(as<sql::ReturnValue>(node));
    case StatementKind::raise: return raise(as<sql::Raise>(node));
    case StatementKind::let: TRY(declare(as<sql::Let>(node).variable)); break;
    case StatementKind::assign: TRY(assign(as<sql::Assign>(node))); break;
    case StatementKind::open_cursor: TRY(open(as<sql::OpenCursor>(node))); break;
    case StatementKind::fetch_cursor: TRY(fetch(as<sql::FetchCursor>(node))); break;
    case StatementKind::close_cursor: TRY(close(as<sql::CloseCursor>(node))); break;
    case StatementKind::null_statement: break;
    case StatementKind::await: TRY(await(as<sql::Await>(node))); break;
    case StatementKind::async: TRY(start_child(*as<sql::Async>(node).statement, "")); break;
    case StatementKind::cancel: TRY(cancel(as<sql::Cancel>(node))); break;
    default: TRY(run_sql(node)); break;
  }
  return Flow::next;
}

}  // namespace mockhaus::commands::script
