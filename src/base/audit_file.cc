#include "base/audit_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace mockhaus {

Result<std::unique_ptr<AuditFile>> AuditFile::open(Options options) {
  std::unique_ptr<AuditFile> file(new AuditFile(std::move(options)));
  if (!file->reopen()) {
    return Error{"000603", "58030", "cannot write the audit log '" + file->options_.path +
                                        "': " + std::strerror(errno), {}};
  }
  return file;
}

AuditFile::~AuditFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool AuditFile::reopen() {
  descriptor_ = ::open(options_.path.c_str(),
                       O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  struct stat state {};
  if (descriptor_ < 0 || fstat(descriptor_, &state) != 0) return false;
  bytes_ = state.st_size;
  return true;
}

void AuditFile::rotate() {
  ::close(descriptor_);
  const auto name = [&](int number) { return options_.path + "." + std::to_string(number); };
  for (int i = options_.kept; i > 1; --i) std::rename(name(i - 1).c_str(), name(i).c_str());
  std::rename(options_.path.c_str(), name(1).c_str());
  reopen();
}

void AuditFile::write(std::string_view line) {
  const std::lock_guard lock(mutex_);
  if (descriptor_ < 0 && !reopen()) return;  // a full disk must not stop the server
  const auto size = static_cast<int64_t>(line.size());
  if (bytes_ > 0 && bytes_ + size > options_.bytes_max) rotate();
  if (descriptor_ >= 0) append(line);
}

// One write, usually; the rest of a line whose write was cut short follows.
void AuditFile::append(std::string_view line) {
  while (!line.empty()) {
    const ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes_ += written;
    line.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace mockhaus
