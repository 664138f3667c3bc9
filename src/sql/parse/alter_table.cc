// ALTER TABLE and ALTER VIEW.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

using Actions = std::vector<AlterTableAction>;

AlterTableAction action_of(AlterTableKind kind) {
  AlterTableAction action;
  action.kind = kind;
  return action;
}

void add(Cursor& in, Actions& actions, AlterTableAction action, uint32_t start) {
  action.span = in.span_from(start);
  actions.push_back(action);
}

// ADD [COLUMN] [IF NOT EXISTS] column, [IF NOT EXISTS] column, ..; ADD is taken.
Result<Done> parse_add_columns(Cursor& in, Actions& actions) {
  in.take(Keyword::column);
  do {
    AlterTableAction action = action_of(AlterTableKind::add_column);
    const uint32_t start = in.start();
    in.take(Keyword::column);
    action.if_not_exists = take_if_not_exists(in);
    ColumnDefinition* column = in.make<ColumnDefinition>();
    *column = TRY(parse_column_definition(in));
    action.column = column;
    add(in, actions, action, start);
  } while (in.take(TokenKind::comma));
  return Done{};
}

// ADD {columns | constraint | policy | clauses}; ADD is taken.
Result<Done> parse_add(Cursor& in, Actions& actions, uint32_t start) {
  if (at_constraint(in)) {
    AlterTableAction action = action_of(AlterTableKind::add_constraint);
    Constraint* constraint = in.make<Constraint>();
    *constraint = TRY(parse_constraint(in, false));
    action.constraint = constraint;
    add(in, actions, action, start);
    return Done{};
  }
  if (at_policy_use(in)) {
    AlterTableAction action = action_of(AlterTableKind::add_policy);
    PolicyUse* policy = in.make<PolicyUse>();
    *policy = TRY(parse_policy_use(in));
    action.policy = policy;
    add(in, actions, action, start);
    // ADD ROW ACCESS POLICY p ON (a) may follow a DROP in the same statement, after a comma.
    return Done{};
  }
  return parse_add_columns(in, actions);
}

// DROP {PRIMARY KEY | UNIQUE ( .. ) | FOREIGN KEY ( .. ) | CONSTRAINT name} [CASCADE | RESTRICT]
Result<Done> parse_drop_constraint(Cursor& in, Actions& actions, uint32_t start) {
  AlterTableAction action = action_of(AlterTableKind::drop_constraint);
  if (in.take(Keyword::constraint)) {
    action.name = TRY(in.expect_name(NameUse::column));
  } else {
    Constraint* constraint = in.make<Constraint>();
    if (in.take("PRIMARY", "KEY")) {
      constraint->kind = ConstraintKind::primary_key;
    } else if (in.take("FOREIGN", "KEY")) {
      constraint->kind = ConstraintKind::foreign_key;
    } else {
      TRY(in.expect(Keyword::unique));
      constraint->kind = ConstraintKind::unique;
    }
    if (in.at(TokenKind::left_paren)) constraint->columns = TRY(parse_column_names(in));
    action.constraint = constraint;
  }
  action.cascade = in.take("CASCADE");
  action.restrict = !action.cascade && in.take("RESTRICT");
  add(in, actions, action, start);
  return Done{};
}

// kind POLICY [name]
Result<Done> parse_drop_policy(Cursor& in, Actions& actions, uint32_t start) {
  AlterTableAction action = action_of(AlterTableKind::drop_policy);
  PolicyUse* policy = in.make<PolicyUse>();
  if (in.at_name(NameUse::any, in.at("POLICY", 1) ? 2 : 3)) {
    *policy = TRY(parse_policy_use(in));
  } else {
    const bool two_words = in.at("POLICY", 2);
    policy->kind = !two_words ? in.word_text(in.peek())
                   : in.at("ROW") ? "ROW ACCESS"
                                  : "STORAGE LIFECYCLE";
    in.skip(two_words ? 3 : 2);
  }
  action.policy = policy;
  add(in, actions, action, start);
  return Done{};
}

// DROP {constraint | policy | CLUSTERING KEY | [COLUMN] names}; DROP is taken.
Result<Done> parse_drop_action(Cursor& in, Actions& actions, uint32_t start) {
  if (in.take("ALL", "ROW", "ACCESS")) {
    TRY(in.expect("POLICIES"));
    add(in, actions, action_of(AlterTableKind::drop_all_row_access_policies), start);
    return Done{};
  }
  if (in.take("CLUSTERING", "KEY")) {
    add(in, actions, action_of(AlterTableKind::drop_clustering_key), start);
    return Done{};
  }
  if (at_policy_use(in)) return parse_drop_policy(in, actions, start);
  if (at_constraint(in)) return parse_drop_constraint(in, actions, start);
  in.take(Keyword::column);
  do {
    AlterTableAction action = action_of(AlterTableKind::drop_column);
    const uint32_t name_start = in.start();
    action.if_exists = take_if_exists(in);
    action.name = TRY(in.expect_name(NameUse::column));
    add(in, actions, action, name_start);
  } while (in.take(TokenKind::comma));
  return Done{};
}

// RENAME {TO name | COLUMN a TO b | CONSTRAINT a TO b}; RENAME is taken.
Result<Done> parse_rename(Cursor& in, Actions& actions, uint32_t start) {
  AlterTableAction action = action_of(AlterTableKind::rename_to);
  if (in.take(Keyword::to)) {
    action.new_name = TRY(parse_object_name(in));
  } else {
    const bool column = in.take(Keyword::column);
    if (!column) TRY(in.expect(Keyword::constraint));
    action.kind = column ? AlterTableKind::rename_column : AlterTableKind::rename_constraint;
    action.if_exists = take_if_exists(in);
    action.name = TRY(in.expect_name(NameUse::column));
    TRY(in.expect(Keyword::to));
    action.new_column = TRY(in.expect_name(NameUse::column));
  }
  add(in, actions, action, start);
  return Done{};
}

// {NOT NULL | DEFAULT e | DATA TYPE t | kind POLICY p [FORCE] | TAG ..}; SET is taken.
Result<Done> parse_set_on_column(Cursor& in, AlterTableAction& action) {
  if (in.take("NOT", "NULL")) {
    action.kind = AlterTableKind::set_not_null;
  } else if (in.take(Keyword::default_)) {
    action.kind = AlterTableKind::set_default;
    action.value = TRY(parse_expression(in));
  } else if (in.take("DATA", "TYPE")) {
    action.kind = AlterTableKind::set_data_type;
    action.type = TRY(parse_type(in));
  } else if (in.take("TAG")) {
    action.kind = AlterTableKind::set_column_tags;
    action.tags = TRY(parse_tag_values(in));
  } else if (at_policy_use(in)) {
    action.kind = AlterTableKind::set_column_policy;
    PolicyUse* policy = in.make<PolicyUse>();
    *policy = TRY(parse_policy_use(in));
    action.policy = policy;
    action.force = in.take("FORCE");
  } else {
    return in.unexpected();
  }
  return Done{};
}

// {COMMENT | kind POLICY | TAG names}; UNSET is taken.
Result<Done> parse_unset_on_column(Cursor& in, AlterTableAction& action) {
  if (in.take(Keyword::comment)) {
    action.kind = AlterTableKind::unset_column_comment;
  } else if (in.take("TAG")) {
    action.kind = AlterTableKind::unset_column_tags;
    action.tags = TRY(parse_tag_names(in));
  } else if (in.at("POLICY", 1)) {
    action.kind = AlterTableKind::unset_column_policy;
    PolicyUse* policy = in.make<PolicyUse>();
    policy->kind = in.word_text(in.peek());
    in.skip(2);
    action.policy = policy;
    action.force = in.take("FORCE");
  } else {
    return in.unexpected();
  }
  return Done{};
}

// [COLUMN] name {SET .. | DROP .. | UNSET .. | [SET DATA] TYPE t | COMMENT 'text'}
Result<AlterTableAction> parse_column_action(Cursor& in) {
  AlterTableAction action;
  const uint32_t start = in.start();
  in.take(Keyword::column);
  action.if_exists = take_if_exists(in);
  action.name = TRY(in.expect_name(NameUse::column));
  if (in.take(Keyword::set)) {
    TRY(parse_set_on_column(in, action));
  } else if (in.take("DROP", "NOT", "NULL")) {
    action.kind = AlterTableKind::drop_not_null;
  } else if (in.take("DROP", "DEFAULT")) {
    action.kind = AlterTableKind::drop_default;
  } else if (in.take(Keyword::unset)) {
    TRY(parse_unset_on_column(in, action));
  } else if (in.take(Keyword::comment)) {
    action.kind = AlterTableKind::column_comment;
    action.text = TRY(in.expect_string());
  } else {
    in.take("TYPE");
    action.kind = AlterTableKind::set_data_type;
    action.type = TRY(parse_type(in));
  }
  action.span = in.span_from(start);
  return action;
}

// {ALTER | MODIFY} {column action, .. | ( column action, .. ) | CONSTRAINT ..}; the word is taken.
Result<Done> parse_modify(Cursor& in, Actions& actions, uint32_t start) {
  if (at_constraint(in)) {
    AlterTableAction action = action_of(AlterTableKind::alter_constraint);
    Constraint* constraint = in.make<Constraint>();
    if (in.take(Keyword::constraint)) {
      action.name = TRY(in.expect_name(NameUse::column));
      action.properties = TRY(parse_properties(in));
    } else {
      *constraint = TRY(parse_constraint(in, false));
      action.constraint = constraint;
    }
    add(in, actions, action, start);
    return Done{};
  }
  const bool list = in.take(TokenKind::left_paren);
  do {
    const AlterTableAction action = TRY(parse_column_action(in));
    actions.push_back(action);
  } while (in.take(TokenKind::comma));
  if (list) TRY(in.expect(TokenKind::right_paren));
  return Done{};
}

// {SET | UNSET} {TAG .. | kind POLICY .. | properties}
Result<Done> parse_set_action(Cursor& in, Actions& actions, bool unset, uint32_t start) {
  AlterTableAction action;
  if (in.take("TAG")) {
    action.kind = unset ? AlterTableKind::unset_tags : AlterTableKind::set_tags;
    if (unset) {
      action.tags = TRY(parse_tag_names(in));
    } else {
      action.tags = TRY(parse_tag_values(in));
    }
  } else if (!unset && at_policy_use(in)) {
    action.kind = AlterTableKind::add_policy;
    PolicyUse* policy = in.make<PolicyUse>();
    *policy = TRY(parse_policy_use(in));
    action.policy = policy;
    action.force = in.take("FORCE");
  } else if (unset) {
    action.kind = AlterTableKind::unset_properties;
    action.properties = TRY(parse_property_names(in));
  } else {
    action.kind = AlterTableKind::set_properties;
    action.properties = TRY(parse_properties(in));
  }
  add(in, actions, action, start);
  return Done{};
}

// Clustering, swapping, and what we only keep.
Result<Done> parse_other_action(Cursor& in, Actions& actions, uint32_t start) {
  AlterTableAction action;
  if (in.take("SWAP", "WITH")) {
    action.kind = AlterTableKind::swap_with;
    action.new_name = TRY(parse_object_name(in));
  } else if (in.take("CLUSTER", "BY")) {
    action.kind = AlterTableKind::cluster_by;
    in.take("LINEAR");
    action.expressions = TRY(parse_parenthesized_expressions(in));
  } else if (in.take("SUSPEND", "RECLUSTER")) {
    action.kind = AlterTableKind::suspend_recluster;
  } else if (in.take("RESUME", "RECLUSTER")) {
    action.kind = AlterTableKind::resume_recluster;
  } else if (in.take("RECLUSTER")) {
    action.kind = AlterTableKind::recluster;
    action.properties = TRY(parse_properties(in));
  } else {
    if (!in.at(TokenKind::word)) return in.unexpected();
    action.properties = TRY(parse_properties(in));
  }
  add(in, actions, action, start);
  return Done{};
}

Result<Done> parse_action(Cursor& in, Actions& actions) {
  const uint32_t start = in.start();
  const bool search = in.at("SEARCH", 1) && in.at("OPTIMIZATION", 2);
  const bool partition = in.at("PARTITION", 1) || in.at("FILES", 1) || in.at("SOURCE", 1);
  if (search || (partition && !in.at(TokenKind::word, 2))) {
    return parse_other_action(in, actions, start);
  }
  if (in.take("ADD")) return parse_add(in, actions, start);
  if (in.take(Keyword::drop)) return parse_drop_action(in, actions, start);
  if (in.take(Keyword::rename)) return parse_rename(in, actions, start);
  if (in.take(Keyword::alter) || in.take("MODIFY")) return parse_modify(in, actions, start);
  if (in.take(Keyword::set)) return parse_set_action(in, actions, false, start);
  if (in.take(Keyword::unset)) return parse_set_action(in, actions, true, start);
  return parse_other_action(in, actions, start);
}

struct AlterTarget {
  std::string_view words[2];
  TableType type;
};
constexpr AlterTarget targets[] = {
    {{"TABLE"}, TableType::ordinary},
    {{"HYBRID", "TABLE"}, TableType::hybrid},
    {{"EXTERNAL", "TABLE"}, TableType::external},
    {{"DYNAMIC", "TABLE"}, TableType::dynamic},
    {{"ICEBERG", "TABLE"}, TableType::iceberg},
    {{"EVENT", "TABLE"}, TableType::event},
    {{"INTERACTIVE", "TABLE"}, TableType::interactive},
};

bool take_table_words(Cursor& in, TableType& type) {
  for (const AlterTarget& target : targets) {
    const bool two = !target.words[1].empty();
    if (!in.at(target.words[0]) || (two && !in.at(target.words[1], 1))) continue;
    in.skip(two ? 2 : 1);
    type = target.type;
    return true;
  }
  return false;
}

}  // namespace

// ALTER {[type] TABLE | [MATERIALIZED] VIEW} [IF EXISTS] name action [, action]; ALTER is taken.
StatementResult parse_alter_table(Cursor& in) {
  TableType type = TableType::ordinary;
  const bool table = take_table_words(in, type);
  const bool materialized = !table && in.take("MATERIALIZED");
  if (!table) TRY(in.expect(Keyword::view));
  const bool if_exists = take_if_exists(in);
  const ObjectName name = TRY(parse_object_name(in));
  Actions actions;
  do {
    TRY(parse_action(in, actions));
  } while (in.take(TokenKind::comma));
  if (table) {
    AlterTable* node = in.make<AlterTable>();
    node->type = type;
    node->if_exists = if_exists;
    node->name = name;
    node->actions = in.list(actions);
    return node;
  }
  AlterView* node = in.make<AlterView>();
  node->materialized = materialized;
  node->if_exists = if_exists;
  node->name = name;
  node->actions = in.list(actions);
  return node;
}

}  // namespace mockhaus::sql
