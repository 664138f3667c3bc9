// Changing one table or view: in the catalog, or among the session's temporary objects.
#pragma once

#include <functional>

#include "catalog/change.h"
#include "commands/names.h"

namespace mockhaus::commands {

// Edits a copy of the relation; the change is null for a temporary one, whose physical work goes
// straight to the engine (inside a transaction that is undone when the edit fails).
using Edit = std::function<Result<Done>(catalog::Change* change, catalog::Object& object)>;
Result<Outcome> rewrite_relation(const CommandContext& context, const FullName& name,
                                 const Edit& edit);

// Physical work in either case.
Result<Done> execute_in(catalog::Change* change, const CommandContext& context,
                        const std::string& sql);

}  // namespace mockhaus::commands
