// The rows of INFORMATION_SCHEMA.QUERY_HISTORY and its three kin.
#pragma once

#include "catalog/information_schema.h"
#include "catalog/session_view.h"
#include "commands/context.h"

namespace mockhaus::commands {

// In the order of their columns (catalog/metadata_functions.cc), newest first.
Result<std::vector<catalog::VirtualRow>> query_history_rows(
    const catalog::SessionView::UsedVirtual& used, const CommandContext& context);

}  // namespace mockhaus::commands
