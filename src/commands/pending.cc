#include "commands/command.h"

namespace mockhaus::commands {

Result<Outcome> run_query(const Command& command) { return refuse(command); }
Result<Outcome> run_explain(const Command& command) { return refuse(command); }
Result<Outcome> run_insert(const Command& command) { return refuse(command); }
Result<Outcome> run_multi_insert(const Command& command) { return refuse(command); }
Result<Outcome> run_update(const Command& command) { return refuse(command); }
Result<Outcome> run_delete(const Command& command) { return refuse(command); }
Result<Outcome> run_merge(const Command& command) { return refuse(command); }
Result<Outcome> run_truncate(const Command& command) { return refuse(command); }
Result<Outcome> run_create_table(const Command& command) { return refuse(command); }
Result<Outcome> run_alter_table(const Command& command) { return refuse(command); }
Result<Outcome> run_create_view(const Command& command) { return refuse(command); }
Result<Outcome> run_alter_view(const Command& command) { return refuse(command); }
Result<Outcome> run_create_object(const Command& command) { return refuse(command); }
Result<Outcome> run_alter_object(const Command& command) { return refuse(command); }
Result<Outcome> run_drop(const Command& command) { return refuse(command); }
Result<Outcome> run_undrop(const Command& command) { return refuse(command); }
Result<Outcome> run_comment(const Command& command) { return refuse(command); }
Result<Outcome> run_create_sequence(const Command& command) { return refuse(command); }
Result<Outcome> run_create_routine(const Command& command) { return refuse(command); }
Result<Outcome> run_use(const Command& command) { return refuse(command); }
Result<Outcome> run_set_variables(const Command& command) { return refuse(command); }
Result<Outcome> run_unset_variables(const Command& command) { return refuse(command); }
Result<Outcome> run_alter_session(const Command& command) { return refuse(command); }
Result<Outcome> run_show(const Command& command) { return refuse(command); }
Result<Outcome> run_describe(const Command& command) { return refuse(command); }
Result<Outcome> run_grant(const Command& command) { return refuse(command); }
Result<Outcome> run_revoke(const Command& command) { return refuse(command); }

sql::ParameterValues initial_parameters(const catalog::Account&, std::string_view) { return {}; }

}  // namespace mockhaus::commands
