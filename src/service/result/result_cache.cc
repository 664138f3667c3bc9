#include "service/result/result_cache.h"

namespace mockhaus::service {

// Questions, not results, take the cache's memory. One that is this long is rather asked again.
constexpr size_t question_bytes_max = 64 << 10;
constexpr size_t all_questions_bytes_max = 16 << 20;
constexpr size_t entries_max = 10'000;

static std::string print(const ResultCache::Question& question) {
  std::string key(question.role);
  key += '\0';
  key += std::to_string(question.rows_max);
  key += '\0';
  key += question.text;
  key += '\0';
  key += question.sql;
  return key;
}

// A text may name its columns differently under other parameters, for the same rows.
static bool same_shape(const sql::ResultShape& a, const sql::ResultShape& b) {
  return std::ranges::equal(a, b, [](const sql::ColumnShape& one, const sql::ColumnShape& other) {
    return one.name == other.name && one.type == other.type && one.nullable == other.nullable &&
           one.database == other.database && one.schema == other.schema &&
           one.table == other.table;
  });
}

std::shared_ptr<const StoredResult> ResultCache::find(const Question& question,
                                                      engine::DataVersion version,
                                                      const sql::ResultShape& shape) {
  const std::string key = print(question);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end() || found->second.version != version) return nullptr;
  auto result = found->second.result.lock();
  return result != nullptr && same_shape(result->shape(), shape) ? result : nullptr;
}

void ResultCache::keep(const Question& question, engine::DataVersion version,
                       const std::shared_ptr<const StoredResult>& result) {
  std::string key = print(question);
  if (key.size() > question_bytes_max) return;
  const std::lock_guard lock(mutex_);
  const bool full = entries_.size() >= entries_max ||
                    question_bytes_ + key.size() > all_questions_bytes_max;
  if (full) {
    entries_.clear();
    question_bytes_ = 0;
  }
  const size_t bytes = key.size();
  const auto [entry, is_new] = entries_.insert_or_assign(std::move(key), Entry{version, result});
  if (is_new) question_bytes_ += bytes;
}

size_t ResultCache::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace mockhaus::service
