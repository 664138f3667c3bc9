// Queries as statements, DML, EXPLAIN and pipes as Snowflake text.
#include "sql/ast/fields.h"
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

void Printer::put(const Statement& statement) {
  dispatch(statement, [&](const auto& node) { put_statement(node); });
}

void Printer::put_statement(const QueryStatement& node) { put(*node.query); }

void Printer::put_statement(const Explain& node) {
  put("EXPLAIN ");
  if (!node.format.empty()) {
    put("USING ");
    put(node.format);
    put(" ");
  }
  put(*node.statement);
}

void Printer::put_statement(const Pipe& node) {
  for (size_t i = 0; i < node.statements.size(); ++i) {
    if (i > 0) put(" ->> ");
    put(*node.statements[i]);
  }
}

void Printer::put_statement(const Generic& node) {
  put(node.feature);
  put_clauses(node.clauses);
}

void Printer::put_statement(const Insert& node) {
  put(node.overwrite ? "INSERT OVERWRITE INTO " : "INSERT INTO ");
  put(node.table);
  if (!node.columns.empty()) {
    put(" (");
    put(node.columns);
    put(")");
  }
  put(" ");
  put(*node.source);
}

void Printer::put_insert_targets(const InsertBranch& branch) {
  for (const InsertTarget& target : branch.targets) {
    put(" INTO ");
    put(target.table);
    if (!target.columns.empty()) {
      put(" (");
      put(target.columns);
      put(")");
    }
    if (target.values.empty()) continue;
    put(" VALUES (");
    put(target.values);
    put(")");
  }
}

void Printer::put_statement(const MultiInsert& node) {
  put(node.overwrite ? "INSERT OVERWRITE" : "INSERT");
  put(node.first ? " FIRST" : " ALL");
  for (const InsertBranch& branch : node.branches) {
    if (branch.condition != nullptr) {
      put(" WHEN ");
      put(*branch.condition);
      put(" THEN");
    } else if (node.branches.size() > 1) {
      put(" ELSE");
    }
    put_insert_targets(branch);
  }
  put(" ");
  put(*node.source);
}

void Printer::put_set_items(List<const SetItem> items) {
  put("SET ");
  put_list<SetItem>(items, [&](const SetItem& item) {
    put_dotted(item.column);
    put(" = ");
    put(*item.value);
  });
}

void Printer::put_statement(const Update& node) {
  put("UPDATE ");
  put(*node.table);
  put(" ");
  put_set_items(node.set);
  if (!node.from.empty()) {
    put(" FROM ");
    put(node.from);
  }
  if (node.where == nullptr) return;
  put(" WHERE ");
  put(*node.where);
}

void Printer::put_statement(const Delete& node) {
  put("DELETE FROM ");
  put(*node.table);
  if (!node.using_tables.empty()) {
    put(" USING ");
    put(node.using_tables);
  }
  if (node.where == nullptr) return;
  put(" WHERE ");
  put(*node.where);
}

void Printer::put_merge_clause(const MergeClause& clause) {
  put(clause.matched ? " WHEN MATCHED" : " WHEN NOT MATCHED");
  if (clause.condition != nullptr) {
    put(" AND ");
    put(*clause.condition);
  }
  put(" THEN ");
  switch (clause.action) {
    case MergeAction::update_all_by_name: return put("UPDATE ALL BY NAME");
    case MergeAction::insert_all_by_name: return put("INSERT ALL BY NAME");
    case MergeAction::delete_row: return put("DELETE");
    case MergeAction::update:
      put("UPDATE ");
      return put_set_items(clause.set);
    case MergeAction::insert:
      put("INSERT ");
      if (!clause.columns.empty()) {
        put("(");
        put(clause.columns);
        put(") ");
      }
      put("VALUES (");
      put(clause.values);
      put(")");
  }
}

void Printer::put_statement(const Merge& node) {
  put("MERGE INTO ");
  put(*node.target);
  put(" USING ");
  put(*node.source);
  put(" ON ");
  put(*node.on);
  for (const MergeClause& clause : node.clauses) put_merge_clause(clause);
}

void Printer::put_statement(const Truncate& node) {
  put("TRUNCATE ");
  put(node.object_kind);
  put_if(node.if_exists, " IF EXISTS");
  put(" ");
  put(node.name);
}

}  // namespace mockhaus::sql
