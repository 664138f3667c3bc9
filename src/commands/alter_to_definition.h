// CREATE OR ALTER TABLE: the table that is there becomes what the statement says.
#pragma once

#include "commands/command.h"
#include "commands/names.h"

namespace mockhaus::commands {

// The statement is a CreateTable, and a relation of that name exists. Columns keep their rows by
// name: those that are not in the statement are dropped, new ones come last.
Result<Outcome> alter_to_definition(const Command& command, const FullName& name,
                                    const catalog::SessionView& view);

// alter_table.cc: the actions of ALTER TABLE, all or none.
Result<Outcome> alter_table(const Command& command, const FullName& name,
                            sql::List<const sql::AlterTableAction> actions);

}  // namespace mockhaus::commands
