// The options of COPY INTO table.
#pragma once

#include "commands/file_format.h"
#include "commands/stage_place.h"

namespace mockhaus::commands {

enum class OnError : uint8_t { abort_statement, continue_loading, skip_file };
enum class MatchColumns : uint8_t { none, case_sensitive, case_insensitive };
enum class Validation : uint8_t { none, rows, errors, all_errors };

struct CopyOptions {
  OnError on_error = OnError::abort_statement;
  int64_t skip_errors = 1;     // SKIP_FILE_n: a file with as many is skipped
  bool skip_percent = false;   // of its rows
  int64_t size_limit = 0;      // 0: none
  bool purge = false, force = false, return_failed_only = false;
  bool truncate_columns = false;
  MatchColumns match = MatchColumns::none;
  Validation validation = Validation::none;
  int64_t validation_rows = 0;
  std::optional<std::string> pattern;
  std::optional<std::vector<std::string>> files;
  std::optional<storage::FormatOptions> format;
};

Result<CopyOptions> read_copy_options(sql::List<const sql::Property> properties,
                                      const catalog::SessionView& view,
                                      const CommandContext& context);

}  // namespace mockhaus::commands
