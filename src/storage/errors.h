// What can be wrong with a staged file.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace mockhaus::storage::errors {

Error file_not_found(std::string_view name);
Error file_name_too_long(std::string_view name);
Error file_too_large(int64_t bytes, int64_t bytes_max);
Error disk_full();
Error disk_failed(std::string_view what, std::string_view reason);
Error invalid_option(std::string_view name);                                  // 001420
Error invalid_option_value(std::string_view value, std::string_view option);  // 001008
Error broken_compression(std::string_view name);
Error unknown_compression(std::string_view method);
Error unknown_encoding(std::string_view encoding);
Error unreadable_type(std::string_view type);

}  // namespace mockhaus::storage::errors
