// Random identifiers. All are unguessable: their bits come from the kernel.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace mockhaus {

void fill_random(std::span<unsigned char> bytes);

std::string random_uuid();   // version 4, lower case
// A statement's id in Snowflake's shape, 01xxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx; 120 random bits.
std::string random_statement_id();
std::string random_hex(size_t byte_count);
// Letters, digits, - and _: 43 characters for 32 bytes.
std::string random_token(size_t byte_count);

bool is_uuid(std::string_view text);  // the shape only, either case

}  // namespace mockhaus
