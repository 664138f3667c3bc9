#include "commands/command.h"
#include "commands/statement_type.h"
#include "commands/transaction.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using sql::StatementKind;

// What happens to the session's transaction around a statement.
enum class Around : uint8_t {
  nothing,      // reads, settings, and commands that see to it themselves
  commits,      // DDL: commits the open transaction first, then runs in its own
};

struct Row {
  StatementKind kind;
  Result<Outcome> (*run)(const Command& command);
  int type_id;  // driver-protocol §9; DDL of objects refines it (statement_type.h)
  Around around;
  std::string_view feature;  // for error 000002, where `run` is refuse
};

using enum Around;
namespace id = statement_type;

// In the order of sql/ast/statements.def.
constexpr Row rows[] = {
    {StatementKind::query, run_query, id::select, nothing, ""},
    {StatementKind::explain, run_explain, id::explain, nothing, ""},
    {StatementKind::pipe, run_pipe, id::select, nothing, ""},
    {StatementKind::insert, run_insert, id::insert, nothing, ""},
    {StatementKind::multi_insert, run_multi_insert, id::multi_insert, nothing, ""},
    {StatementKind::update, run_update, id::update, nothing, ""},
    {StatementKind::delete_from, run_delete, id::delete_from, nothing, ""},
    {StatementKind::merge, run_merge, id::merge, nothing, ""},
    {StatementKind::truncate, run_truncate, id::truncate, commits, ""},
    {StatementKind::create_table, run_create_table, id::create_table, commits, ""},
    {StatementKind::alter_table, run_alter_table, id::alter_table, commits, ""},
    {StatementKind::create_view, run_create_view, id::create_view, commits, ""},
    {StatementKind::alter_view, run_alter_view, id::alter, commits, ""},
    {StatementKind::create_object, run_create_object, id::create, commits, ""},
    {StatementKind::create_sequence, run_create_sequence, id::create, commits, ""},
    {StatementKind::alter_object, run_alter_object, id::alter, commits, ""},
    {StatementKind::drop, run_drop, id::drop, commits, ""},
    {StatementKind::undrop, run_undrop, id::create, commits, ""},
    {StatementKind::comment, run_comment, id::alter, commits, ""},
    {StatementKind::create_routine, run_create_routine, id::create, commits, ""},
    {StatementKind::create_policy, refuse, id::create, nothing, "CREATE POLICY"},
    {StatementKind::create_stream, refuse, id::create, nothing, "CREATE STREAM"},
    {StatementKind::create_task, refuse, id::create, nothing, "CREATE TASK"},
    {StatementKind::create_pipe, refuse, id::create, nothing, "CREATE PIPE"},
    {StatementKind::create_alert, refuse, id::create, nothing, "CREATE ALERT"},
    {StatementKind::call, run_call, id::call, nothing, ""},
    {StatementKind::execute_immediate, run_execute_immediate, id::call, nothing, ""},
    {StatementKind::execute_task, refuse, id::call, nothing, "EXECUTE TASK"},
    {StatementKind::use, run_use, id::use, nothing, ""},
    {StatementKind::set_variables, run_set_variables, id::set, nothing, ""},
    {StatementKind::unset_variables, run_unset_variables, id::set, nothing, ""},
    {StatementKind::alter_session, run_alter_session, id::alter_session, nothing, ""},
    {StatementKind::begin_transaction, run_begin_transaction, id::begin, nothing, ""},
    {StatementKind::commit, run_commit, id::commit, nothing, ""},
    {StatementKind::rollback, run_rollback, id::rollback, nothing, ""},
    {StatementKind::show, run_show, id::show, nothing, ""},
    {StatementKind::describe, run_describe, id::describe, nothing, ""},
    {StatementKind::grant, run_grant, id::grant, commits, ""},
    {StatementKind::revoke, run_revoke, id::grant, commits, ""},
    {StatementKind::put, run_put, id::put, nothing, ""},
    {StatementKind::get, run_get, id::get, nothing, ""},
    {StatementKind::list_files, run_list_files, id::list, nothing, ""},
    {StatementKind::remove_files, run_remove_files, id::remove, nothing, ""},
    {StatementKind::copy_into_table, run_copy_into_table, id::copy, nothing, ""},
    {StatementKind::copy_into_location, run_copy_into_location, id::unload, nothing, ""},
    {StatementKind::block, run_block, id::call, nothing, ""},
    {StatementKind::let, refuse, id::call, nothing, "LET"},
    {StatementKind::assign, refuse, id::call, nothing, ":="},
    {StatementKind::if_then, refuse, id::call, nothing, "IF"},
    {StatementKind::case_of, refuse, id::call, nothing, "CASE statement"},
    {StatementKind::for_range, refuse, id::call, nothing, "FOR"},
    {StatementKind::for_each, refuse, id::call, nothing, "FOR"},
    {StatementKind::while_loop, refuse, id::call, nothing, "WHILE"},
    {StatementKind::repeat_loop, refuse, id::call, nothing, "REPEAT"},
    {StatementKind::endless_loop, refuse, id::call, nothing, "LOOP"},
    {StatementKind::leave, refuse, id::call, nothing, "BREAK"},
    {StatementKind::return_value, refuse, id::call, nothing, "RETURN"},
    {StatementKind::raise, refuse, id::call, nothing, "RAISE"},
    {StatementKind::open_cursor, refuse, id::call, nothing, "OPEN"},
    {StatementKind::fetch_cursor, refuse, id::call, nothing, "FETCH"},
    {StatementKind::close_cursor, refuse, id::call, nothing, "CLOSE"},
    {StatementKind::null_statement, refuse, id::call, nothing, "NULL statement"},
    {StatementKind::await, refuse, id::call, nothing, "AWAIT"},
    {StatementKind::async, refuse, id::call, nothing, "ASYNC"},
    {StatementKind::cancel, refuse, id::call, nothing, "CANCEL"},
    {StatementKind::generic, refuse, id::ddl, nothing, ""},
};

constexpr bool in_order_of_kind() {
  for (size_t i = 0; i < std::size(rows); ++i) {
    if (static_cast<size_t>(rows[i].kind) != i) return false;
  }
  return static_cast<size_t>(StatementKind::generic) + 1 == std::size(rows);
}
static_assert(in_order_of_kind());

const Row& row_of(const sql::Statement& statement) {
  return rows[static_cast<size_t>(statement.kind)];
}

}  // namespace

Result<Outcome> refuse(const Command& command) {
  if (command.statement.kind == StatementKind::generic) {
    return sql::errors::unsupported(command.as<sql::Generic>().feature);
  }
  if (command.statement.kind == StatementKind::create_policy) {
    const auto kind = std::string(command.as<sql::CreatePolicy>().policy_kind);
    return sql::errors::unsupported("CREATE " + kind + " POLICY");
  }
  return sql::errors::unsupported(row_of(command.statement).feature);
}

Result<Outcome> run(const sql::ParsedStatement& parsed, const CommandContext& context) {
  const Row& row = row_of(*parsed.statement);
  const Command command{*parsed.statement, parsed.text, context};
  if (row.around == commits && !context.describe_only) TRY(commit_open_transaction(context));
  Result<Outcome> outcome = row.run(command);
  if (!outcome.ok()) return locate(std::move(outcome).error(), parsed.text);
  if (outcome->statement_type_id == 0) outcome->statement_type_id = row.type_id;
  return outcome;
}

}  // namespace mockhaus::commands
