// The commands: one function for each statement kind, called by dispatch.cc.
//
// A command may assume that its row of the dispatch table was obeyed: the open transaction was
// committed where the row says so. It answers an Outcome and changes no session.
#pragma once

#include "commands/context.h"
#include "sql/ast/statements.h"

namespace mockhaus::commands {

// What a command is given: the statement, its text, and the context.
struct Command {
  const sql::Statement& statement;
  std::string_view text;  // spans count from its start
  const CommandContext& context;

  template <class T>
  const T& as() const {
    return sql::as<T>(statement);
  }
};

// query.cc
Result<Outcome> run_query(const Command& command);
// explain.cc
Result<Outcome> run_explain(const Command& command);
// pipe.cc
Result<Outcome> run_pipe(const Command& command);
// dml.cc
Result<Outcome> run_insert(const Command& command);
Result<Outcome> run_multi_insert(const Command& command);
Result<Outcome> run_update(const Command& command);
Result<Outcome> run_delete(const Command& command);
Result<Outcome> run_merge(const Command& command);
Result<Outcome> run_truncate(const Command& command);
// table_ddl.cc, alter_table.cc
Result<Outcome> run_create_table(const Command& command);
Result<Outcome> run_alter_table(const Command& command);
// view.cc
Result<Outcome> run_create_view(const Command& command);
Result<Outcome> run_alter_view(const Command& command);
// object.cc: by the kind of the object
Result<Outcome> run_create_object(const Command& command);
Result<Outcome> run_alter_object(const Command& command);
Result<Outcome> run_drop(const Command& command);
Result<Outcome> run_undrop(const Command& command);
// comment.cc
Result<Outcome> run_comment(const Command& command);
// sequence.cc
Result<Outcome> run_create_sequence(const Command& command);
// routine.cc
Result<Outcome> run_create_routine(const Command& command);
// script.cc
Result<Outcome> run_block(const Command& command);
Result<Outcome> run_execute_immediate(const Command& command);
Result<Outcome> run_call(const Command& command);
// use.cc
Result<Outcome> run_use(const Command& command);
// session.cc
Result<Outcome> run_set_variables(const Command& command);
Result<Outcome> run_unset_variables(const Command& command);
Result<Outcome> run_alter_session(const Command& command);
// transaction.cc
Result<Outcome> run_begin_transaction(const Command& command);
Result<Outcome> run_commit(const Command& command);
Result<Outcome> run_rollback(const Command& command);
// show.cc, describe.cc
Result<Outcome> run_show(const Command& command);
Result<Outcome> run_describe(const Command& command);
// put_get.cc, list_files.cc
Result<Outcome> run_put(const Command& command);
Result<Outcome> run_get(const Command& command);
Result<Outcome> run_list_files(const Command& command);
Result<Outcome> run_remove_files(const Command& command);
// copy_into_table.cc, copy_into_location.cc
Result<Outcome> run_copy_into_table(const Command& command);
Result<Outcome> run_copy_into_location(const Command& command);
// grant.cc
Result<Outcome> run_grant(const Command& command);
Result<Outcome> run_revoke(const Command& command);
// dispatch.cc: 000002 with the feature's name
Result<Outcome> refuse(const Command& command);

}  // namespace mockhaus::commands
