// Session statements, SHOW and DESCRIBE, stages and COPY as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

void Printer::put_statement(const Use& node) {
  constexpr std::string_view words[] = {"USE ",           "USE DATABASE ", "USE SCHEMA ",
                                        "USE ROLE ",      "USE WAREHOUSE ",
                                        "USE SECONDARY ROLES ", "USE CATALOG "};
  put(words[static_cast<size_t>(node.use)]);
  put(node.name);
  for (const ObjectName& role : node.more_roles) {
    put(", ");
    put(role);
  }
}

void Printer::put_statement(const SetVariables& node) {
  put("SET ");
  if (!node.list) {
    put(node.names[0]);
    put(" = ");
    return put(*node.values[0]);
  }
  put("(");
  put(node.names);
  put(") = ");
  const bool query =
      node.values.size() == 1 && node.values[0]->kind == ExpressionKind::scalar_subquery;
  put_if(!query, "(");
  put(node.values);
  put_if(!query, ")");
}

void Printer::put_statement(const UnsetVariables& node) {
  put("UNSET ");
  put_if(node.names.size() > 1, "(");
  put(node.names);
  put_if(node.names.size() > 1, ")");
}

void Printer::put_statement(const AlterSession& node) {
  put(node.unset ? "ALTER SESSION UNSET " : "ALTER SESSION SET ");
  put_properties(node.properties, node.unset ? ", " : " ");
}

void Printer::put_statement(const BeginTransaction& node) {
  put("BEGIN TRANSACTION");
  if (node.name.text.empty()) return;
  put(" NAME ");
  put(node.name);
}

void Printer::put_statement(const Commit&) { put("COMMIT"); }
void Printer::put_statement(const Rollback&) { put("ROLLBACK"); }

void Printer::put_statement(const Show& node) {
  put(node.terse ? "SHOW TERSE " : "SHOW ");
  put(node.object_kind);
  put_if(node.history, " HISTORY");
  if (node.has_like) {
    put(" LIKE ");
    put_text(node.like);
  }
  if (node.scope != ShowScope::unspecified) {
    put(node.in_word ? " IN" : " FROM");
    put_if(!node.scope_kind.empty(), " ");
    put(node.scope_kind);
    put_if(!node.scope_name.empty(), " ");
    put(node.scope_name);
    if (node.has_argument_types) put_types(node.argument_types);
  }
  if (node.has_starts_with) {
    put(" STARTS WITH ");
    put_text(node.starts_with);
  }
  if (node.limit != nullptr) {
    put(" LIMIT ");
    put(*node.limit);
  }
  if (node.has_from) {
    put(" FROM ");
    put_text(node.from);
  }
  put_clauses(node.properties);
}

void Printer::put_statement(const Describe& node) {
  put("DESCRIBE ");
  put(node.object_kind);
  put(" ");
  if (node.expression != nullptr) {
    put(*node.expression);
  } else {
    put(node.name);
  }
  if (node.has_argument_types) put_types(node.argument_types);
  put_clauses(node.properties);
}

void Printer::put_location(const Location& location) {
  if (location.variable != nullptr) return put(*location.variable);
  location.quoted ? put_text(location.text) : put(location.text);
}

void Printer::put_statement(const Put& node) {
  put("PUT ");
  put_location(node.file);
  put(" ");
  put_location(node.stage);
  put_clauses(node.options);
}

void Printer::put_statement(const Get& node) {
  put("GET ");
  put_location(node.stage);
  put(" ");
  put_location(node.file);
  put_clauses(node.options);
}

void Printer::put_statement(const ListFiles& node) {
  put("LIST ");
  put_location(node.stage);
  put_clauses(node.options);
}

void Printer::put_statement(const RemoveFiles& node) {
  put("REMOVE ");
  put_location(node.stage);
  put_clauses(node.options);
}

void Printer::put_statement(const CopyIntoTable& node) {
  put("COPY INTO ");
  put(node.table);
  if (!node.columns.empty()) {
    put(" (");
    put(node.columns);
    put(")");
  }
  if (node.has_source) {
    put(" FROM ");
    put_location(node.source);
  } else if (node.query != nullptr) {
    put(" FROM (");
    put(*node.query);
    put(")");
  }
  put_clauses(node.options);
}

void Printer::put_statement(const CopyIntoLocation& node) {
  put("COPY INTO ");
  put_location(node.target);
  put(" FROM ");
  if (node.query != nullptr) {
    put("(");
    put(*node.query);
    put(")");
  } else {
    put(node.table);
  }
  if (node.partition_by != nullptr) {
    put(" PARTITION BY (");
    put(*node.partition_by);
    put(")");
  }
  put_clauses(node.options);
}

}  // namespace mockhaus::sql
