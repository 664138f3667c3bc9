#include "engine/duckdb/plan_cache.h"

#include <algorithm>

namespace mockhaus::engine::duckdb {
namespace {

// A plan takes some ten kilobytes, and there may be thousands of connections.
constexpr size_t entries_max = 16;
constexpr size_t text_max = 16 << 10;

}  // namespace

Prepared* PlanCache::find(std::string_view sql, uint64_t commits) {
  if (commits != commits_) {
    entries_.clear();
    commits_ = commits;
  }
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.sql == sql; });
  if (found == entries_.end()) return nullptr;
  std::rotate(found, found + 1, entries_.end());
  return entries_.back().plan.get();
}

void PlanCache::keep(const std::string& sql, uint64_t commits, std::unique_ptr<Prepared> plan) {
  if (commits != commits_ || sql.size() > text_max) return;
  if (entries_.size() == entries_max) entries_.erase(entries_.begin());
  entries_.push_back({sql, std::move(plan)});
}

}  // namespace mockhaus::engine::duckdb
