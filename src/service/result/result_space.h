// Where results live: memory up to a budget that all results share, beyond it files in one
// directory, which belongs to this process. What an earlier one left there is adopted, file by
// file, or removed.
//
// Thread-safe. Must outlive the results.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "base/result.h"
#include "service/result/result_file.h"

namespace mockhaus::service {

class ResultSpace {
 public:
  struct Options {
    std::string directory;
    int64_t memory_bytes = 256 << 20;            // of all results together
    int64_t memory_bytes_per_result = 32 << 20;  // beyond it, further partitions go to the file
    bool keeps_files = false;  // those of an earlier process wait for adopt()
  };
  // Makes the directory.
  static Result<std::unique_ptr<ResultSpace>> open(Options options);

  // Whether `bytes` more fit in memory for a result that already has `held`. True: they count
  // until release().
  bool reserve(int64_t bytes, int64_t held);
  void release(int64_t bytes) { used_ -= bytes; }

  std::string new_file_path();
  // An earlier process's file, which is now a result's, or several statements'; null: it is not
  // there.
  std::shared_ptr<ResultFile> adopt(std::string_view name);
  void remove_strangers();
  // From now on files stay when their results go, for the next process.
  void leave_files() { files_stay_ = true; }
  const std::atomic<bool>& files_stay() const { return files_stay_; }
  int64_t memory_used() const { return used_; }

 private:
  explicit ResultSpace(Options options) : options_(std::move(options)) {}

  const Options options_;
  std::atomic<int64_t> used_ = 0;
  std::atomic<uint64_t> files_ = 0;
  std::atomic<bool> files_stay_ = false;
  // Names; used only while the server starts.
  std::set<std::string> strangers_;
  std::map<std::string, std::weak_ptr<ResultFile>> adopted_;
};

}  // namespace mockhaus::service
