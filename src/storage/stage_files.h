// The files of stages: a folder for each stage below one root, which nothing can leave.
//
// A file's name in its stage is any text with slashes ("2024/a b.csv"). On disk each part of it is
// encoded: folders begin with '+', files with '=', and what is not a letter, digit, '.', '_' or '-'
// is %XX. So "..", absolute names and a file beside a folder of the same name are harmless, and no
// name means a pattern to anyone. New files are written to incoming() and then moved: a file is
// there whole or not at all. Thread-safe: the file system is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockhaus::storage {

struct StagedFile {
  std::string name;  // inside the stage
  int64_t size = 0;
  int64_t modified_ms = 0;
  std::string md5;     // hexadecimal
  std::string digest;  // what the uploading client sent as sfc-digest; may be empty
};

constexpr int64_t file_bytes_max = int64_t{5} << 30;  // as Snowflake's PUT

class StageFiles {
 public:
  // Makes the root; forgets uploads and temporary stages of an earlier process.
  static Result<std::unique_ptr<StageFiles>> open(std::string root);

  // In the order of their names; those that begin with `prefix`.
  std::vector<StagedFile> list(std::string_view folder, std::string_view prefix) const;
  // Error 253006 where there is no such file.
  Result<StagedFile> find(std::string_view folder, std::string_view name) const;
  // Where the file lies, whether it exists or not. Error: a part of the name is too long.
  Result<std::string> path_of(std::string_view folder, std::string_view name) const;

  // A new name on the same file system, to be written by the caller. Error: the disk is full.
  Result<std::string> incoming(int64_t bytes) const;
  // Moves a written file to its place, over what is there. `digest` is kept with it.
  Result<Done> keep(const std::string& incoming, std::string_view folder, std::string_view name,
                    std::string_view digest = {}) const;
  bool remove(std::string_view folder, std::string_view name) const;
  void remove_folder(std::string_view folder) const;
  // Removes the folders of stages that are gone.
  void sweep(const std::function<bool(std::string_view folder)>& is_alive) const;

  const std::string& root() const { return root_; }

 private:
  explicit StageFiles(std::string root) : root_(std::move(root)) {}

  const std::string root_;
};

}  // namespace mockhaus::storage
