// BINARY as text: HEX, BASE64 and UTF-8, in both directions.
//
// Results are appended to `out`; a function that fails may leave part of one there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::values {

enum class BinaryFormat : uint8_t { hex, base64, utf8 };
std::optional<BinaryFormat> parse_binary_format(std::string_view name);  // HEX BASE64 UTF-8 UTF8

enum class LetterCase : uint8_t { upper, lower };
void encode_hex(std::string_view bytes, LetterCase letters, std::string& out);
bool decode_hex(std::string_view text, std::string& out);  // either case, whole bytes

// `alphabet` replaces, in this order, the characters for 62 and 63 and the padding.
// A line length of 0 gives one line.
void encode_base64(std::string_view bytes, int64_t line_length, std::string_view alphabet,
                   std::string& out);
bool decode_base64(std::string_view text, std::string_view alphabet, std::string& out);

void encode_binary(std::string_view bytes, BinaryFormat format, std::string& out);
bool decode_binary(std::string_view text, BinaryFormat format, std::string& out);

}  // namespace mockhaus::values
