// SET TAG and WITH TAG: which tags stand on an object or column.
#pragma once

#include "catalog/object.h"
#include "commands/command.h"
#include "sql/ast/property.h"

namespace mockhaus::commands {

// Sets the tags; 002003 where one does not exist.
Result<Done> set_tags(catalog::Properties& on, sql::List<const sql::TagValue> tags,
                      const CommandContext& context);
Result<Done> unset_tags(catalog::Properties& on, sql::List<const sql::TagValue> tags,
                        const CommandContext& context);

}  // namespace mockhaus::commands
