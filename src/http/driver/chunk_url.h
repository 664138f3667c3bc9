// URLs of result chunks: public, because drivers send no token for them, and unguessable.
#pragma once

#include <string>
#include <string_view>

#include "http/driver/result_format.h"

namespace mockhaus::http::driver {

std::string chunk_url(std::string_view host, std::string_view statement_id, ResultFormat format,
                      size_t partition);
std::string_view name_of(ResultFormat format);

}  // namespace mockhaus::http::driver
