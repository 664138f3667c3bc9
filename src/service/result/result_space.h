// Where results live: memory up to a budget that all results share, beyond it files in one
// directory, which belongs to this process and is emptied when it starts.
//
// Thread-safe. Must outlive the results.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace mockhaus::service {

class ResultSpace {
 public:
  struct Options {
    std::string directory;
    int64_t memory_bytes = 256 << 20;            // of all results together
    int64_t memory_bytes_per_result = 32 << 20;  // beyond it, further partitions go to the file
  };
  // Makes the directory and removes what an earlier process left in it.
  static Result<std::unique_ptr<ResultSpace>> open(Options options);

  // Whether `bytes` more fit in memory for a result that already has `held`. True: they count
  // until release().
  bool reserve(int64_t bytes, int64_t held);
  void release(int64_t bytes) { used_ -= bytes; }

  std::string new_file_path();
  int64_t memory_used() const { return used_; }

 private:
  explicit ResultSpace(Options options) : options_(std::move(options)) {}

  const Options options_;
  std::atomic<int64_t> used_ = 0;
  std::atomic<uint64_t> files_ = 0;
};

}  // namespace mockhaus::service
