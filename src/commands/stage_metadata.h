// Rows of INFORMATION_SCHEMA about loaded files: LOAD_HISTORY, COPY_HISTORY().
#pragma once

#include "catalog/information_schema.h"
#include "catalog/session_view.h"
#include "commands/context.h"

namespace mockhaus::commands {

// Adds the rows of a relation that the catalog alone cannot make; does nothing for others.
Result<Done> add_stage_rows(const CommandContext& context, const catalog::Snapshot& snapshot,
                            const catalog::SessionView::UsedVirtual& used,
                            std::vector<catalog::VirtualRow>& rows);

}  // namespace mockhaus::commands
