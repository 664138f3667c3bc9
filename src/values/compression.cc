#include "values/compression.h"

#include <bzlib.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace mockhaus::values {

namespace {

void append_varint(uint64_t value, std::string& out) {
  while (value >= 128) {
    out += static_cast<char>(value | 128);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

std::optional<uint64_t> take_varint(std::string_view& in) {
  uint64_t value = 0;
  for (int shift = 0; shift < 35 && !in.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(in[0]);
    in.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 127) << shift;
    if (byte < 128) return value;
  }
  return std::nullopt;
}

uint64_t little_endian(std::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// The whole length, then literals: a tag byte with (length - 1) << 2, 61 << 2 for two bytes of it.
void compress_snappy(std::string_view bytes, std::string& out) {
  append_varint(bytes.size(), out);
  constexpr size_t chunk = 65536;
  while (!bytes.empty()) {
    const size_t size = std::min(bytes.size(), chunk);
    if (size <= 60) {
      out += static_cast<char>((size - 1) << 2);
    } else {
      out += static_cast<char>(61 << 2);
      out += static_cast<char>((size - 1) & 0xFF);
      out += static_cast<char>((size - 1) >> 8);
    }
    out.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
}

bool take_literal(std::string_view& in, size_t tag, std::string& out) {
  size_t size = (tag >> 2) + 1;
  if (size > 60) {
    const size_t count = size - 60;
    if (in.size() < count) return false;
    size = little_endian(in.substr(0, count)) + 1;
    in.remove_prefix(count);
  }
  if (in.size() < size) return false;
  out.append(in.substr(0, size));
  in.remove_prefix(size);
  return true;
}

bool take_copy(std::string_view& in, size_t tag, std::string& out) {
  const size_t count = (tag & 3) == 1 ? 1 : (tag & 3) == 2 ? 2 : 4;
  if (in.size() < count) return false;
  size_t offset = little_endian(in.substr(0, count));
  in.remove_prefix(count);
  size_t size = (tag >> 2) + 1;
  if (count == 1) {
    size = (tag >> 2 & 7) + 4;
    offset |= (tag >> 5) << 8;
  }
  if (offset == 0 || offset > out.size()) return false;
  for (size_t i = 0; i < size; ++i) out += out[out.size() - offset];  // may overlap itself
  return true;
}

bool decompress_snappy(std::string_view in, size_t bytes_max, std::string& out) {
  const auto size = take_varint(in);
  if (!size || *size > bytes_max) return false;
  while (!in.empty() && out.size() <= *size) {
    const auto tag = static_cast<unsigned char>(in[0]);
    in.remove_prefix(1);
    const bool taken = (tag & 3) == 0 ? take_literal(in, tag, out) : take_copy(in, tag, out);
    if (!taken) return false;
  }
  return in.empty() && out.size() == *size;
}

bool compress_zlib(int level, std::string_view bytes, std::string& out) {
  uLongf size = compressBound(bytes.size());
  out.resize(size);
  const int fault = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                              reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), level);
  out.resize(size);
  return fault == Z_OK;
}

bool decompress_zlib(std::string_view bytes, size_t bytes_max, std::string& out) {
  for (size_t room = bytes.size() * 4 + 64;; room *= 4) {
    uLongf size = std::min(room, bytes_max);
    out.resize(size);
    const int fault = uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
                                 reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    out.resize(size);
    if (fault != Z_BUF_ERROR || room >= bytes_max) return fault == Z_OK;
  }
}

bool compress_bz2(int level, std::string_view bytes, std::string& out) {
  auto size = static_cast<unsigned>(bytes.size() + bytes.size() / 100 + 600);  // as its manual asks
  out.resize(size);
  const int fault = BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(bytes.data()),
                                             static_cast<unsigned>(bytes.size()), level, 0, 0);
  out.resize(size);
  return fault == BZ_OK;
}

bool decompress_bz2(std::string_view bytes, size_t bytes_max, std::string& out) {
  for (size_t room = bytes.size() * 4 + 64;; room *= 4) {
    auto size = static_cast<unsigned>(std::min(room, bytes_max));
    out.resize(size);
    const int fault = BZ2_bzBuffToBuffDecompress(
        out.data(), &size, const_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size()), 0,
        0);
    out.resize(size);
    if (fault != BZ_OUTBUFF_FULL || room >= bytes_max) return fault == BZ_OK;
  }
}

}  // namespace

std::optional<Compression> parse_compression(std::string_view method) {
  if (ascii::equal_ignoring_case(method, "SNAPPY")) return Compression{};
  const size_t open = std::min(method.find('('), method.size());
  const std::string_view name = method.substr(0, open);
  Compression result{CompressionKind::zlib, -1};
  int least = 0;
  if (ascii::equal_ignoring_case(name, "BZ2")) {
    result = {CompressionKind::bz2, 9};
    least = 1;
  } else if (!ascii::equal_ignoring_case(name, "ZLIB")) {
    return std::nullopt;
  }
  if (open == method.size()) return result;
  const char* end = method.data() + method.size() - 1;
  const auto [at, fault] = std::from_chars(method.data() + open + 1, end, result.level);
  const bool fits = fault == std::errc() && at == end && *end == ')' && result.level >= least &&
                    result.level <= 9;
  return fits ? std::optional(result) : std::nullopt;
}

bool compress(const Compression& method, std::string_view bytes, std::string& out) {
  if (method.kind == CompressionKind::zlib) return compress_zlib(method.level, bytes, out);
  if (method.kind == CompressionKind::bz2) return compress_bz2(method.level, bytes, out);
  compress_snappy(bytes, out);
  return true;
}

bool decompress(const Compression& method, std::string_view bytes, size_t bytes_max,
                std::string& out) {
  if (method.kind == CompressionKind::zlib) return decompress_zlib(bytes, bytes_max, out);
  if (method.kind == CompressionKind::bz2) return decompress_bz2(bytes, bytes_max, out);
  return decompress_snappy(bytes, bytes_max, out);
}

}  // namespace mockhaus::values
