#include "service/statement/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "service/statement/errors.h"
#include "service/statement/journal_record.h"

namespace mockhaus::service {

// Small enough that old ones go soon, large enough that there are few.
constexpr int64_t segment_bytes_max = 32 << 20;
constexpr std::string_view prefix = "journal_";

Result<std::unique_ptr<Journal>> Journal::open(std::string directory, ResultSpace& space,
                                               const Log& log) {
  std::unique_ptr<Journal> journal(new Journal(std::move(directory), space, log));
  std::error_code failed;
  std::filesystem::create_directories(journal->directory_, failed);
  for (std::filesystem::directory_iterator at(journal->directory_, failed), end; at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (!name.starts_with(prefix)) continue;
    const unsigned long said = std::strtoul(name.c_str() + prefix.size(), nullptr, 10);
    const auto number = static_cast<uint32_t>(said);
    journal->alive_[number] = 0;
    journal->segment_ = std::max(journal->segment_, number);
  }
  if (failed) {
    return Error{"000603", "XX000",
                 "The directory of statements cannot be used: " + failed.message() + ".", {}};
  }
  return journal;
}

Journal::~Journal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string Journal::path_of(uint32_t segment) const {
  return directory_ + "/" + std::string(prefix) + std::to_string(segment);
}

Result<Done> Journal::next_segment() {
  if (descriptor_ >= 0) ::close(descriptor_);
  ++segment_;
  segment_bytes_ = 0;
  descriptor_ = ::open(path_of(segment_).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return Error{"000603", "XX000", std::strerror(errno), {}};
  alive_[segment_] = 0;
  return Done{};
}

// The segment that holds the record; 0: it could not be written.
uint32_t Journal::append(const std::string& record) {
  const std::lock_guard lock(mutex_);
  const auto size = static_cast<int64_t>(record.size());
  if (descriptor_ < 0 || segment_bytes_ + size > segment_bytes_max) {
    const uint32_t before = segment_;
    if (!next_segment().ok()) return 0;
    const auto old = alive_.find(before);
    if (old != alive_.end() && old->second == 0) drop_one(before);
  }
  int64_t done = 0;
  while (done < size) {
    const ssize_t written = ::pwrite(descriptor_, record.data() + done,
                                     static_cast<size_t>(size - done), segment_bytes_ + done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      // Half a record would hide those after it.
      if (::ftruncate(descriptor_, segment_bytes_) != 0) segment_bytes_ = segment_bytes_max;
      log_.error("journal", {{"what", std::strerror(errno)}});
      return 0;
    }
    done += written;
  }
  segment_bytes_ += size;
  ++alive_[segment_];
  return segment_;
}

void Journal::begun(Statement& statement) {
  if (statement.begun_segment != 0) return;
  statement.begun_segment = append(begun_record(statement));
}

void Journal::ended(Statement& statement, const StatementOutcome& outcome, StatementState state) {
  Result<std::string> record = ended_record(statement, outcome, state);
  if (!record) {
    log_.error("journal", {{"what", record.error().message}});
    return;
  }
  statement.ended_segment = append(*record);
}

// With the lock. Removes a segment of which nothing counts any more.
void Journal::drop_one(uint32_t segment) {
  ::unlink(path_of(segment).c_str());
  alive_.erase(segment);
}

void Journal::forget(const Statement& statement) {
  const std::lock_guard lock(mutex_);
  for (const uint32_t segment : {statement.begun_segment.load(), statement.ended_segment.load()}) {
    const auto found = alive_.find(segment);
    if (segment == 0 || found == alive_.end()) continue;
    if (--found->second <= 0 && segment != segment_) drop_one(segment);
  }
}

void Journal::load_segment(uint32_t segment, Loaded& loaded) {
  std::ifstream file(path_of(segment), std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  const std::string bytes = text.str();
  const auto source = std::make_shared<ResultFile>(ResultFile::existing(path_of(segment)));
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const size_t line = rest.find('\n');
    if (line == rest.npos) return;  // the process ended while it wrote
    const auto begin = static_cast<int64_t>(bytes.size() - rest.size() + line + 1);
    std::optional<ReadRecord> record = read_record(rest.substr(0, line), space_, source, begin);
    if (!record || rest.size() - line - 1 < record->following_bytes) return;
    rest.remove_prefix(line + 1 + record->following_bytes);
    ++alive_[segment];
    SavedStatement& saved = record->statement;
    if (!record->is_end) {
      saved.begun_segment = segment;
      loaded.begun[saved.id] = loaded.statements.size();
      loaded.statements.push_back(std::move(saved));
      continue;
    }
    saved.ended_segment = segment;
    const auto earlier = loaded.begun.find(saved.id);
    if (earlier == loaded.begun.end()) {
      loaded.statements.push_back(std::move(saved));
    } else {
      SavedStatement& place = loaded.statements[earlier->second];
      saved.begun_segment = place.begun_segment;
      place = std::move(saved);
    }
  }
}

std::vector<SavedStatement> Journal::load() {
  const std::lock_guard lock(mutex_);
  Loaded loaded;
  std::vector<uint32_t> segments;
  for (const auto& [segment, alive] : alive_) segments.push_back(segment);
  for (const uint32_t segment : segments) load_segment(segment, loaded);
  for (const uint32_t segment : segments) {
    if (alive_[segment] == 0) drop_one(segment);
  }
  return std::move(loaded.statements);
}

}  // namespace mockhaus::service
