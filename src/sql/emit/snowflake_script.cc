// Snowflake Scripting as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

void Printer::put_statements(List<const Statement* const> statements) {
  for (const Statement* statement : statements) {
    put(" ");
    put(*statement);
    put(";");
  }
}

void Printer::put_label(const Identifier& label) {
  if (label.text.empty()) return;
  put(" ");
  put(label);
}

// := value | := ( statement ) | := ASYNC ( statement )
void Printer::put_assigned(const Expression* value, const Statement* statement, bool async) {
  if (value != nullptr) return put(*value);
  put_if(async, "ASYNC ");
  put("(");
  put(*statement);
  put(")");
}

void Printer::put_declaration(const VariableDeclaration& variable) {
  put(variable.name);
  switch (variable.kind) {
    case VariableKind::cursor:
      put(" CURSOR FOR ");
      if (variable.value != nullptr) return put(*variable.value);
      return put(*variable.statement);
    case VariableKind::exception:
      put(" EXCEPTION");
      if (variable.exception_code.empty()) return;
      put(" (");
      put(variable.exception_code);
      put(", ");
      put_text(variable.exception_text);
      return put(")");
    case VariableKind::procedure:
      put(" PROCEDURE ");
      return put_routine_rest(*variable.procedure);
    case VariableKind::resultset: put(" RESULTSET"); break;
    case VariableKind::scalar:
      if (variable.type == nullptr) break;
      put(" ");
      put(*variable.type);
  }
  if (variable.value == nullptr && variable.statement == nullptr) return;
  put(variable.assign_sign ? " := " : " DEFAULT ");
  put_assigned(variable.value, variable.statement, variable.async);
}

void Printer::put_statement(const Block& node) {
  if (!node.declarations.empty()) {
    put("DECLARE ");
    for (const VariableDeclaration& declaration : node.declarations) {
      put_declaration(declaration);
      put("; ");
    }
  }
  put("BEGIN");
  put_statements(node.body);
  if (!node.handlers.empty()) put(" EXCEPTION");
  for (const ExceptionHandler& handler : node.handlers) {
    put(" WHEN ");
    for (size_t i = 0; i < handler.names.size(); ++i) {
      put_if(i > 0, " OR ");
      put(handler.names[i]);
    }
    put_if(handler.exit, " EXIT");
    put_if(handler.continues, " CONTINUE");
    put(" THEN");
    put_statements(handler.body);
  }
  put(" END");
  put_label(node.label);
}

void Printer::put_statement(const Let& node) {
  put("LET ");
  put_declaration(node.variable);
}

void Printer::put_statement(const Assign& node) {
  put(node.name);
  put(" := ");
  put_assigned(node.value, node.statement, node.async);
}

void Printer::put_statement(const IfThen& node) {
  for (size_t i = 0; i < node.branches.size(); ++i) {
    put(i == 0 ? "IF (" : " ELSEIF (");
    put(*node.branches[i].condition);
    put(") THEN");
    put_statements(node.branches[i].body);
  }
  if (!node.otherwise.empty()) {
    put(" ELSE");
    put_statements(node.otherwise);
  }
  put(" END IF");
}

void Printer::put_statement(const CaseOf& node) {
  put("CASE");
  if (node.operand != nullptr) {
    put(" (");
    put(*node.operand);
    put(")");
  }
  for (const ScriptBranch& branch : node.branches) {
    put(" WHEN ");
    put(*branch.condition);
    put(" THEN");
    put_statements(branch.body);
  }
  if (!node.otherwise.empty()) {
    put(" ELSE");
    put_statements(node.otherwise);
  }
  put(" END CASE");
}

void Printer::put_statement(const ForRange& node) {
  put("FOR ");
  put(node.variable);
  put(node.reverse ? " IN REVERSE " : " IN ");
  put(*node.first);
  put(" TO ");
  put(*node.last);
  put(" DO");
  put_statements(node.body);
  put(" END FOR");
  put_label(node.label);
}

void Printer::put_statement(const ForEach& node) {
  put("FOR ");
  put(node.variable);
  put(" IN ");
  if (node.query != nullptr) {
    put("(");
    put(*node.query);
    put(")");
  } else {
    put(node.source);
  }
  put(" DO");
  put_statements(node.body);
  put(" END FOR");
  put_label(node.label);
}

void Printer::put_statement(const WhileLoop& node) {
  put("WHILE (");
  put(*node.condition);
  put(") DO");
  put_statements(node.body);
  put(" END WHILE");
  put_label(node.label);
}

void Printer::put_statement(const RepeatLoop& node) {
  put("REPEAT");
  put_statements(node.body);
  put(" UNTIL (");
  put(*node.condition);
  put(") END REPEAT");
  put_label(node.label);
}

void Printer::put_statement(const EndlessLoop& node) {
  put("LOOP");
  put_statements(node.body);
  put(" END LOOP");
  put_label(node.label);
}

void Printer::put_statement(const Leave& node) {
  put(node.continues ? "CONTINUE" : "BREAK");
  put_label(node.label);
}

void Printer::put_statement(const ReturnValue& node) {
  put("RETURN");
  if (node.value == nullptr && node.statement == nullptr) return;
  put(node.table ? " TABLE(" : " ");
  if (node.value != nullptr) {
    put(*node.value);
  } else {
    put(*node.statement);
  }
  put_if(node.table, ")");
}

void Printer::put_statement(const Raise& node) {
  put("RAISE");
  put_label(node.exception);
}

void Printer::put_statement(const OpenCursor& node) {
  put("OPEN ");
  put(node.cursor);
  if (node.arguments.empty()) return;
  put(" USING (");
  put(node.arguments);
  put(")");
}

void Printer::put_statement(const FetchCursor& node) {
  put("FETCH ");
  put(node.cursor);
  put(" INTO ");
  put(node.into);
}

void Printer::put_statement(const CloseCursor& node) {
  put("CLOSE ");
  put(node.cursor);
}

void Printer::put_statement(const NullStatement&) { put("NULL"); }

void Printer::put_statement(const Await& node) {
  put("AWAIT ");
  if (node.all) return put("ALL");
  put(node.resultset);
}

void Printer::put_statement(const Async& node) {
  put("ASYNC (");
  put(*node.statement);
  put(")");
}

void Printer::put_statement(const Cancel& node) {
  put("CANCEL ");
  put(node.resultset);
}

}  // namespace mockhaus::sql
