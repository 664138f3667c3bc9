// When each table was last changed by a commit, so that the result of an earlier query ends with
// its own tables and not with any change.
//
// Tables are told by their names in the engine's SQL, as catalog/physical.h and catalog_store.cc
// write them: "data"."t12", temp.main."t12", mockhaus.records. A change whose text begins with its
// target changes that; another one may change all that it names, and everything where it names
// none. A name in a literal counts too; that only costs a result. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mockhaus::engine::duckdb {

// What a commit changes, or a query reads.
struct TableNames {
  std::set<std::string, std::less<>> names;
  bool everything = false;  // of a change: some text names no table

  void add_names_of(std::string_view sql);    // all of them
  void add_changed_by(std::string_view sql);  // one statement
};

class TableVersions {
 public:
  TableVersions();
  void begin_commit(const TableNames& changed);
  void end_commit(const TableNames& changed);
  // While this number stands, every snapshot shows the same rows of these tables. Nothing: one of
  // them is being changed, or `read` names none.
  std::optional<uint64_t> version_of(const TableNames& read) const;
  // About when one of them was changed last, in nanoseconds since 1970; a later change has a later
  // time. Of one that was not changed since the start: the time of the start.
  int64_t changed_ns(const TableNames& read) const;

 private:
  struct Table {
    uint64_t changed = 0;  // by which commit, the last time
    int64_t changed_ns = 0;
    int commits_now = 0;
  };

  mutable std::mutex mutex_;  // guards what follows
  uint64_t commits_ = 0;
  uint64_t everything_changed_ = 0;
  int64_t last_ns_ = 0;  // of any commit; at first of the start
  int64_t everything_changed_ns_ = 0;
  int commits_of_everything_now_ = 0;
  std::unordered_map<std::string, Table> tables_;
};

}  // namespace mockhaus::engine::duckdb
