// Results of queries by what was asked, as long as no table that they read has changed since.
//
// Snowflake's persisted results: the same text, the same role, the same data. What the engine ran
// is part of the question, so that names, parameters and policies that lead elsewhere are another
// question. Entries end with the next commit that changes what they read, and with the last
// statement that still holds the result: the cache keeps no result alive. Bounded. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "engine/engine.h"
#include "service/result/stored_result.h"

namespace mockhaus::service {

class ResultCache {
 public:
  // What a question is made of; see question().
  struct Question {
    std::string_view role, text, sql;
    int64_t rows_max = 0;  // ROWS_PER_RESULTSET
  };
  // Null: not known, or the data is no longer of that version. The shape is that of `shape`.
  std::shared_ptr<const StoredResult> find(const Question& question, engine::DataVersion version,
                                           const sql::ResultShape& shape);
  // `version`: that of the data before the query began; it must still be so.
  void keep(const Question& question, engine::DataVersion version,
            const std::shared_ptr<const StoredResult>& result);
  size_t size() const;

 private:
  struct Entry {
    engine::DataVersion version;
    std::weak_ptr<const StoredResult> result;
  };

  mutable std::mutex mutex_;  // guards what follows
  size_t question_bytes_ = 0;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace mockhaus::service
