// The file in which a result keeps the partitions that did not fit in memory.
//
// Removed with its last owner, unless files stay for a later process. Reading is thread-safe;
// writing belongs to the one who stores.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace mockhaus::service {

class ResultFile {
 public:
  // A new file. `stays`: whether files stay when they lose their owner; lives longer than this.
  ResultFile(std::string path, const std::atomic<bool>& stays)
      : path_(std::move(path)), stays_(&stays) {}
  // One that exists, for reading only; removed as a new one is.
  static ResultFile reopened(std::string path, const std::atomic<bool>& stays) {
    ResultFile file(std::move(path), stays);
    file.exists_ = true;
    return file;
  }
  // One that exists, for reading only, and is somebody else's to remove.
  static ResultFile existing(std::string path) { return ResultFile(std::move(path)); }
  ResultFile(ResultFile&& other) noexcept
      : path_(std::move(other.path_)), stays_(std::exchange(other.stays_, nullptr)),
        exists_(other.exists_), descriptor_(std::exchange(other.descriptor_, -1)),
        end_(other.end_) {}
  ~ResultFile();
  ResultFile(const ResultFile&) = delete;
  ResultFile& operator=(const ResultFile&) = delete;

  // Appends the bytes, and returns where they begin.
  Result<int64_t> append(std::string_view bytes);
  Result<std::string> read(int64_t offset, int64_t size) const;
  const std::string& path() const { return path_; }

 private:
  explicit ResultFile(std::string path) : path_(std::move(path)) {}
  Result<Done> open();

  std::string path_;
  const std::atomic<bool>* stays_ = nullptr;  // null: never removed here
  bool exists_ = false;
  int descriptor_ = -1;
  int64_t end_ = 0;
};

}  // namespace mockhaus::service
