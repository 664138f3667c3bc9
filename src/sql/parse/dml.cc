// INSERT, UPDATE, DELETE, MERGE, TRUNCATE.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// INTO table [( columns )] [VALUES ( .. )]
Result<InsertTarget> parse_insert_target(Cursor& in) {
  InsertTarget target;
  const uint32_t start = in.start();
  TRY(in.expect(Keyword::into));
  target.table = TRY(parse_object_name(in));
  if (in.at(TokenKind::left_paren) && !at_query(in, 1)) {
    target.columns = TRY(parse_column_names(in));
  }
  if (in.take(Keyword::values)) {
    const Row* row = TRY(parse_values_row(in));
    target.values = row->items;
  }
  target.span = in.span_from(start);
  return target;
}

Result<List<const InsertTarget>> parse_insert_targets(Cursor& in) {
  std::vector<InsertTarget> targets;
  do {
    const InsertTarget target = TRY(parse_insert_target(in));
    targets.push_back(target);
  } while (in.at(Keyword::into));
  return in.list(targets);
}

// {ALL | FIRST} { WHEN c THEN targets } [ELSE targets] query; the words before are taken.
StatementResult parse_multi_insert(Cursor& in, bool overwrite, uint32_t start) {
  MultiInsert* insert = in.make<MultiInsert>();
  insert->overwrite = overwrite;
  insert->first = in.at(Keyword::first);
  in.skip();
  std::vector<InsertBranch> branches;
  while (in.take(Keyword::when)) {
    InsertBranch branch;
    branch.condition = TRY(parse_expression(in));
    TRY(in.expect(Keyword::then));
    branch.targets = TRY(parse_insert_targets(in));
    branches.push_back(branch);
  }
  if (branches.empty() || in.take(Keyword::else_)) {
    InsertBranch branch;
    branch.targets = TRY(parse_insert_targets(in));
    branches.push_back(branch);
  }
  insert->branches = in.list(branches);
  insert->source = TRY(parse_query(in));
  return finish_statement(in, insert, start);
}

// VALUES ( .. ), ( .. ) and nothing after it
Result<const Query*> parse_inserted_values(Cursor& in) {
  Query* query = in.make<Query>();
  query->body = TRY(parse_values_body(in));
  query->span = query->body->span;
  return query;
}

// table.column = value | column = DEFAULT
Result<SetItem> parse_set_item(Cursor& in) {
  SetItem item;
  const uint32_t start = in.start();
  item.column = TRY(parse_dotted_name(in, NameUse::column));
  TRY(in.expect(TokenKind::equal));
  item.value = TRY(parse_value_or_default(in));
  item.span = in.span_from(start);
  return item;
}

// UPDATE {SET .. | ALL BY NAME} | DELETE | INSERT {[( columns )] VALUES ( .. ) | ALL BY NAME}
Result<Done> parse_merge_action(Cursor& in, MergeClause& clause) {
  if (clause.matched && in.take(Keyword::delete_)) {
    clause.action = MergeAction::delete_row;
  } else if (clause.matched) {
    TRY(in.expect(Keyword::update));
    if (in.take("ALL", "BY", "NAME")) {
      clause.action = MergeAction::update_all_by_name;
      return Done{};
    }
    TRY(in.expect(Keyword::set));
    clause.set = TRY(parse_comma_list<SetItem>(in, parse_set_item));
  } else {
    TRY(in.expect(Keyword::insert));
    clause.action = MergeAction::insert;
    if (in.take("ALL", "BY", "NAME")) {
      clause.action = MergeAction::insert_all_by_name;
      return Done{};
    }
    if (in.at(TokenKind::left_paren)) {
      clause.columns = TRY(parse_parenthesized_list<Identifier>(
          in, [](Cursor& at) -> Result<Identifier> {
            const List<const Identifier> parts = TRY(parse_dotted_name(at, NameUse::column));
            return parts.back();
          }));
    }
    TRY(in.expect(Keyword::values));
    const Row* row = TRY(parse_values_row(in));
    clause.values = row->items;
  }
  return Done{};
}

// WHEN [NOT] MATCHED [AND e] THEN action
Result<MergeClause> parse_merge_clause(Cursor& in) {
  MergeClause clause;
  const uint32_t start = in.start();
  TRY(in.expect(Keyword::when));
  clause.matched = !in.take(Keyword::not_);
  TRY(in.expect("MATCHED"));
  if (in.take(Keyword::and_)) clause.condition = TRY(parse_expression(in));
  TRY(in.expect(Keyword::then));
  TRY(parse_merge_action(in, clause));
  clause.span = in.span_from(start);
  return clause;
}

}  // namespace

// INSERT [OVERWRITE] {ALL | FIRST} .. | INSERT [OVERWRITE] INTO [TABLE] table [( columns )] query
StatementResult parse_insert(Cursor& in) {
  const uint32_t start = in.start();
  in.skip();
  const bool overwrite = in.take(Keyword::overwrite);
  if (in.at(Keyword::all) || in.at(Keyword::first)) {
    return parse_multi_insert(in, overwrite, start);
  }
  Insert* insert = in.make<Insert>();
  insert->overwrite = overwrite;
  TRY(in.expect(Keyword::into));
  in.take(Keyword::table);
  insert->table = TRY(parse_object_name(in));
  if (in.at(TokenKind::left_paren) && !at_query(in, 1) && !in.at(TokenKind::left_paren, 1)) {
    insert->columns = TRY(parse_column_names(in));
  }
  if (in.at(Keyword::values)) {
    insert->source = TRY(parse_inserted_values(in));
  } else {
    insert->source = TRY(parse_query(in));
  }
  return finish_statement(in, insert, start);
}

// UPDATE table [[AS] alias] SET item, .. [FROM ..] [WHERE e]
StatementResult parse_update(Cursor& in) {
  Update* update = in.make<Update>();
  const uint32_t start = in.start();
  in.skip();
  update->table = TRY(parse_table_target(in));
  TRY(in.expect(Keyword::set));
  update->set = TRY(parse_comma_list<SetItem>(in, parse_set_item));
  if (in.take(Keyword::from)) update->from = TRY(parse_from_items(in));
  if (in.take(Keyword::where)) update->where = TRY(parse_expression(in));
  return finish_statement(in, update, start);
}

// DELETE FROM table [[AS] alias] [USING ..] [WHERE e]
StatementResult parse_delete(Cursor& in) {
  Delete* node = in.make<Delete>();
  const uint32_t start = in.start();
  in.skip();
  TRY(in.expect(Keyword::from));
  node->table = TRY(parse_table_target(in));
  if (in.take(Keyword::using_)) node->using_tables = TRY(parse_from_items(in));
  if (in.take(Keyword::where)) node->where = TRY(parse_expression(in));
  return finish_statement(in, node, start);
}

// MERGE INTO table [[AS] alias] USING source ON e { clause }
StatementResult parse_merge(Cursor& in) {
  Merge* merge = in.make<Merge>();
  const uint32_t start = in.start();
  in.skip();
  TRY(in.expect(Keyword::into));
  merge->target = TRY(parse_table_target(in));
  TRY(in.expect(Keyword::using_));
  merge->source = TRY(parse_from_item(in));
  TRY(in.expect(Keyword::on));
  merge->on = TRY(parse_expression(in));
  std::vector<MergeClause> clauses;
  do {
    const MergeClause clause = TRY(parse_merge_clause(in));
    clauses.push_back(clause);
  } while (in.at(Keyword::when));
  merge->clauses = in.list(clauses);
  return finish_statement(in, merge, start);
}

// TRUNCATE [TABLE | MATERIALIZED VIEW] [IF EXISTS] name
StatementResult parse_truncate(Cursor& in) {
  Truncate* truncate = in.make<Truncate>();
  const uint32_t start = in.start();
  in.skip();
  truncate->object_kind = "TABLE";
  if (in.take("MATERIALIZED", "VIEW")) {
    truncate->object_kind = "MATERIALIZED VIEW";
  } else {
    in.take(Keyword::table);
  }
  truncate->if_exists = take_if_exists(in);
  truncate->name = TRY(parse_object_name(in));
  return finish_statement(in, truncate, start);
}

}  // namespace mockhaus::sql
