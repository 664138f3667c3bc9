// The checksum of a file, read piece by piece.
#pragma once

#include <string>

#include "base/result.h"

namespace mockhaus::storage {

Result<std::string> md5_of_file(const std::string& path);  // hexadecimal

}  // namespace mockhaus::storage
