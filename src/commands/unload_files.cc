#include "commands/unload_files.h"

#include <cstdio>

namespace mockhaus::commands {

UnloadFiles::UnloadFiles(const CommandContext& context, const StagePlace& place,
                         UnloadNaming naming, std::string compression, int64_t bytes_max)
    : context_(context),
      place_(place),
      naming_(std::move(naming)),
      compression_(std::move(compression)),
      bytes_max_(bytes_max) {}

UnloadFiles::~UnloadFiles() {
  sink_.reset();
  for (const UnloadedFile& file : files_) std::remove(file.path.c_str());
}

std::string UnloadFiles::name_of(std::string_view partition, size_t number) const {
  const bool is_folder = naming_.path.empty() || naming_.path.ends_with('/');
  if (naming_.single) return is_folder ? naming_.path + "data" : naming_.path;
  std::string name = naming_.path;
  if (!partition.empty()) {
    if (!is_folder) name += "/";
    name += std::string(partition) + "/data";
  } else if (is_folder) {
    name += "data";
  }
  if (!name.ends_with('_')) name += "_";
  if (!naming_.query_id.empty()) name += naming_.query_id + "_";
  return name + "0_0_" + std::to_string(number) + naming_.extension;
}

Result<UnloadedFile*> UnloadFiles::add_file() {
  UnloadedFile file;
  file.name = name_of(partition_, number_++);
  file.path = TRY(context_.stage_files->incoming(0));
  files_.push_back(std::move(file));
  return &files_.back();
}

Result<Done> UnloadFiles::open(std::string_view partition) {
  TRY(close());
  if (partition != partition_) number_ = 0;
  partition_ = partition;
  const UnloadedFile* file = TRY(add_file());
  sink_ = TRY(storage::create_bytes(file->path, compression_));
  return Done{};
}

Result<Done> UnloadFiles::close() {
  if (sink_ == nullptr) return Done{};
  TRY(sink_->finish());
  sink_.reset();
  return Done{};
}

Result<Done> UnloadFiles::write(std::string_view partition, std::string_view record,
                                std::string_view head) {
  const auto size = static_cast<int64_t>(record.size());
  const bool full = sink_ != nullptr && files_.back().bytes + size > bytes_max_;
  if (full && naming_.single) {
    return Error{"100142", "22000",
                 "Max file size (" + std::to_string(bytes_max_) +
                     ") exceeded for unload single file mode. Please increase MAX_FILE_SIZE "
                     "parameter or disable single file mode.",
                 std::nullopt};
  }
  if (sink_ == nullptr || full || partition != partition_) {
    TRY(open(partition));
    TRY(sink_->write(head));
    files_.back().bytes += static_cast<int64_t>(head.size());
  }
  TRY(sink_->write(record));
  files_.back().bytes += size;
  ++files_.back().rows;
  return Done{};
}

Result<Done> UnloadFiles::keep(bool overwrites) {
  TRY(close());
  for (const UnloadedFile& file : files_) {
    if (overwrites || !context_.stage_files->find(place_.folder, file.name).ok()) continue;
    return Error{"001030", "22000",
                 "Files already existing at the unload destination: " + place_.shown + file.name +
                     ". Use overwrite option to force unloading.",
                 std::nullopt};
  }
  for (const UnloadedFile& file : files_) {
    if (file.rows == 0) continue;
    TRY(context_.stage_files->keep(file.path, place_.folder, file.name));
  }
  return Done{};
}

}  // namespace mockhaus::commands
