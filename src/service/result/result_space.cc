#include "service/result/result_space.h"

#include <filesystem>
#include <memory>
#include <system_error>

namespace mockhaus::service {
namespace {

constexpr std::string_view file_prefix = "result_";

}  // namespace

Result<std::unique_ptr<ResultSpace>> ResultSpace::open(Options options) {
  std::unique_ptr<ResultSpace> space(new ResultSpace(std::move(options)));
  const std::string& directory = space->options_.directory;
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  for (std::filesystem::directory_iterator at(directory, failed), end; at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (!name.starts_with(file_prefix)) continue;
    const uint64_t number = std::strtoull(name.c_str() + file_prefix.size(), nullptr, 10);
    space->files_ = std::max(space->files_.load(), number);
    space->strangers_.insert(name);
  }
  if (failed) {
    return Error{"000603", "XX000",
                 "The results directory cannot be used: " + failed.message() + ".", {}};
  }
  if (!space->options_.keeps_files) space->remove_strangers();
  return space;
}

std::shared_ptr<ResultFile> ResultSpace::adopt(std::string_view name) {
  const std::string text(name);
  if (const auto known = adopted_.find(text); known != adopted_.end()) return known->second.lock();
  if (strangers_.erase(text) == 0) return nullptr;
  auto file = std::make_shared<ResultFile>(
      ResultFile::reopened(options_.directory + "/" + text, files_stay_));
  adopted_.emplace(text, file);
  return file;
}

void ResultSpace::remove_strangers() {
  for (const std::string& name : strangers_) {
    std::error_code ignored;
    std::filesystem::remove(options_.directory + "/" + name, ignored);
  }
  strangers_.clear();
  adopted_.clear();
}

bool ResultSpace::reserve(int64_t bytes, int64_t held) {
  if (held + bytes > options_.memory_bytes_per_result) return false;
  if (used_.fetch_add(bytes) + bytes <= options_.memory_bytes) return true;
  used_ -= bytes;
  return false;
}

std::string ResultSpace::new_file_path() {
  return options_.directory + "/" + std::string(file_prefix) + std::to_string(++files_);
}

}  // namespace mockhaus::service
