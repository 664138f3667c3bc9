// The plans of the latest queries on one connection, for those that come again word for word.
//
// DuckDB plans with the statistics of the moment: a filter that no row can pass becomes an empty
// result, one that every row passes is dropped, a key of few values gets a table of that size. A
// plan is therefore right only for data as it was then, and nothing in DuckDB notices when it is
// not (1.5.5; only changed definitions are noticed). So a plan is kept together with the number of
// commits when it was made (Instance::commits), and serves only while that number stands. Not
// thread-safe: a connection has one user at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/duckdb/statement.h"

namespace mockhaus::engine::duckdb {

class PlanCache {
 public:
  // Null where there is none that was made at `commits`. The plan stays the cache's.
  Prepared* find(std::string_view sql, uint64_t commits);
  void keep(const std::string& sql, uint64_t commits, std::unique_ptr<Prepared> plan);
  void clear() { entries_.clear(); }

 private:
  struct Entry {
    std::string sql;
    std::unique_ptr<Prepared> plan;
  };
  uint64_t commits_ = 0;        // what all entries were made at
  std::vector<Entry> entries_;  // the latest used is last
};

}  // namespace mockhaus::engine::duckdb
