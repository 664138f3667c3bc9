// What outlives the process of its statements: which were taken on, and how they ended.
//
// Files of records in one directory, appended to and never changed. A record is written before the
// client hears of what it says, so after a kill at any instant a statement is known as ended, or
// as begun (then it counts as aborted: whether its work was committed is not known), or was never
// answered. A file goes when all its statements are forgotten. Texts of statements are not kept.
// Thread-safe. Failures to write are counted, and cost only what outlives the process.
#pragma once

#include <map>
#include <mutex>
#include <unordered_map>

#include "base/log.h"
#include "service/result/stored_result.h"
#include "service/statement/statement.h"

namespace mockhaus::service {

// A statement of an earlier process. `outcome.children` is empty; `children` has their ids.
struct SavedStatement {
  std::string id;
  SessionStart session;
  StatementRequest request;
  int64_t submitted_wall_ms = 0, started_wall_ms = 0, ended_wall_ms = 0;
  StatementState state = StatementState::failed;
  StatementOutcome outcome;
  std::vector<std::string> children;
  uint32_t begun_segment = 0, ended_segment = 0;
};

class Journal {
 public:
  static Result<std::unique_ptr<Journal>> open(std::string directory, ResultSpace& space,
                                               const Log& log);
  ~Journal();

  // What earlier processes left, oldest first; once, before anything is written.
  std::vector<SavedStatement> load();

  void begun(Statement& statement);
  void ended(Statement& statement, const StatementOutcome& outcome, StatementState state);
  void forget(const Statement& statement);

 private:
  Journal(std::string directory, ResultSpace& space, const Log& log)
      : directory_(std::move(directory)), space_(space), log_(log) {}
  Result<Done> next_segment();
  uint32_t append(const std::string& record);
  std::string path_of(uint32_t segment) const;
  struct Loaded {
    std::vector<SavedStatement> statements;
    std::unordered_map<std::string, size_t> begun;  // index by id
  };
  void load_segment(uint32_t segment, Loaded& loaded);
  void drop_one(uint32_t segment);

  const std::string directory_;
  ResultSpace& space_;
  const Log& log_;

  std::mutex mutex_;  // guards what follows
  int descriptor_ = -1;
  uint32_t segment_ = 0;
  int64_t segment_bytes_ = 0;
  std::map<uint32_t, int64_t> alive_;  // records of each segment that still count
};

}  // namespace mockhaus::service
