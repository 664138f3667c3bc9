// What a client must do for PUT and GET: the plan that its driver carries out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mockhaus::commands {

struct Transfer {
  enum class Direction : uint8_t { upload, download };
  struct File {
    std::string name;  // in the stage
    int64_t size = 0;
  };

  Direction direction = Direction::upload;
  std::string local;   // as written, after file://
  std::string folder;  // of the stage (storage/stage_files.h)
  std::string prefix;  // in the stage: empty, or with a slash at its end
  int64_t parallel = 4;
  bool overwrite = false;
  bool auto_compress = true;
  std::string source_compression = "auto_detect";
  std::vector<File> files;  // of a download
};

}  // namespace mockhaus::commands
