// The readers of each file type; for record_reader.cc.
#pragma once

#include "storage/byte_source.h"
#include "storage/record_reader.h"

namespace mockhaus::storage {

Result<std::unique_ptr<RecordReader>> open_csv(std::unique_ptr<ByteSource> bytes,
                                               const FileFormat& format, size_t columns);
Result<std::unique_ptr<RecordReader>> open_json(std::unique_ptr<ByteSource> bytes,
                                                const FileFormat& format);

}  // namespace mockhaus::storage
