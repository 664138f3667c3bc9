// Staged files as a relation: what FROM @stage (..) reads, and what COPY INTO loads.
#pragma once

#include <memory>

#include "commands/stage_place.h"
#include "sql/ast/query.h"
#include "storage/scan.h"

namespace mockhaus::commands {

// How many positional columns a text asks for: the largest n of $n in it.
size_t positional_columns(std::string_view text);

// Columns $1, $2, ... (CSV) or $1 alone (JSON, PARQUET), then METADATA$FILENAME and its like.
// `rows` reads them in the engine; by default the scan itself. Files that are missing or of a type
// that we cannot read are errors.
Result<std::unique_ptr<sql::Relation>> stage_relation(const storage::Scan& scan,
                                                      const CommandContext& context,
                                                      const std::string& rows = {});
// The text that reads the scan in the engine.
Result<std::string> scan_rows(const storage::Scan& scan, const CommandContext& context);

// FROM @stage (FILE_FORMAT => 'f', PATTERN => 'p'); `source` is the text that spans count in.
Result<std::unique_ptr<sql::Relation>> resolve_stage(const sql::StageTable& table,
                                                     std::string_view source,
                                                     const catalog::SessionView& view,
                                                     const CommandContext& context);

Result<storage::ScannedFile> scanned_file(const StagePlace& place, storage::StagedFile file,
                                          const CommandContext& context);

}  // namespace mockhaus::commands
