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

// The value that the engine's sequence gives next; `start` where it gave none yet.
Result<int64_t> next_value(const CommandContext& context, catalog::Id sequence, int64_t start);

}  // namespace mockhaus::commands
