// The productions of statements; one function for each family, called by statement.cc.
//
// The words that chose the function are still there: each function takes its own first word.
#pragma once

#include "sql/parse/rules.h"

namespace mockhaus::sql {

using StatementResult = Result<const Statement*>;

// statement.cc
StatementResult parse_statement(Cursor& in);          // any that stands alone
StatementResult parse_body_statement(Cursor& in);     // of a task: a statement or a block
bool at_statement_end(const Cursor& in);              // ; ) ->> or the end of the text

// property.cc
using Stop = bool (*)(const Cursor&);  // where a list of properties ends before the statement does
Result<Property> parse_property(Cursor& in);
Result<List<const Property>> parse_properties(Cursor& in, Stop stop = nullptr);
Result<List<const Property>> parse_property_names(Cursor& in);  // UNSET a, b
Result<PropertyValue> parse_property_value(Cursor& in);
bool at_tags(const Cursor& in);                             // [WITH] TAG (
Result<List<const TagValue>> parse_tags(Cursor& in);        // [WITH] TAG ( n = 'v', .. )
Result<List<const TagValue>> parse_tag_values(Cursor& in);  // n = 'v', ..
Result<List<const TagValue>> parse_tag_names(Cursor& in);   // n, ..

// object_kind.cc
// The words of an object kind in upper case, taken; empty if none stands here.
std::string_view take_object_kind(Cursor& in);
bool at_object_kind(const Cursor& in);

bool take_if_exists(Cursor& in);
bool take_if_not_exists(Cursor& in);

// column.cc
Result<ColumnDefinition> parse_column_definition(Cursor& in);
bool at_constraint(const Cursor& in);
Result<Constraint> parse_constraint(Cursor& in, bool beside_column);
bool at_policy_use(const Cursor& in);
Result<PolicyUse> parse_policy_use(Cursor& in);
Result<const Autoincrement*> parse_autoincrement(Cursor& in);
Result<bool> take_sequence_number(Cursor& in, Autoincrement& numbers);  // START 1, INCREMENT 2, ..

// What stands between CREATE and the kind of object.
struct CreateHead {
  bool or_replace = false;
  bool or_alter = false;
  bool secure = false;
  bool temporary = false;
  bool transient = false;
  bool recursive = false;
  List<const std::string_view> modifiers;  // as words, in order
};

StatementResult parse_create_table(Cursor& in, const CreateHead& head);
StatementResult parse_create_view(Cursor& in, const CreateHead& head);
StatementResult parse_create_routine(Cursor& in, const CreateHead& head);
StatementResult parse_create_sequence(Cursor& in, const CreateHead& head);
StatementResult parse_create_policy(Cursor& in, const CreateHead& head);
StatementResult parse_create_stream(Cursor& in, const CreateHead& head);
StatementResult parse_create_task(Cursor& in, const CreateHead& head);
StatementResult parse_create_pipe(Cursor& in, const CreateHead& head);
StatementResult parse_create_alert(Cursor& in, const CreateHead& head);
Result<const CreateRoutine*> parse_anonymous_procedure(Cursor& in);  // name AS PROCEDURE ..
Result<Done> parse_routine_rest(Cursor& in, CreateRoutine& routine);  // ( parameters ) .. AS ..

// One for each first word.
StatementResult parse_create(Cursor& in);
StatementResult parse_alter(Cursor& in);
StatementResult parse_alter_table(Cursor& in);
StatementResult parse_drop(Cursor& in);
StatementResult parse_undrop(Cursor& in);
StatementResult parse_comment(Cursor& in);
StatementResult parse_insert(Cursor& in);
StatementResult parse_update(Cursor& in);
StatementResult parse_delete(Cursor& in);
StatementResult parse_merge(Cursor& in);
StatementResult parse_truncate(Cursor& in);
StatementResult parse_use(Cursor& in);
StatementResult parse_set(Cursor& in);
StatementResult parse_unset(Cursor& in);
StatementResult parse_alter_session(Cursor& in);
StatementResult parse_start_transaction(Cursor& in);
StatementResult parse_commit(Cursor& in);
StatementResult parse_rollback(Cursor& in);
StatementResult parse_show(Cursor& in);
StatementResult parse_describe(Cursor& in);
StatementResult parse_grant(Cursor& in);
StatementResult parse_revoke(Cursor& in);
StatementResult parse_put(Cursor& in);
StatementResult parse_get(Cursor& in);
StatementResult parse_list(Cursor& in);
StatementResult parse_remove(Cursor& in);
StatementResult parse_copy(Cursor& in);
StatementResult parse_call_statement(Cursor& in);
bool at_system_call(const Cursor& in);
StatementResult parse_execute(Cursor& in);
StatementResult parse_explain(Cursor& in);
StatementResult parse_generic(Cursor& in);

// script.cc
bool at_block(const Cursor& in);  // DECLARE, or a BEGIN that starts no transaction
StatementResult parse_block(Cursor& in);
StatementResult parse_script_statement(Cursor& in);  // inside a block
// script_declare.cc
Result<VariableDeclaration> parse_declaration(Cursor& in);
bool at_parenthesized_statement(const Cursor& in);
StatementResult parse_parenthesized_statement(Cursor& in);

template <class T>
T* finish_statement(Cursor& in, T* node, uint32_t start) {
  node->span = in.span_from(start);
  return node;
}

}  // namespace mockhaus::sql
