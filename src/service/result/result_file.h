// The file in which a result keeps the partitions that did not fit in memory.
//
// Removed with its last owner. Reading is thread-safe; writing belongs to the one who stores.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mockhaus::service {

class ResultFile {
 public:
  explicit ResultFile(std::string path) : path_(std::move(path)) {}
  ~ResultFile();
  ResultFile(const ResultFile&) = delete;
  ResultFile& operator=(const ResultFile&) = delete;

  // Appends the bytes, and returns where they begin.
  Result<int64_t> append(std::string_view bytes);
  Result<std::string> read(int64_t offset, int64_t size) const;

 private:
  Result<Done> open();

  const std::string path_;
  int descriptor_ = -1;
  int64_t end_ = 0;
};

}  // namespace mockhaus::service
