// The files that COPY INTO location writes: they appear in the stage all at once, at the end.
#pragma once

#include <memory>

#include "commands/stage_place.h"
#include "storage/byte_source.h"
#include "storage/file_format.h"

namespace mockhaus::commands {

struct UnloadedFile {
  std::string name;  // in the stage
  std::string path;  // where it lies until it is kept
  int64_t rows = 0;
  int64_t bytes = 0;  // before packing
};

struct UnloadNaming {
  std::string path;      // as in the location
  std::string query_id;  // empty: not in names
  std::string extension;
  bool single = false;
};

class UnloadFiles {
 public:
  UnloadFiles(const CommandContext& context, const StagePlace& place, UnloadNaming naming,
              std::string compression, int64_t bytes_max);
  UnloadFiles(const UnloadFiles&) = delete;
  ~UnloadFiles();  // what was not kept is removed

  // One record. A new file begins with `head` when the last is full or `partition` changes.
  Result<Done> write(std::string_view partition, std::string_view record, std::string_view head);
  // A place for a file that someone else writes.
  Result<UnloadedFile*> add_file();
  // 100096 where a file exists already and may not be replaced.
  Result<Done> keep(bool overwrites);

  const std::vector<UnloadedFile>& files() const { return files_; }

 private:
  Result<Done> open(std::string_view partition);
  Result<Done> close();
  std::string name_of(std::string_view partition, size_t number) const;

  const CommandContext& context_;
  const StagePlace& place_;
  const UnloadNaming naming_;
  const std::string compression_;
  const int64_t bytes_max_;
  std::vector<UnloadedFile> files_;
  std::unique_ptr<storage::ByteSink> sink_;
  std::string partition_;
  size_t number_ = 0;
};

}  // namespace mockhaus::commands
