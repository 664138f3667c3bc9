// One statement's question to the result cache, and its answer.
#pragma once

#include "service/result/result_cache.h"
#include "service/statement/statement.h"

namespace mockhaus::service {

// Whether USE_CACHED_RESULT holds for the statement: its own value, or its session's.
bool wants_known_result(const Statement& statement);

// What it is given must outlive it.
class ResultReuse final : public commands::KnownResults {
 public:
  ResultReuse(ResultCache& cache, const Statement& statement, const sql::SessionContext& context,
              engine::EngineSession& engine)
      : cache_(cache), statement_(statement), context_(context), engine_(engine) {}

  bool knows(const std::string& sql, const sql::ResultShape& shape) override;
  const std::shared_ptr<const StoredResult>& found() const { return found_; }
  // After a query that was not known has run.
  void keep(const std::shared_ptr<const StoredResult>& result);

 private:
  ResultCache::Question question() const;

  ResultCache& cache_;
  const Statement& statement_;
  const sql::SessionContext& context_;
  engine::EngineSession& engine_;
  std::string sql_;
  std::optional<engine::DataVersion> version_;  // before the query began
  std::shared_ptr<const StoredResult> found_;   // shared with the statement that ran
};

}  // namespace mockhaus::service
