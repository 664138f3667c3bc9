#include "service/result/result_space.h"

#include <filesystem>
#include <memory>
#include <system_error>

namespace mockhaus::service {
namespace {

constexpr std::string_view file_prefix = "result_";

}  // namespace

Result<std::unique_ptr<ResultSpace>> ResultSpace::open(Options options) {
  std::error_code failed;
  std::filesystem::create_directories(options.directory, failed);
  for (std::filesystem::directory_iterator at(options.directory, failed), end; at != end;
       at.increment(failed)) {
    if (at->path().filename().string().starts_with(file_prefix)) {
      std::error_code ignored;
      std::filesystem::remove(at->path(), ignored);
    }
  }
  if (failed) {
    return Error{"000603", "XX000",
                 "The results directory cannot be used: " + failed.message() + ".", {}};
  }
  return std::unique_ptr<ResultSpace>(new ResultSpace(std::move(options)));
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
