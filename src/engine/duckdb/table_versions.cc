#include "engine/duckdb/table_versions.h"

#include <algorithm>

#include "base/clock.h"

namespace mockhaus::engine::duckdb {
namespace {

// Beyond it all are forgotten, which counts as a change of everything.
constexpr size_t tables_max = 100'000;

constexpr std::string_view schema_marks[] = {"\"data\".\"", "temp.main.\"", "mockhaus."};

// After these a statement names the one table that it changes.
constexpr std::string_view changes[] = {
    "INSERT INTO ", "DELETE FROM ", "UPDATE ", "MERGE INTO ", "ALTER TABLE ", "CREATE TABLE ",
    "CREATE TEMPORARY TABLE ", "DROP TABLE IF EXISTS "};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The name that begins here with this mark, without its last quote; empty: none.
std::string_view name_at(std::string_view sql, size_t at, std::string_view mark) {
  size_t end = at + mark.size();
  while (end < sql.size() && is_word(sql[end])) ++end;
  return end > at + mark.size() ? sql.substr(at, end - at) : std::string_view();
}

std::string_view target_of(std::string_view sql) {
  for (const std::string_view change : changes) {
    if (!sql.starts_with(change)) continue;
    for (const std::string_view mark : schema_marks) {
      if (sql.substr(change.size()).starts_with(mark)) return name_at(sql, change.size(), mark);
    }
  }
  return {};
}

}  // namespace

void TableNames::add_changed_by(std::string_view sql) {
  const std::string_view target = target_of(sql);
  target.empty() ? add_names_of(sql) : void(names.emplace(target));
}

void TableNames::add_names_of(std::string_view sql) {
  bool found = false;
  for (const std::string_view mark : schema_marks) {
    for (size_t at = sql.find(mark); at != sql.npos; at = sql.find(mark, at)) {
      const std::string_view name = name_at(sql, at, mark);
      if (!name.empty()) names.emplace(name);
      found = found || !name.empty();
      at += std::max(name.size(), mark.size());
    }
  }
  everything = everything || !found;
}

TableVersions::TableVersions()
    : last_ns_(SystemClock().wall_ns()), everything_changed_ns_(last_ns_) {}

int64_t TableVersions::changed_ns(const TableNames& read) const {
  const std::lock_guard lock(mutex_);
  int64_t changed = everything_changed_ns_;
  for (const std::string& name : read.names) {
    const auto found = tables_.find(name);
    if (found != tables_.end()) changed = std::max(changed, found->second.changed_ns);
  }
  return changed;
}

void TableVersions::begin_commit(const TableNames& changed) {
  const std::lock_guard lock(mutex_);
  if (changed.everything) ++commits_of_everything_now_;
  for (const std::string& name : changed.names) ++tables_[name].commits_now;
}

void TableVersions::end_commit(const TableNames& changed) {
  const std::lock_guard lock(mutex_);
  ++commits_;
  last_ns_ = std::max(SystemClock().wall_ns(), last_ns_ + 1);
  if (changed.everything) {
    --commits_of_everything_now_;
    everything_changed_ = commits_;
    everything_changed_ns_ = last_ns_;
  }
  for (const std::string& name : changed.names) {
    Table& table = tables_[name];
    --table.commits_now;
    table.changed = commits_;
    table.changed_ns = last_ns_;
  }
  if (tables_.size() <= tables_max) return;
  std::erase_if(tables_, [](const auto& item) { return item.second.commits_now == 0; });
  everything_changed_ = commits_;
  everything_changed_ns_ = last_ns_;
}

std::optional<uint64_t> TableVersions::version_of(const TableNames& read) const {
  const std::lock_guard lock(mutex_);
  if (read.everything || read.names.empty() || commits_of_everything_now_ > 0) return std::nullopt;
  uint64_t version = everything_changed_;
  for (const std::string& name : read.names) {
    const auto found = tables_.find(name);
    if (found == tables_.end()) continue;
    if (found->second.commits_now > 0) return std::nullopt;
    version = std::max(version, found->second.changed);
  }
  return version;
}

}  // namespace mockhaus::engine::duckdb
