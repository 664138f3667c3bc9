#include "service/result/result_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mockhaus::service {
namespace {

Error file_failed(std::string_view action) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return {"000603", full ? "53100" : "XX000",
          "The result cannot be " + std::string(action) + ": " + std::strerror(errno) + ".",
          {}};
}

}  // namespace

ResultFile::~ResultFile() {
  const bool is_there = descriptor_ >= 0 || exists_;
  if (descriptor_ >= 0) ::close(descriptor_);
  if (is_there && stays_ != nullptr && !*stays_) ::unlink(path_.c_str());
}

Result<Done> ResultFile::open() {
  if (descriptor_ >= 0) return Done{};
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return file_failed("stored");
  return Done{};
}

Result<int64_t> ResultFile::append(std::string_view bytes) {
  TRY(open());
  const int64_t begin = end_;
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), end_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return file_failed("stored");
    bytes.remove_prefix(static_cast<size_t>(written));
    end_ += written;
  }
  return begin;
}

Result<std::string> ResultFile::read(int64_t offset, int64_t size) const {
  struct Opened {
    int descriptor;
    ~Opened() {
      if (descriptor >= 0) ::close(descriptor);
    }
  };
  // Thousands of results of an earlier process hold no descriptors.
  const Opened opened{descriptor_ >= 0 ? -1 : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)};
  const int descriptor = descriptor_ >= 0 ? descriptor_ : opened.descriptor;
  if (descriptor < 0) return file_failed("read");
  std::string bytes(static_cast<size_t>(size), '\0');
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::pread(descriptor, bytes.data() + done, bytes.size() - done,
                                offset + static_cast<int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return file_failed("read");
    done += static_cast<size_t>(got);
  }
  return bytes;
}

}  // namespace mockhaus::service
