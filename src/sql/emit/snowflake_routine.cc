// Functions, procedures, policies, streams, tasks, pipes and alerts as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

void Printer::put_parameters(List<const RoutineParameter> parameters) {
  constexpr std::string_view modes[] = {"", "IN ", "OUT ", "INOUT "};
  put("(");
  put_list<RoutineParameter>(parameters, [&](const RoutineParameter& parameter) {
    put(parameter.name);
    put(" ");
    put(modes[static_cast<size_t>(parameter.mode)]);
    put(*parameter.type);
    if (parameter.default_value == nullptr) return;
    put(" DEFAULT ");
    put(*parameter.default_value);
  });
  put(")");
}

void Printer::put_returns(const CreateRoutine& routine) {
  if (routine.returns_table) {
    put(" RETURNS TABLE (");
    put_list<ResultColumn>(routine.return_columns, [&](const ResultColumn& column) {
      put(column.name);
      put(" ");
      put(*column.type);
    });
    put(")");
  } else if (routine.return_type != nullptr) {
    put(" RETURNS ");
    put(*routine.return_type);
  }
  put_if(routine.return_not_null, " NOT NULL");
}

// Everything after the name: ( parameters ) clauses AS body
void Printer::put_routine_rest(const CreateRoutine& routine) {
  constexpr std::string_view null_inputs[] = {"", " CALLED ON NULL INPUT",
                                              " RETURNS NULL ON NULL INPUT", " STRICT"};
  constexpr std::string_view volatilities[] = {"", " VOLATILE", " IMMUTABLE"};
  constexpr std::string_view rights[] = {"", " EXECUTE AS OWNER", " EXECUTE AS CALLER",
                                         " EXECUTE AS RESTRICTED CALLER"};
  put_parameters(routine.parameters);
  put_if(routine.copy_grants, " COPY GRANTS");
  put_returns(routine);
  if (!routine.language.empty()) {
    put(" LANGUAGE ");
    put(routine.language);
  }
  put(null_inputs[static_cast<size_t>(routine.null_input)]);
  put(volatilities[static_cast<size_t>(routine.volatility)]);
  put_if(routine.memoizable, " MEMOIZABLE");
  put_clauses(routine.properties);
  put(rights[static_cast<size_t>(routine.execute_as)]);
  if (!routine.has_body) return;
  put(" AS ");
  if (routine.block != nullptr) return put(*routine.block);
  if (routine.body_query != nullptr) return put(*routine.body_query);
  if (!routine.dollar_quoted || redacts_) return put_text(routine.body);
  put("$$");
  put(routine.body);
  put("$$");
}

void Printer::put_statement(const CreateRoutine& node) {
  put_create(node.or_replace, node.or_alter);
  put_if(node.temporary, "TEMPORARY ");
  put_if(node.secure, "SECURE ");
  put_if(node.aggregate, "AGGREGATE ");
  put_if(node.external, "EXTERNAL ");
  put(node.procedure ? "PROCEDURE " : "FUNCTION ");
  put_if(node.if_not_exists, "IF NOT EXISTS ");
  put(node.name);
  put(" ");
  put_routine_rest(node);
}

void Printer::put_statement(const CreatePolicy& node) {
  put_create(node.or_replace, node.or_alter);
  put(node.policy_kind);
  put(node.if_not_exists ? " POLICY IF NOT EXISTS " : " POLICY ");
  put(node.name);
  put(" AS ");
  put_parameters(node.parameters);
  put(" RETURNS ");
  put(*node.return_type);
  put(" -> ");
  put(*node.body);
  put_clauses(node.properties);
}

void Printer::put_statement(const CreateStream& node) {
  put_create(node.or_replace, node.or_alter);
  put(node.if_not_exists ? "STREAM IF NOT EXISTS " : "STREAM ");
  put(node.name);
  put_tags(node.tags);
  if (!node.clone.empty()) {
    put(" CLONE ");
    put(node.clone);
    return put_if(node.copy_grants, " COPY GRANTS");
  }
  put_if(node.copy_grants, " COPY GRANTS");
  put(" ON ");
  put(node.source_kind);
  put(" ");
  put(node.source);
  put(node.time_travel);
  put_clauses(node.properties);
}

void Printer::put_statement(const CreateTask& node) {
  put_create(node.or_replace, node.or_alter);
  put(node.if_not_exists ? "TASK IF NOT EXISTS " : "TASK ");
  put(node.name);
  put_tags(node.tags);
  put_clauses(node.properties);
  if (!node.clone.empty()) {
    put(" CLONE ");
    put(node.clone);
  }
  if (!node.after.empty()) {
    put(" AFTER ");
    put_list<ObjectName>(node.after);
  }
  if (node.when != nullptr) {
    put(" WHEN ");
    put(*node.when);
  }
  if (node.body == nullptr) return;
  put(" AS ");
  put(*node.body);
}

void Printer::put_statement(const CreatePipe& node) {
  put_create(node.or_replace, false);
  put(node.if_not_exists ? "PIPE IF NOT EXISTS " : "PIPE ");
  put(node.name);
  put_clauses(node.properties);
  put(" AS ");
  put(*node.copy);
}

void Printer::put_statement(const CreateAlert& node) {
  put_create(node.or_replace, node.or_alter);
  put(node.if_not_exists ? "ALERT IF NOT EXISTS " : "ALERT ");
  put(node.name);
  put_clauses(node.properties);
  put(" IF (EXISTS (");
  put(*node.condition);
  put(")) THEN ");
  put(*node.action);
}

void Printer::put_statement(const Call& node) {
  if (node.anonymous != nullptr) {
    put("WITH ");
    put(node.anonymous->name);
    put(" AS PROCEDURE ");
    put_routine_rest(*node.anonymous);
    put(" ");
  }
  put("CALL ");
  put(*node.call);
  if (node.into == nullptr) return;
  put(" INTO ");
  put(*node.into);
}

void Printer::put_statement(const ExecuteImmediate& node) {
  put("EXECUTE IMMEDIATE ");
  if (node.text != nullptr) {
    put(*node.text);
  } else {
    put("FROM ");
    put(node.from_stage);
  }
  if (!node.arguments.empty()) {
    put(" USING (");
    put(node.arguments);
    put(")");
  }
  put_clauses(node.properties);
}

void Printer::put_statement(const ExecuteTask& node) {
  put("EXECUTE TASK ");
  put(node.name);
  put_clauses(node.properties);
}

}  // namespace mockhaus::sql
