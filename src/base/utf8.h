// UTF-8, checked and made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mockhaus {

bool is_utf8(std::string_view bytes);  // no overlong forms, no surrogates
void append_utf8(std::string& out, uint32_t code_point);

}  // namespace mockhaus
