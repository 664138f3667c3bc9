// Parquet files as rows of one VARIANT, read by the engine.
#pragma once

#include "commands/context.h"
#include "storage/scan.h"

namespace mockhaus::commands {

struct ParquetColumn {
  std::string name;
  std::string engine_type;
};
Result<std::vector<ParquetColumn>> parquet_columns(const storage::ScannedFile& file,
                                                   const CommandContext& context);

// A relation with the columns of mh_stage_rows (engine/duckdb/functions/stage_rows.h).
Result<std::string> parquet_rows(const storage::Scan& scan, const CommandContext& context);

}  // namespace mockhaus::commands
