// The actions of ALTER TABLE on one column.
#pragma once

#include "catalog/change.h"
#include "commands/command.h"
#include "commands/names.h"

namespace mockhaus::commands {

// `table` becomes the table after the action; physical work is done. The change is null for a
// temporary table.
Result<Done> alter_column(catalog::Change* change, std::shared_ptr<catalog::Table>& table,
                          const sql::AlterTableAction& action, const Command& command,
                          const catalog::SessionView& view);

// Makes the engine refuse NULL in columns that a new primary key made NOT NULL. 001471: there are.
Result<Done> enforce_not_null(catalog::Change* change, const catalog::Table& before,
                              const catalog::Table& after, const CommandContext& context);

}  // namespace mockhaus::commands
