// The bytes of a staged file, unpacked, piece by piece.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mockhaus::storage {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Appends up to `bytes` to `into`; false at the end. An error: the file cannot be read or its
  // compression is broken.
  virtual Result<bool> read(std::string& into, size_t bytes) = 0;
};

// `compression` as in a file format: AUTO looks at the first bytes. BZ2, BROTLI, ZSTD and LZO are
// refused by name.
Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, std::string_view name,
                                               std::string_view compression);

// A file that is written, packed or not: NONE, GZIP, DEFLATE, RAW_DEFLATE.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Result<Done> write(std::string_view bytes) = 0;
  virtual Result<Done> finish() = 0;
  virtual int64_t written() const = 0;  // bytes on disk so far, about
};
Result<std::unique_ptr<ByteSink>> create_bytes(const std::string& path,
                                               std::string_view compression);

}  // namespace mockhaus::storage
