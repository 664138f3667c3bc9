// SQL statements inside a block.
#include "base/uuid.h"
#include "catalog/account.h"
#include "commands/script/errors.h"
#include "commands/script/interpreter.h"
#include "commands/script/run.h"
#include "sql/errors.h"

namespace mockhaus::commands::script {

using sql::as;
using sql::StatementKind;

namespace {

// A query with INTO, else null.
const sql::Select* selects_into(const sql::Statement& statement) {
  if (statement.kind != StatementKind::query) return nullptr;
  const sql::QueryBody* body = as<sql::QueryStatement>(statement).query->body;
  if (body == nullptr || body->kind != sql::BodyKind::select) return nullptr;
  const auto& select = sql::as<sql::Select>(*body);
  return select.into.empty() ? nullptr : &select;
}

}  // namespace

void Interpreter::new_statement() {
  names_.statement_id = random_statement_id();
  names_.now = static_cast<values::int128>(context_.account.now_ms()) * 1'000'000;
}

void Interpreter::apply(SessionChange change) {
  const auto name = [](std::string& here, std::optional<std::string>& kept,
                       const std::optional<std::string>& next) {
    if (!next) return;
    here = *next;
    kept = next;
  };
  name(names_.database, change_.database, change.database);
  name(names_.schema, change_.schema, change.schema);
  name(names_.role, change_.role, change.role);
  name(names_.warehouse, change_.warehouse, change.warehouse);
  for (auto& [key, value] : change.variables) {
    if (value) names_.variables[key] = *value;
    if (!value) names_.variables.erase(key);
    change_.variables[key] = value;
  }
  for (auto& [key, value] : change.parameters) {
    if (value) parameters_[key] = *value;
    if (!value) parameters_.erase(key);
    change_.parameters[key] = value;
  }
  if (!change.parameters.empty()) sql::apply_parameters(parameters_, names_);
  if (change.autocommit) {
    context_.autocommit = *change.autocommit;
    change_.autocommit = change.autocommit;
  }
}

// The statement is read again by itself: its places and its ? count from its own start.
Result<Outcome> Interpreter::run_child(const sql::Statement& statement) {
  if (names_.binds != nullptr && !names_.binds->empty()) {
    return commands::run({nullptr, source_, &statement}, context_);  // its ? count in the block
  }
  auto child = children_.find(&statement);
  if (child == children_.end()) {
    const Span span = statement.span;
    sql::Limits limits;
    limits.fold_quoted_names = names_.quoted_identifiers_ignore_case;
    std::vector<sql::ParsedStatement> parsed =
        TRY(sql::parse_statements(source_.substr(span.begin, span.end - span.begin), limits));
    child = children_.emplace(&statement, std::move(parsed[0])).first;
  }
  return commands::run(child->second, context_);
}

Result<Outcome> Interpreter::run_outcome(const sql::Statement& statement) {
  new_statement();
  const EvaluateArgument value = [this](const sql::Expression& e) { return evaluate(e); };
  switch (statement.kind) {
    case StatementKind::execute_immediate: {
      const auto& node = as<sql::ExecuteImmediate>(statement);
      if (node.text == nullptr) return sql::errors::unsupported("EXECUTE IMMEDIATE FROM");
      const ScriptValue text = TRY(evaluate_as(*node.text, sql::types::text()));
      std::vector<ScriptValue> values;
      for (const sql::Expression* argument : node.arguments) {
        values.push_back(TRY(evaluate(*argument)));
      }
      return execute_text(text.text.value_or(""), std::move(values), context_);
    }
    case StatementKind::call: {
      const auto& node = as<sql::Call>(statement);
      const auto& name = as<sql::FunctionCall>(*node.call).name;
      const Variable* local =
          name.parts.size() == 1 ? variables_.find(name.parts[0].text) : nullptr;
      CallOutputs outputs;
      Outcome outcome = TRY(call_procedure(node, local != nullptr ? local->procedure : nullptr,
                                           value, context_, &outputs));
      for (const auto& [target, changed] : outputs) TRY(set_target(*target, changed));
      return outcome;
    }
    case StatementKind::begin_transaction:
    case StatementKind::commit:
    case StatementKind::rollback:
      if (rights_ != Rights::block && outer_transaction_) {
        return sql::errors::unsupported("transaction of a procedure inside another transaction");
      }
      return run_child(statement);
    default: return run_child(statement);
  }
}

void Interpreter::note(const Outcome& outcome) {
  if (!outcome.has_counts) return;
  const RowCounts& counts = outcome.counts;
  const int64_t rows = counts.inserted + counts.updated + counts.deleted;
  variables_.set_special("SQLROWCOUNT", sql::types::number(38, 0), std::to_string(rows));
  variables_.set_special("SQLFOUND", sql::types::boolean(), rows > 0 ? "true" : "false");
  variables_.set_special("SQLNOTFOUND", sql::types::boolean(), rows > 0 ? "false" : "true");
}

Result<KeptPointer> Interpreter::keep(Outcome& outcome) {
  std::string id = TRY(context_.results->keep(outcome));
  names_.last_query_id = id;
  variables_.set_special("SQLID", sql::types::text(), id);
  last_ = std::make_shared<const KeptResult>(*context_.results, std::move(id));
  return last_;
}

Result<KeptPointer> Interpreter::run_kept(const sql::Statement& statement,
                                          const sql::ScriptNames* names) {
  const sql::ScriptNames* outer = names_.script;
  if (names != nullptr) names_.script = names;
  Result<Outcome> outcome = run_outcome(statement);
  names_.script = outer;
  if (!outcome.ok()) {
    if (!raised_) raised_ = Raised{"STATEMENT_ERROR", outcome.error(), statement.span};
    return outcome.error();
  }
  note(*outcome);
  apply(std::move(outcome->change));
  return keep(*outcome);
}

Result<Done> Interpreter::run_sql(const sql::Statement& statement) {
  if (const sql::Select* select = selects_into(statement)) {
    return select_into(*as<sql::QueryStatement>(statement).query, *select);
  }
  const bool into = statement.kind == StatementKind::call &&
                    as<sql::Call>(statement).into != nullptr;
  if (into) return call_into(as<sql::Call>(statement));
  TRY(run_kept(statement));
  return Done{};
}

Result<Done> Interpreter::select_into(const sql::Query& query, const sql::Select& select) {
  new_statement();
  sql::Select plain = select;
  plain.into = {};
  sql::Query whole = query;
  whole.body = &plain;
  const ValueRows rows = TRY(read_values(whole, context_, source_));
  if (rows.shape.size() != select.into.size()) {
    return errors::fetch_count(rows.shape.size(), select.into.size());
  }
  if (rows.rows.size() != 1) return errors::into_rows(rows.rows.size());
  for (size_t i = 0; i < select.into.size(); ++i) {
    TRY(set_target(*select.into[i], {rows.shape[i].type, rows.rows[0][i]}));
  }
  return Done{};
}

Result<Done> Interpreter::call_into(const sql::Call& call) {
  const KeptPointer kept = TRY(run_kept(call));
  const ValueRows rows = TRY(read_result(kept->id, context_));
  ScriptValue value{rows.shape[0].type, std::nullopt};
  if (!rows.rows.empty()) value.text = rows.rows[0][0];
  return set_target(*call.into, value);
}

}  // namespace mockhaus::commands::script
