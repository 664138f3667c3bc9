// gzip of whole bodies.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::http {

bool is_gzip(std::string_view bytes);  // by its first two bytes
// Nothing: not gzip, damaged, or larger than `limit` when unpacked.
std::optional<std::string> unzip(std::string_view bytes, size_t limit);
std::string zip(std::string_view bytes);  // level 1: 200 MB/s

}  // namespace mockhaus::http
