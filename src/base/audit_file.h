// A file of JSON lines that only grows: who did what, from where, and how it ended.
//
// Readable by its owner alone. At its largest size it becomes name.1, name.1 becomes name.2, and
// so on; the oldest is removed. A line is one write. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mockhaus {

class AuditFile {
 public:
  struct Options {
    std::string path;
    int64_t bytes_max = 64 << 20;
    int kept = 10;  // older files
  };
  static Result<std::unique_ptr<AuditFile>> open(Options options);
  ~AuditFile();

  void write(std::string_view line);

 private:
  explicit AuditFile(Options options) : options_(std::move(options)) {}
  bool reopen();
  void rotate();
  void append(std::string_view line);

  const Options options_;
  std::mutex mutex_;  // guards what follows
  int descriptor_ = -1;
  int64_t bytes_ = 0;
};

}  // namespace mockhaus
