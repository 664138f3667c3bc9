#include "storage/record_reader.h"

#include "storage/errors.h"
#include "storage/record_openers.h"

namespace mockhaus::storage {

static bool is_utf8_name(std::string_view encoding) {
  return encoding == "UTF8" || encoding == "UTF-8";
}

Result<std::unique_ptr<RecordReader>> open_records(const std::string& path, std::string_view name,
                                                   const FileFormat& format, size_t columns) {
  if (!is_utf8_name(format.encoding)) return errors::unknown_encoding(format.encoding);
  std::unique_ptr<ByteSource> bytes = TRY(open_bytes(path, name, format.compression));
  switch (format.type) {
    case FileType::csv: return open_csv(std::move(bytes), format, columns);
    case FileType::json: return open_json(std::move(bytes), format);
    default: return errors::unreadable_type(name_of(format.type));
  }
}

}  // namespace mockhaus::storage
