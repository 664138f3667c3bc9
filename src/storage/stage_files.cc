#include "storage/stage_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/uuid.h"
#include "storage/errors.h"
#include "storage/file_digest.h"

namespace mockhaus::storage {

namespace fs = std::filesystem;

namespace {

constexpr size_t segment_bytes_max = 250;          // of the file system: 255
constexpr int64_t bytes_kept_free = int64_t{256} << 20;  // for the database beside us
constexpr std::string_view incoming_folder = "incoming";
constexpr char folder_mark = '+', file_mark = '=', note_mark = '~';

bool is_plain(unsigned char c) {
  return std::isalnum(c) || c == '.' || c == '_' || c == '-';
}

std::string encode(char mark, std::string_view part) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text(1, mark);
  for (const unsigned char c : part) {
    if (is_plain(c)) {
      text += static_cast<char>(c);
    } else {
      text += '%';
      text += digits[c >> 4];
      text += digits[c & 15];
    }
  }
  return text;
}

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

std::string decode(std::string_view text) {
  std::string part;
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      part += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
      i += 2;
    } else {
      part += text[i];
    }
  }
  return part;
}

// Beside each file lies a note with its checksums: "~name" for "=name".
std::string note_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  std::string note = path;
  note[slash + 1] = note_mark;
  return note;
}

Result<StagedFile> look(const std::string& path, std::string name) {
  struct stat state {};
  if (lstat(path.c_str(), &state) != 0 || !S_ISREG(state.st_mode)) {
    return errors::file_not_found(name);
  }
  StagedFile file;
  file.name = std::move(name);
  file.size = state.st_size;
  file.modified_ms = state.st_mtim.tv_sec * 1000 + state.st_mtim.tv_nsec / 1'000'000;
  std::ifstream note(note_of(path));
  std::getline(note, file.md5);
  std::getline(note, file.digest);
  return file;
}

void collect(const fs::path& folder, const std::string& before, std::string_view prefix,
             std::vector<StagedFile>& into) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string on_disk = entry.path().filename().string();
    const std::string name = before + decode(on_disk);
    const size_t common = std::min(name.size(), prefix.size());
    if (std::string_view(name).substr(0, common) != prefix.substr(0, common)) continue;
    if (on_disk[0] == folder_mark) collect(entry.path(), name + "/", prefix, into);
    if (on_disk[0] != file_mark || !name.starts_with(prefix)) continue;
    Result<StagedFile> file = look(entry.path().string(), name);
    if (file.ok()) into.push_back(std::move(file).value());
  }
}

}  // namespace

Result<std::unique_ptr<StageFiles>> StageFiles::open(std::string root) {
  std::error_code error;
  fs::create_directories(root, error);
  if (error) return errors::disk_failed("make the folder of stages", error.message());
  fs::permissions(root, fs::perms::owner_all, error);
  auto files = std::unique_ptr<StageFiles>(new StageFiles(std::move(root)));
  files->remove_folder(incoming_folder);
  files->sweep([](std::string_view folder) { return !folder.starts_with("x"); });
  fs::create_directories(files->root_ + "/" + std::string(incoming_folder), error);
  if (error) return errors::disk_failed("make the folder of stages", error.message());
  return files;
}

std::vector<StagedFile> StageFiles::list(std::string_view folder, std::string_view prefix) const {
  std::vector<StagedFile> files;
  collect(fs::path(root_) / folder, "", prefix, files);
  std::sort(files.begin(), files.end(),
            [](const StagedFile& a, const StagedFile& b) { return a.name < b.name; });
  return files;
}

Result<StagedFile> StageFiles::find(std::string_view folder, std::string_view name) const {
  const std::string path = TRY(path_of(folder, name));
  return look(path, std::string(name));
}

Result<std::string> StageFiles::path_of(std::string_view folder, std::string_view name) const {
  std::string path = root_ + "/" + std::string(folder);
  for (std::string_view rest = name;;) {
    const size_t slash = rest.find('/');
    const bool last = slash == rest.npos;
    const std::string part = encode(last ? file_mark : folder_mark, rest.substr(0, slash));
    if (part.size() > segment_bytes_max) return errors::file_name_too_long(name);
    path += "/" + part;
    if (last) break;
    rest = rest.substr(slash + 1);
  }
  if (path.size() > 3500) return errors::file_name_too_long(name);  // PATH_MAX is 4096
  return path;
}

Result<std::string> StageFiles::incoming(int64_t bytes) const {
  struct statvfs disk {};
  if (bytes > file_bytes_max) return errors::file_too_large(bytes, file_bytes_max);
  if (statvfs(root_.c_str(), &disk) == 0) {
    const auto free = static_cast<int64_t>(disk.f_bavail) * static_cast<int64_t>(disk.f_frsize);
    if (free - bytes < bytes_kept_free) return errors::disk_full();
  }
  return root_ + "/" + std::string(incoming_folder) + "/" + random_hex(16);
}

Result<Done> StageFiles::keep(const std::string& incoming, std::string_view folder,
                              std::string_view name, std::string_view digest) const {
  const std::string path = TRY(path_of(folder, name));
  const std::string md5 = TRY(md5_of_file(incoming));
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return errors::disk_failed("make a folder of a stage", error.message());
  const std::string note = incoming + ".note";
  {
    std::ofstream out(note);
    out << md5 << "\n" << digest.substr(0, 200) << "\n";
    if (!out.flush()) return errors::disk_full();
  }
  fs::rename(note, note_of(path), error);
  if (!error) fs::rename(incoming, path, error);
  if (error) return errors::disk_failed("keep a file of a stage", error.message());
  return Done{};
}

bool StageFiles::remove(std::string_view folder, std::string_view name) const {
  const Result<std::string> path = path_of(folder, name);
  if (!path.ok() || ::unlink(path->c_str()) != 0) return false;
  ::unlink(note_of(*path).c_str());
  // Folders that are empty now go, too.
  std::error_code error;
  const fs::path top = fs::path(root_) / folder;
  for (fs::path up = fs::path(*path).parent_path(); up != top; up = up.parent_path()) {
    if (::rmdir(up.c_str()) != 0) break;
  }
  return true;
}

void StageFiles::remove_folder(std::string_view folder) const {
  std::error_code ignored;
  fs::remove_all(fs::path(root_) / folder, ignored);
}

void StageFiles::sweep(const std::function<bool(std::string_view folder)>& is_alive) const {
  std::error_code error;
  std::vector<std::string> gone;
  for (const auto& entry : fs::directory_iterator(root_, error)) {
    const std::string folder = entry.path().filename().string();
    if (folder != incoming_folder && !is_alive(folder)) gone.push_back(folder);
  }
  for (const std::string& folder : gone) remove_folder(folder);
}

}  // namespace mockhaus::storage
