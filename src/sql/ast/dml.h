// INSERT, UPDATE, DELETE, MERGE, TRUNCATE.
#pragma once

#include "sql/ast/statement.h"

namespace mockhaus::sql {

// INSERT [OVERWRITE] INTO table [(columns)] { VALUES .. | query }. VALUES is a query whose body is
// a ValuesBody; rows may hold DefaultValue.
struct Insert final : Statement {
  Insert() : Statement(StatementKind::insert) {}
  bool overwrite = false;
  ObjectName table;
  List<const Identifier> columns;
  const Query* source = nullptr;
  EACH_FIELD(FIELD(overwrite) FIELD(table) FIELD(columns) FIELD(source))
};

struct InsertTarget {  // INTO table [(columns)] [VALUES (..)]
  ObjectName table;
  List<const Identifier> columns;
  List<const Expression* const> values;  // empty: all columns of the source
  Span span;
  EACH_FIELD(FIELD(table) FIELD(columns) FIELD(values))
};
struct InsertBranch {  // WHEN condition THEN targets; no condition: unconditional, or ELSE
  const Expression* condition = nullptr;
  List<const InsertTarget> targets;
  EACH_FIELD(FIELD(condition) FIELD(targets))
};
// INSERT [OVERWRITE] {ALL | FIRST} [WHEN ..] INTO .. [ELSE INTO ..] query. Without WHEN there is
// one branch without condition; with WHEN a last branch without condition is the ELSE.
struct MultiInsert final : Statement {
  MultiInsert() : Statement(StatementKind::multi_insert) {}
  bool overwrite = false;
  bool first = false;
  List<const InsertBranch> branches;
  const Query* source = nullptr;
  EACH_FIELD(FIELD(overwrite) FIELD(first) FIELD(branches) FIELD(source))
};

struct SetItem {  // column = value; the column may be written table.column
  List<const Identifier> column;
  const Expression* value = nullptr;
  Span span;
  EACH_FIELD(FIELD(column) FIELD(value))
};

struct Update final : Statement {  // UPDATE table [AS a] SET .. [FROM ..] [WHERE ..]
  Update() : Statement(StatementKind::update) {}
  const TableReference* table = nullptr;
  List<const SetItem> set;
  List<const TableReference* const> from;
  const Expression* where = nullptr;
  EACH_FIELD(FIELD(table) FIELD(set) FIELD(from) FIELD(where))
};

struct Delete final : Statement {  // DELETE FROM table [AS a] [USING ..] [WHERE ..]
  Delete() : Statement(StatementKind::delete_from) {}
  const TableReference* table = nullptr;
  List<const TableReference* const> using_tables;
  const Expression* where = nullptr;
  EACH_FIELD(FIELD(table) FIELD(using_tables) FIELD(where))
};

enum class MergeAction : uint8_t { update, update_all_by_name, delete_row, insert,
                                   insert_all_by_name };
struct MergeClause {  // WHEN [NOT] MATCHED [AND condition] THEN ..
  bool matched = true;
  const Expression* condition = nullptr;
  MergeAction action = MergeAction::update;
  List<const SetItem> set;
  List<const Identifier> columns;
  List<const Expression* const> values;
  Span span;
  EACH_FIELD(FIELD(matched) FIELD(condition) FIELD(action) FIELD(set) FIELD(columns)
             FIELD(values))
};
struct Merge final : Statement {
  Merge() : Statement(StatementKind::merge) {}
  const TableReference* target = nullptr;
  const TableReference* source = nullptr;
  const Expression* on = nullptr;
  List<const MergeClause> clauses;
  EACH_FIELD(FIELD(target) FIELD(source) FIELD(on) FIELD(clauses))
};

struct Truncate final : Statement {  // TRUNCATE [TABLE] [IF EXISTS] name
  Truncate() : Statement(StatementKind::truncate) {}
  std::string_view object_kind;  // TABLE, MATERIALIZED VIEW
  bool if_exists = false;
  ObjectName name;
  EACH_FIELD(FIELD(object_kind) FIELD(if_exists) FIELD(name))
};

}  // namespace mockhaus::sql
