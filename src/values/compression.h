// COMPRESS and DECOMPRESS_...: SNAPPY, ZLIB and BZ2.
//
// Snappy's answer is correct but never shorter than the text: it is written as literals.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::values {

enum class CompressionKind : uint8_t { snappy, zlib, bz2 };
struct Compression {
  CompressionKind kind = CompressionKind::snappy;
  int level = -1;  // ZLIB(3), BZ2(9); -1: the library's own
};

// SNAPPY, ZLIB, zlib(9), BZ2; nothing for what we cannot do.
std::optional<Compression> parse_compression(std::string_view method);

bool compress(const Compression& method, std::string_view bytes, std::string& out);
// False: the bytes are not of this method. The result has a limit of `bytes_max`.
bool decompress(const Compression& method, std::string_view bytes, size_t bytes_max,
                std::string& out);

}  // namespace mockhaus::values
