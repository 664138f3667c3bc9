// One COPY INTO table as it is carried out: which files go through which INSERT, and what becomes
// of records that do not fit.
#pragma once

#include "base/arena.h"
#include "commands/copy_options.h"
#include "commands/stage_rows.h"
#include "sql/ast/dml.h"
#include "sql/ast/stage.h"
#include "sql/dml_probe.h"
#include "storage/record_reader.h"

namespace mockhaus::commands {

struct CopyLoad {
  const CommandContext& context;
  CopyOptions options;
  StagePlace place;
  storage::FileFormat format;
  const catalog::Table* table = nullptr;
  std::vector<std::string> columns;  // of the table that are loaded, in the order of the fields

  const sql::Insert* insert = nullptr;  // INSERT INTO table (columns) SELECT .. FROM @stage
  std::string_view source;              // the text that its query's spans count in
  size_t scan_columns = 1, expected = 0;

  storage::Scan scan_of(const storage::ScannedFile& file, storage::Faults faults) const;
};

// Only what can be done file by file: SELECT list FROM @stage.
Result<Done> check_load_query(const sql::Query& query);

// Builds the INSERT. `arena` owns its nodes; `first` is a file to read names of columns from.
Result<Done> plan_load(CopyLoad& load, const sql::CopyIntoTable& copy, std::string_view text,
                       const storage::ScannedFile& first, Arena& arena);

// The engine's words for the INSERT, and for its columns one by one, over these rows.
Result<sql::DmlTranslation> translate_load(const CopyLoad& load, const storage::Scan& scan);
Result<std::vector<sql::ColumnProbe>> probe_load(const CopyLoad& load, const storage::Scan& scan,
                                                 const std::string& rows);

struct BadRecord {
  int64_t row = 0;
  Error error;
  std::string column;  // of the table; empty: the record itself cannot be read
};
struct LoadErrors {
  int64_t parsed = 0;
  std::vector<BadRecord> bad;  // by row
};
enum class ErrorTexts : uint8_t { first, all };
// Looks for the records that do not fit, after the INSERT failed. Of which records the error is
// told costs a query for each; the others have none.
Result<LoadErrors> find_load_errors(const CopyLoad& load, const storage::ScannedFile& file,
                                    ErrorTexts texts);

// Where a bad record is, in the words of COPY's result and of RETURN_ERRORS.
struct ErrorPlace {
  BadRecord bad;
  int64_t line = 0, character = 0, byte = 0, start_line = 0;
  std::string column_name;  // "T"["C":2]
  std::string rejected;     // the record
};
ErrorPlace place_of_error(const CopyLoad& load, const storage::ScannedFile& file,
                          const BadRecord& bad);
// The error of a statement that is aborted.
Error abort_error(const CopyLoad& load, const storage::ScannedFile& file, const BadRecord& bad);

}  // namespace mockhaus::commands
