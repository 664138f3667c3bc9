// CLONE of whole schemas and databases: every object again under a new id, tables with their rows.
#pragma once

#include "catalog/change.h"
#include "commands/context.h"

namespace mockhaus::commands {

Result<Done> clone_schema(catalog::Change& change, const catalog::Schema& from, catalog::Id into,
                          const CommandContext& context);
Result<Done> clone_database(catalog::Change& change, const catalog::Database& from,
                            catalog::Id into, const CommandContext& context);

}  // namespace mockhaus::commands
