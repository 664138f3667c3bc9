// Base64 in its two alphabets. Decoding is strict: what encoding cannot give is refused, except
// that padding may be missing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mockhaus {

std::string encode_base64(std::string_view bytes);      // with padding
std::string encode_base64_url(std::string_view bytes);  // without padding
void append_base64(std::string& out, std::string_view bytes);

std::optional<std::string> decode_base64(std::string_view text);
std::optional<std::string> decode_base64_url(std::string_view text);

}  // namespace mockhaus
