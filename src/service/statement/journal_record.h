// The text of the journal's records: one line of JSON, then the bytes of a small result.
#pragma once

#include "service/result/result_file.h"
#include "service/statement/journal.h"

namespace mockhaus::service {

std::string begun_record(const Statement& statement);
Result<std::string> ended_record(const Statement& statement, const StatementOutcome& outcome,
                                 StatementState state);

struct ReadRecord {
  SavedStatement statement;  // of a begun one: as aborted
  bool is_end = false;
  size_t following_bytes = 0;
};
// `source` and `begin`: where the bytes after the line lie. Nothing: not a record.
std::optional<ReadRecord> read_record(std::string_view line, ResultSpace& space,
                                      const std::shared_ptr<ResultFile>& source, int64_t begin);

}  // namespace mockhaus::service
