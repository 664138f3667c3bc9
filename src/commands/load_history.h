// What COPY INTO loaded into which table, kept in the engine beside the data and in the same
// transaction: a file is not loaded twice within 64 days.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/object.h"
#include "commands/context.h"

namespace mockhaus::commands {

struct LoadRecord {
  std::string file;  // folder and name
  std::string md5;
  std::string stage;  // as COPY_HISTORY shows it
  int64_t bytes = 0, parsed = 0, loaded = 0, errors = 0;
  std::string status, first_error, first_error_column;
  int64_t first_error_line = 0, first_error_character = 0;
};

// Files of the table by name, with the checksum they had.
Result<std::map<std::string, std::string>> loaded_files(const CommandContext& context,
                                                        catalog::Id table);
// Those that were loaded, or tried, at a time.
Result<std::set<std::string>> files_loaded_between(const CommandContext& context,
                                                   catalog::Id table, int64_t from_ms,
                                                   int64_t until_ms);
Result<Done> remember_load(const CommandContext& context, catalog::Id table,
                           const LoadRecord& record);
// TRUNCATE: the files may be loaded again.
Result<Done> forget_loads(const CommandContext& context, catalog::Id table);

}  // namespace mockhaus::commands
