#include "catalog/account.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/evaluate.h"
#include "commands/names.h"
#include "commands/property_text.h"
#include "commands/transaction.h"

namespace mockhaus::commands {
namespace {

constexpr size_t variable_bytes_max = 256;

// One query that stands for all variables: SET (a, b) = (SELECT 1, 2).
const sql::Query* only_query(const sql::SetVariables& set) {
  if (set.values.size() != 1 || set.values[0]->kind != sql::ExpressionKind::scalar_subquery) {
    return nullptr;
  }
  return sql::as<sql::ScalarSubquery>(*set.values[0]).query;
}

Result<std::vector<EvaluatedValue>> variable_values(const sql::SetVariables& set,
                                                    const Command& command) {
  std::vector<EvaluatedValue> values;
  const sql::Query* query = only_query(set);
  if (query != nullptr && set.names.size() > 1) {
    values = TRY(evaluate_row(*query, command.context, command.text));
  } else {
    for (const sql::Expression* expression : set.values) {
      values.push_back(TRY(evaluate(*expression, command.context, command.text)));
    }
  }
  if (values.size() != set.names.size()) {
    return Error{"001788", "42601",
                 "SQL compilation error:\nNumber of expressions in the list does not match the "
                 "number of variables", std::nullopt};
  }
  return values;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

Result<std::pair<std::string, std::string>> parameter_value(const sql::Property& property,
                                                            const Command& command) {
  const std::string name = upper(property.name);
  const sql::ParameterRow* row = sql::find_parameter(name);
  if (row == nullptr) return catalog::errors::invalid_parameter(name);
  const std::string text = TRY(property_text(property.value, command.context));
  const std::string value = TRY(sql::normalize_parameter(*row, text));
  return std::pair(name, value);
}

}  // namespace

Result<Outcome> run_set_variables(const Command& command) {
  const auto& set = command.as<sql::SetVariables>();
  Outcome outcome = succeeded();
  if (command.context.describe_only) return outcome;
  std::vector<EvaluatedValue> values = TRY(variable_values(set, command));
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i].text && values[i].text->size() > variable_bytes_max) {
      return catalog::errors::variable_too_long();
    }
    outcome.change.variables[std::string(set.names[i].text)] =
        sql::SessionVariableValue{values[i].type, std::move(values[i].text)};
  }
  return outcome;
}

Result<Outcome> run_unset_variables(const Command& command) {
  Outcome outcome = succeeded();
  for (const sql::Identifier& name : command.as<sql::UnsetVariables>().names) {
    outcome.change.variables[std::string(name.text)] = std::nullopt;
  }
  return outcome;
}

Result<Outcome> run_alter_session(const Command& command) {
  const auto& alter = command.as<sql::AlterSession>();
  Outcome outcome = succeeded();
  for (const sql::Property& property : alter.properties) {
    if (alter.unset) {
      const std::string name = upper(property.name);
      if (sql::find_parameter(name) == nullptr) return catalog::errors::invalid_parameter(name);
      outcome.change.parameters[name] = std::nullopt;
      if (name == "AUTOCOMMIT") outcome.change.autocommit = true;
      continue;
    }
    auto [name, value] = TRY(parameter_value(property, command));
    if (name == "AUTOCOMMIT") outcome.change.autocommit = value == "true";
    outcome.change.parameters[name] = std::move(value);
  }
  const bool switched = outcome.change.autocommit.has_value() &&
                        *outcome.change.autocommit != command.context.autocommit;
  // Switching AUTOCOMMIT on ends what was open, as in JDBC's setAutoCommit.
  if (switched && *outcome.change.autocommit && !command.context.describe_only) {
    TRY(commit_open_transaction(command.context));
  }
  return outcome;
}

}  // namespace mockhaus::commands
