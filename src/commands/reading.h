// What a translated statement reads besides tables, made ready before it runs: rows of
// INFORMATION_SCHEMA, earlier results, array binds.
#pragma once

#include "catalog/session_view.h"
#include "commands/context.h"

namespace mockhaus::commands {

Result<Done> provide_relations(const CommandContext& context, const catalog::SessionView& view,
                               const std::vector<sql::ResultScanNeed>& result_scans);
Result<Done> provide_binds(const CommandContext& context);

// Rows of each table by id, as the engine counts them now. Sequences: their next value.
Result<std::map<catalog::Id, int64_t>> count_rows(
    const CommandContext& context, const std::vector<const catalog::Object*>& objects);

}  // namespace mockhaus::commands
